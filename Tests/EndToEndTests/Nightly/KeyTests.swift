import Foundation
import Testing

/// A case knows its key: with another one the same token would count as another.
@Suite struct KeyTests {
  private static let another = Data((0..<32).map { UInt8(200 - $0) })

  /// A desk with a case that holds fingerprints.
  private func nights() throws -> NightDesk {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    #expect(try nights.night(22).status == 1)
    return nights
  }

  private func key(of nights: NightDesk) -> URL { URL(fileURLWithPath: nights.casePath + ".key") }

  @Test func anotherKeyIsRefusedAndNothingIsChanged() throws {
    let nights = try nights()
    let before = try nights.content()
    try Self.another.write(to: key(of: nights))
    try nights.add("stale-token")
    let run = try nights.night(23)
    #expect(run.status == 2)
    #expect(
      run.error.hasPrefix(
        "error: key file '\(nights.casePath).key' is not the key that the case '\(nights.casePath)' was made with\n"),
      "\(run.error)")
    #expect(run.error.contains("help: put the case's own key there"))
    #expect(try nights.content() == before)
    let show = try Binary.run(["show", nights.casePath, "1"])
    #expect(show.error.contains("key' is not the key of the case '\(nights.casePath)': fingerprints in lines"))
    #expect(show.status == 0)
    let verify = try Binary.run(["verify", nights.casePath])
    #expect(verify.error.contains("is not the key of the case") && verify.status == 0, "\(verify.out)\(verify.error)")
  }

  @Test func aLostKeyIsToldAndNoneIsMade() throws {
    let nights = try nights()
    try FileManager.default.removeItem(at: key(of: nights))
    let run = try nights.night(23)
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("error: key file '\(nights.casePath).key' is missing, and the case"), "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: key(of: nights).path))
  }

  @Test func aCaseOfAnEarlierVersionRemembersItsKeyFromTheNextRunOn() throws {
    let nights = try nights()
    let known = "SELECT value FROM facts WHERE name = 'key_check'"
    let value = try nights.ask(known)
    #expect(value.count == 33)
    _ = try nights.ask("DELETE FROM facts WHERE name = 'key_check'")
    #expect(try nights.night(23).status == 1)
    #expect(try nights.ask(known) == value)
    _ = try nights.ask("DELETE FROM facts WHERE name = 'key_check'")
    try FileManager.default.removeItem(at: key(of: nights))
    #expect(try nights.night(24).error.contains("is missing, and the case"))
  }

  @Test func aCaseWithoutFingerprintsTakesAnyKey() throws {
    let nights = try NightDesk()
    try nights.desk.write("logs/api.log", #"{"level":30,"time":1795344915255,"msg":"api listening"}"# + "\n")
    #expect(try nights.night(22).status == 0)
    try Self.another.write(to: key(of: nights))
    #expect(try nights.night(23).status == 0)
    try FileManager.default.removeItem(at: key(of: nights))
    #expect(try nights.night(24).status == 0)
    #expect(FileManager.default.fileExists(atPath: key(of: nights).path))
  }
}
