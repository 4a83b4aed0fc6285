import Foundation
import Testing

/// The samples of the repository, as a reader of the README runs them.
@Suite struct SampleTests {
  private static let cases = Binary.root.appendingPathComponent("Tests/EndToEndTests/Cases")

  private func golden(_ name: String, _ file: String, _ text: String) throws {
    let url = Self.cases.appendingPathComponent("\(name)/expected/\(file)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    guard text != expected else { return }
    let lines = zip(
      text.split(separator: "\n", omittingEmptySubsequences: false),
      expected.split(separator: "\n", omittingEmptySubsequences: false))
    let first = lines.first { $0 != $1 }
    Issue.record(
      """
      \(name)/\(file) differs; UPDATE_GOLDEN=1 rewrites it. First difference:
      is:       \(first?.0 ?? "(the end)")
      expected: \(first?.1 ?? "(the end)")
      """)
  }

  /// The report with the case's name in it replaced.
  private func report(_ arguments: [String], _ desk: Desk, _ status: Int32) throws -> String {
    let run = try Binary.run(arguments)
    #expect(run.status == status, "\(run.error)")
    return run.out.replacing(desk.folder.path, with: "{dir}")
  }

  @Test(arguments: [("silent-drop", Int32(1)), ("stale-token", 1), ("healthy", 0)])
  func reportsAreAsKept(name: String, status: Int32) throws {
    let desk = try Desk()
    try desk.writeKey("a.case")
    let text = ["analyze", "samples/\(name)", "--case", desk.path("a.case")]
    try golden(name, "report.txt", report(text, desk, status))
    let json = ["report", desk.path("a.case"), "--format", "json"]
    try golden(name, "report.json", report(json, desk, status))
  }
}
