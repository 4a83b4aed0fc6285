import CaseStore
import Foundation
import Testing

/// A report shows the lines that it rests on.
@Suite struct EvidenceTextTests {
  private static let sample = Binary.root.appendingPathComponent("samples/stale-token").path

  private func numbers(_ sql: String, _ path: String) throws -> Int64? {
    try CaseFile(path: path, access: .readOnly).database.integer(sql)
  }

  private static let cited = "SELECT count(*) FROM finding_evidence"

  @Test func everyCitedRecordHasItsTextAndNoOtherRoutineRecordDoes() throws {
    let desk = try Desk()
    let run = try desk.analyze(Self.sample)
    #expect(try numbers(Self.cited, desk.path("a.case")) ?? 0 > 5)
    #expect(try numbers(Self.cited + " WHERE text IS NULL", desk.path("a.case")) == 0)
    let (kept, all) = (
      try numbers("SELECT count(*) FROM record_texts", desk.path("a.case")) ?? 0,
      try numbers("SELECT count(*) FROM record_rows", desk.path("a.case")) ?? 0
    )
    #expect(kept < all / 2)
    #expect(run.out.contains("\"exp\":"), "the part of the line that shows the expiry")
    #expect(!run.out.contains("text not kept"))
  }

  @Test func thePushesOfAClientWithAnAlarmHaveTheirTexts() throws {
    let desk = try Desk()
    _ = try desk.analyze(Self.sample)
    let pushes = """
      SELECT count(*) FROM attempt_rows a JOIN mutation_rows m ON m.mutation_row = a.mutation_row
        JOIN symbols s ON s.symbol = m.client JOIN finding_entities e ON e.type = 'client' AND e.id = s.text
        JOIN finding_rows f ON f.finding = e.finding AND f.severity = 'medium'
        LEFT JOIN record_texts t ON t.record = a.record
      """
    #expect(try numbers(pushes, desk.path("a.case")) ?? 0 > 5)
    #expect(try numbers(pushes + " WHERE t.text IS NULL", desk.path("a.case")) == 0)
  }

  @Test func theTextsAreThoseThatKeepingAllWouldHaveKept() throws {
    let desk = try Desk()
    try desk.writeKey("a.case")
    try desk.writeKey("b.case")
    let one = try desk.analyze(Self.sample)
    let two = try desk.analyze(Self.sample, "--keep-text", "all", case: "b.case")
    #expect(one.out == two.out.replacing("b.case", with: "a.case"))
  }

  @Test func noTextIsKeptWhereNoneIsAskedFor() throws {
    let desk = try Desk()
    let run = try desk.analyze(Self.sample, "--keep-text", "none")
    #expect(try numbers("SELECT count(*) FROM record_texts", desk.path("a.case")) == 0)
    #expect(run.out.contains("(text not kept)"))
  }

  @Test func linesOfStandardInputAreToldToBeGone() throws {
    let desk = try Desk()
    try desk.writeKey("a.case")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "cat \"$1\"/api.cloudwatch.csv | \"$2\" analyze - \"$1\"/zero-cache.cri.log -c \"$3\" -o \"$4\"", "sh",
      Self.sample, Binary.program.path, desk.path("a.case"), desk.path("out"),
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    let out = try String(contentsOfFile: desk.path("out"), encoding: .utf8)
    #expect(out.contains("(stdin is read once; --keep-text all keeps it)"))
  }

  /// An earlier source that has other bytes by now gives no text; one that is as it was does.
  @Test func sourcesOfEarlierRunsAreComparedBeforeTheyAreQuoted() throws {
    let desk = try Desk()
    let api = try desk.write("api.csv", Data(contentsOf: URL(fileURLWithPath: Self.sample + "/api.cloudwatch.csv")))
    _ = try desk.analyze(api, "--keep-text", "none")
    let same = try desk.analyze(Self.sample + "/zero-cache.cri.log")
    #expect(same.out.contains("\"exp\":"))
    _ = try desk.analyze(api, "--keep-text", "none", case: "b.case")
    let text = try String(contentsOfFile: api, encoding: .utf8)
    try desk.write("api.csv", text.replacing("mutations", with: "MUTATIONS"))
    let changed = try desk.analyze(Self.sample + "/zero-cache.cri.log", case: "b.case")
    #expect(changed.out.contains("(text not kept)") && !changed.out.contains("MUTATIONS"))
  }
}
