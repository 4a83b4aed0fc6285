import Foundation
import Testing

/// Names of files and reasons of people are masked like logs, before they come to rest in a case.
@Suite struct RestingTextTests {
  private func holds(_ token: BuriedToken, _ path: String) throws -> Bool {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return token.pieces.contains { data.range(of: $0) != nil }
  }

  @Test func reasonsAreKeptWithoutCredentialsAndInOneLine() throws {
    let (nights, token) = (try NightDesk(), BuriedToken())
    try nights.add("silent-drop")
    _ = try nights.night(22)
    let run = try nights.accept("1", "--reason", "seen with\r\nBearer \(token.text)", "--until", "2999-01-01")
    #expect(run.status == 0)
    #expect(run.error.contains("note: the reason is kept without the credentials in it: seen with"), "\(run.error)")
    #expect(try nights.ask("SELECT reason GLOB 'seen with*Bearer [[]t:*]' FROM acceptances") == "1\n")
    #expect(try nights.ask("SELECT instr(reason, char(13)) + instr(reason, char(10)) FROM acceptances") == "0\n")
    #expect(try !holds(token, nights.casePath))
    #expect(try Binary.run(["bundle", nights.casePath, nights.desk.path("out.tar.zst")]).status == 0)
  }

  @Test func innocentReasonsStayAsTheyAre() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    _ = try nights.night(22)
    _ = try nights.accept("1", "--reason", "fixed in 2.4: session handling; see T-12", "--until", "2999-01-01")
    #expect(try nights.ask("SELECT reason FROM acceptances") == "fixed in 2.4: session handling; see T-12\n")
  }

  @Test func namesOfFilesAreKeptWithoutTokens() throws {
    let (nights, token) = (try NightDesk(), BuriedToken())
    try nights.desk.write("logs/\(token.text).log", #"{"level":30,"time":1795344915255,"msg":"api listening"}"# + "\n")
    try nights.desk.write("logs/session=abcdef0123456789.log", #"{"level":30,"time":1795344915256,"msg":"x"}"# + "\n")
    try nights.desk.write("logs/\(token.text).gz", Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]))
    for day in [22, 23] { #expect(try nights.night(day).status == 2) }
    #expect(try !holds(token, nights.casePath))
    #expect(
      try nights.ask("SELECT count(*), sum(path GLOB '*[[]t:*'), sum(path LIKE '%abcdef0123456789.log') FROM sources")
        .hasSuffix("|1\n"))
    #expect(try nights.ask("SELECT sum(records) FROM sources") == "2\n")
  }
}
