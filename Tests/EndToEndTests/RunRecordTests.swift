import CaseStore
import Foundation
import Testing

/// A case says what made it.
@Suite struct RunRecordTests {
  @Test func analyzeLeavesOneRowWithItsVersionAndRules() throws {
    let desk = try Desk()
    for _ in 0..<2 {
      _ = try Binary.run(["analyze", "samples/healthy", "--case", desk.path("a.case"), "--quiet"])
    }
    let query =
      "SELECT command || ' ' || length(rules_sha256) || ' ' || sources || ' ' || (records > 0) AS run FROM runs"
    let run = try Binary.run(["query", desk.path("a.case"), query, "--format", "csv"])
    let sources = try Binary.run(["query", desk.path("a.case"), "SELECT count(*) FROM sources", "--format", "csv"])
    let count = sources.out.split(whereSeparator: \.isNewline).last ?? ""
    #expect(run.out == "run\r\nanalyze 64 \(count) 1\r\n", "\(run.error)")
  }
}
