import CaseStore
import CommandLineTable
import Foundation
import LostwriteCLI
import Model
import Testing

/// Documents cannot drift from what they describe.
@Suite struct DocumentTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  /// UPDATE_GOLDEN=1 writes the file anew.
  @Test func commandReferenceEqualsTheTable() throws {
    let reference = LostwriteTable.table.markdownReference()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(reference.utf8).write(to: Self.root.appendingPathComponent("docs/commands.md"))
    }
    #expect(try text("docs/commands.md") == reference)
  }

  @Test func schemaDocumentNamesEveryViewWithItsColumns() throws {
    let document = try text("docs/schema.md")
    let database = try CaseFile(path: ":memory:", access: .create).database
    let views = try database.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
    while try views.step() {
      let name = views.text(0) ?? ""
      let section = document.components(separatedBy: "\n## ").first { $0.hasPrefix("`\(name)`") } ?? ""
      let columns = try database.prepare("SELECT name FROM pragma_table_info('\(name)')")
      while try columns.step() {
        let column = columns.text(0) ?? ""
        #expect(section.contains("`\(column)`"), "docs/schema.md: \(name).\(column) is missing")
      }
    }
  }

  @Test func vocabularyDocumentsNameEveryWord() throws {
    let findings = try text("docs/findings.md")
    for kind in FindingKind.allCases { #expect(findings.contains("| `\(kind.rawValue)` |")) }
    let verdicts = try text("docs/verdicts.md")
    for verdict in Verdict.allCases { #expect(verdicts.contains("| `\(verdict.rawValue)` |")) }
    for cause in Cause.allCases { #expect(verdicts.contains("| `\(cause.rawValue)` |")) }
  }

  @Test func queriesOfTheReadmeRun() throws {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    let queries = try text("README.md").matches(of: /lostwrite query \S+ "([^"]+)"/).map { String($0.output.1) }
    #expect(queries.count >= 3)
    for query in queries { #expect(command.run("query", command.casePath, query) == .clean, "\(query)") }
  }
}
