import Foundation
import Reporting
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

  /// Every form of the report, and the file that keeps it.
  private static let files: [(ReportFormat, String)] = [
    (.json, "report.json"), (.html, "report.html"), (.markdown, "report.md"), (.sarif, "report.sarif"),
    (.junit, "report.xml"),
    (.csvFindings, "findings.csv"), (.csvWrites, "writes.csv"),
  ]

  /// A page without its script and style sheet, which stand in the repository already.
  private static func kept(_ text: String) -> String {
    text.replacing(/<style>[^<]*<\/style>/, with: "<style></style>")
      .replacing(/<script>[^\0]*<\/script>/, with: "<script></script>")
      .replacing(/sha256-[A-Za-z0-9+\/=]+/, with: "sha256-")
  }

  @Test(arguments: [("silent-drop", Int32(1)), ("stale-token", 1), ("healthy", 0)])
  func reportsAreAsKept(name: String, status: Int32) throws {
    let desk = try Desk()
    try desk.writeKey("a.case")
    let others = Self.files.flatMap { ["--format", "\($0.0.rawValue)=\(desk.path($0.1))"] }
    let run = try Binary.run(
      ["analyze", "samples/\(name)", "--case", desk.path("a.case"), "--format", "text"] + others)
    #expect(run.status == status, "\(run.error)")
    try golden(name, "report.txt", run.out.replacing(desk.folder.path, with: "{dir}"))
    for (format, file) in Self.files {
      let text = try String(contentsOfFile: desk.path(file), encoding: .utf8)
      try golden(name, file, Self.kept(text).replacing(desk.folder.path, with: "{dir}"))
      // The case alone gives the same report.
      let again = try Binary.run(["report", desk.path("a.case"), "--format", format.rawValue])
      #expect(again.out == text, "\(format)")
      #expect(again.status == status)
    }
  }
}
