import CaseStore
import CommandLineTable
import Foundation
import LostwriteCLI
import Model
import Reporting
import Testing

/// Documents cannot drift from what they describe.
@Suite struct DocumentTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Everything that is made from the table of commands and the catalog of views; UPDATE_GOLDEN=1 writes the files anew.
  @Test(arguments: [
    ("docs/schema.md", SchemaFormat.markdown.describe(SchemaCatalog.all, isWhole: true)),
    ("docs/commands.md", LostwriteTable.table.markdownReference()),
    ("share/man/lostwrite.1", LostwriteTable.table.manPage()),
    ("share/completions/lostwrite.bash", LostwriteTable.table.completions(for: .bash)),
    ("share/completions/_lostwrite", LostwriteTable.table.completions(for: .zsh)),
    ("share/completions/lostwrite.fish", LostwriteTable.table.completions(for: .fish)),
  ])
  func generatedFilesEqualTheTable(path: String, made: String) throws {
    let file = Self.root.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(made.utf8).write(to: file)
    }
    let isEqual = try text(path) == made
    #expect(isEqual, "\(path) is not what its source says; UPDATE_GOLDEN=1 rewrites it")
  }

  @Test(arguments: LostwriteTable.table.commands.map(\.name))
  func everyCommandHasExamplesThatParse(name: String) throws {
    let command = try #require(LostwriteTable.table.command(name))
    #expect(!command.examples.isEmpty)
    for example in command.examples {
      // The part that starts with the program, up to a redirection, a pipe or the end of a substitution.
      let line = try #require(example.command.firstMatch(of: /lostwrite (?:[^|>)'"]|'[^']*'|"[^"]*")*/)).output
      let words = line.matches(of: /(?:[^\s'"]|'[^']*'|"[^"]*")+/).dropFirst().map { word in
        String(word.output.filter { !"'\"".contains($0) })
      }
      guard case .run(let parsed) = LostwriteTable.table.parse(words) else {
        Issue.record("'\(example.command)' does not parse: \(LostwriteTable.table.parse(words))")
        continue
      }
      #expect(parsed.path == name)
    }
  }

  @Test func completionsAndManPageAreCommands() throws {
    let command = try CommandRun()
    #expect(command.run("completions", "fish") == .clean)
    #expect(command.out == LostwriteTable.table.completions(for: .fish))
    #expect(command.run("man") == .clean)
    #expect(command.out == LostwriteTable.table.manPage())
    #expect(command.run("completions", "fis") == .usage)
    #expect(command.error.hasPrefix("error: value 'fis' of SHELL is not one of: bash, zsh, fish; did you mean 'fish'?"))
  }

  @Test func vocabularyDocumentsNameEveryWord() throws {
    let findings = try text("docs/findings.md")
    for kind in FindingKind.allCases { #expect(findings.contains("| `\(kind.rawValue)` |")) }
    let verdicts = try text("docs/verdicts.md")
    for verdict in Verdict.allCases { #expect(verdicts.contains("| `\(verdict.rawValue)` |")) }
    for cause in Cause.allCases { #expect(verdicts.contains("| `\(cause.rawValue)` |")) }
  }

  /// UPDATE_GOLDEN=1 writes the lines anew; the token's fingerprint is that of the kept report.
  @Test func readmeShowsTheReportThatItsSampleGives() throws {
    let readme = try text("README.md")
    let parts = readme.components(separatedBy: "```")
    let index = try #require(parts.firstIndex { $0.hasPrefix("text\n") })
    let report = try text("Tests/EndToEndTests/Cases/silent-drop/expected/report.txt")
    let count = parts[index].split(separator: "\n", omittingEmptySubsequences: false).count - 2
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false).prefix(count)
    let block = "text\n" + lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      let changed = parts.enumerated().map { $0 == index ? block : $1 }.joined(separator: "```")
      try Data(changed.utf8).write(to: Self.root.appendingPathComponent("README.md"))
    } else {
      #expect(parts[index] == block)
    }
  }

  @Test func queriesOfTheReadmeRun() throws {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    let queries = try text("README.md").matches(of: /lostwrite query \S+ "([^"]+)"/).map { String($0.output.1) }
    #expect(queries.count >= 3)
    for query in queries { #expect(command.run("query", command.casePath, query) == .clean, "\(query)") }
  }
}
