import CaseStore
import Testing

@Suite struct RunsTests {
  private func runs(_ file: CaseFile) throws -> [String] {
    let statement = try file.database.prepare("SELECT version, command, rules_sha256, sources, records FROM runs")
    var rows: [String] = []
    while try statement.step() { rows.append((0..<5).map { statement.text($0) ?? "-" }.joined(separator: "|")) }
    return rows
  }

  @Test func aRunThatChangedNothingIsNotToldAgain() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    try file.noteRun(version: "1", command: "analyze", rules: "ab")
    try file.noteRun(version: "1", command: "analyze", rules: "ab")
    #expect(try runs(file) == ["1|analyze|ab|0|0"])
    try file.noteRun(version: "1", command: "nightly", rules: "ab")
    try file.noteRun(version: "1", command: "analyze", rules: "ab")
    #expect(try runs(file) == ["1|analyze|ab|0|0", "1|nightly|ab|0|0", "1|analyze|ab|0|0"])
  }
}
