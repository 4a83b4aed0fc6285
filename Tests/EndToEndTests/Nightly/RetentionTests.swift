import Foundation
import Testing

/// What is concluded again after records were forgotten.
@Suite struct RetentionTests {
  /// A write whose answer was 200: that it went through is proved by a log which would have shown an error. The error
  /// stream was collected, and holds nothing of note.
  private func nights() throws -> NightDesk {
    let nights = try NightDesk()
    nights.more = "records: {keep: 1 day}"
    let poke =
      #"{"level":"INFO","pid":1,"worker":"syncer","component":"view-syncer","clientGroupID":"g1","clientID":"c1","#
      + #""wsID":"w1","message":"starting poke from 1 to 2"}"#
    let start =
      #"{"level":"INFO","pid":1,"worker":"runner","protocolVersion":45,"message":"starting server@0.25.13 "}"#
    try nights.desk.write(
      "logs/zero-cache.log",
      Self.docker(0, "Debugger listening.", "stderr") + Self.docker(0, start) + Self.docker(1, poke)
        + Self.docker(30, poke))
    try nights.desk.write(
      "logs/api.log",
      Self.docker(
        5, #"{"level":"info","msg":"push","reqId":"r1","clientGroupID":"g1","mutations":[{"clientID":"c1","id":1}]}"#)
        + Self.docker(6, #"{"level":"info","msg":"request completed","reqId":"r1","res":{"statusCode":200}}"#))
    return nights
  }

  private static func docker(_ second: Int, _ line: String, _ stream: String = "stdout") -> String {
    let escaped = line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let time = "2026-10-21T10:00:\(second < 10 ? "0" : "")\(second).000Z"
    return "{\"log\":\"\(escaped)\\n\",\"stream\":\"\(stream)\",\"time\":\"\(time)\"}\n"
  }

  private static let verdicts = "SELECT write_key, verdict, cause, strength FROM mutations ORDER BY 1"

  @Test func verdictsStayWhenEverythingIsCorrelatedAgain() throws {
    let nights = try nights()
    #expect(try nights.run(at: "2026-12-24 01:30").status == 0)
    let before = try nights.ask(Self.verdicts)
    #expect(before == "c1#1|delivered|none|proved\n")
    #expect(try nights.ask("SELECT count(*) FROM records WHERE stream = 'stderr'") == "0\n")
    // A log with another name makes a run correlate everything.
    let log = nights.desk.path("logs/zero-cache.log")
    try FileManager.default.moveItem(atPath: log, toPath: log + ".1")
    #expect(try nights.run(at: "2026-12-25 01:30").status == 0)
    #expect(try nights.ask(Self.verdicts) == before)
  }

  @Test func verdictsStayWhenCasesAreMerged() throws {
    let nights = try nights()
    _ = try nights.run(at: "2026-12-24 01:30")
    let before = try nights.ask(Self.verdicts)
    try nights.desk.writeKey("other.case")
    try nights.desk.write("other/api.log", #"{"level":30,"time":1795344915255,"msg":"api listening"}"# + "\n")
    let other = try Binary.run(["analyze", "other", "-q", "-c", "other.case"], in: nights.desk.folder)
    #expect(other.status < 2, "\(other.error)")
    let merge = try Binary.run(["merge", "night.db", "other.case", "--case", "all.case"], in: nights.desk.folder)
    #expect(merge.status == 0, "\(merge.error)")
    #expect(try Tool.run(["sqlite3", nights.desk.path("all.case"), Self.verdicts]).text == before)
  }
}
