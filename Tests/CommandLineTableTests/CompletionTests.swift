import CommandLineTable
import Foundation
import Testing

@Suite struct CompletionTests {
  static let hasBash = FileManager.default.isExecutableFile(atPath: "/bin/bash")

  /// What bash offers for the last word of a command line, in an empty folder; sorted.
  private func offered(_ words: [String]) throws -> [String] {
    let folder = NSTemporaryDirectory() + "completion-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = """
      \(sample.completions(for: .bash))
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _lw; printf '%s\\n' "${COMPREPLY[@]}"
      """
    let bash = Process()
    let output = Pipe()
    bash.executableURL = URL(fileURLWithPath: "/bin/bash")
    bash.currentDirectoryURL = URL(fileURLWithPath: folder)
    bash.arguments = ["--norc", "-euo", "pipefail", "-c", script, "bash"] + words
    bash.standardOutput = output
    try bash.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    bash.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
  }

  @Test(
    .enabled(if: hasBash),
    arguments: [
      (["lw", "an"], ["analyze"]),
      (["lw", "rules", ""], ["--color", "--help", "--quiet", "list", "test"]),
      (["lw", "analyze", "--f"], ["--format"]),
      (["lw", "analyze", "--format", "s"], ["sarif"]),
      (["lw", "-q", "rules", "test", "--c"], ["--color"]),
      (["lw", "analyze", "--deb"], []),
    ])
  func bashOffersCommandsOptionsAndChoices(words: [String], expected: [String]) throws {
    #expect(try offered(words) == expected)
  }

  @Test func zshAndFishKnowEveryCommandAndOption() {
    for name in ["analyze", "rules", "test", "list", "export"] {
      #expect(sample.completions(for: .zsh).contains("'\(name):"))
      #expect(sample.completions(for: .fish).contains(" -a \(name) -d "))
    }
    for option in ["format", "case", "strict", "out", "quiet", "color", "help"] {
      #expect(sample.completions(for: .zsh).contains("'--\(option):"))
      #expect(sample.completions(for: .fish).contains(" -l \(option) "))
    }
    #expect(sample.completions(for: .fish).contains("-x -a 'text json sarif'"))
    for shell in Shell.allCases { #expect(!sample.completions(for: shell).contains("debug-events")) }
  }

  @Test func quotesInSummariesStayQuoted() {
    let table = CommandTable(
      program: "p", version: "1", summary: "s", commands: [CommandDefinition(name: "c", summary: "it's")])
    #expect(table.completions(for: .fish).contains("-d 'it'\\''s'"))
  }
}
