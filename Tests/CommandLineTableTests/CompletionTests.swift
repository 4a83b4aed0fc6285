import Foundation
import Testing

@testable import CommandLineTable

@Suite struct CompletionTests {
  static let hasBash = FileManager.default.isExecutableFile(atPath: "/bin/bash")

  /// What bash offers for the last word of a command line, in a folder with two files; sorted.
  private func offered(_ words: [String], wordBreaks: String = " =:") throws -> [String] {
    let folder = NSTemporaryDirectory() + "completion-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["one.log", "a file"] { try Data().write(to: URL(fileURLWithPath: folder + "/" + name)) }
    let script = """
      COMP_WORDBREAKS=\(shellQuoted(wordBreaks))
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
      (["lw", "an"], ["analyze"]), (["lw", ""], ["analyze", "export", "help", "rules"]),
      (["lw", "--v"], ["--version"]), (["lw", "rules", ""], ["list", "test"]),
      (["lw", "rules", "--"], ["--color", "--help", "--quiet"]), (["lw", "analyze", "--f"], ["--format"]),
      (["lw", "analyze", "--format", "s"], ["sarif"]), (["lw", "analyze", "-f", "j"], ["json"]),
      (["lw", "-q", "rules", "test", "--c"], ["--color"]), (["lw", "analyze", "--deb"], []),
      // As bash parts the words at '='.
      (["lw", "analyze", "--format", "=", "j"], ["json"]),
      (["lw", "analyze", "--format", "="], ["json", "sarif", "text"]),
      (["lw", "analyze", "--format", "json", "=", "one"], ["one.log"]),
      (["lw", "analyze", "--format", "json", "="], ["a file", "one.log"]),
      (["lw", "analyze", "--format", "=", "json", "=", "o"], ["one.log"]),
      (["lw", "analyze", "--case", "=", "o"], ["one.log"]), (["lw", "analyze", "-c", "a"], ["a file"]),
      // What was given once is not offered again, unless it may be repeated.
      (["lw", "analyze", "-c", "x", "--c"], ["--color"]), (["lw", "analyze", "--format", "json", "--f"], ["--format"]),
      (["lw", "analyze", "-s", "--"], ["--case", "--color", "--format", "--help", "--quiet"]),
      // A command's name as the value of an option is no command.
      (["lw", "--color", "analyze", "e"], ["export"]),
      (["lw", "analyze", "x", "o"], ["one.log"]), (["lw", "export", "x", "o"], []),
      (["lw", "export", "o"], ["one.log"]),
      (["lw", "rules", "list", "o"], []), (["lw", "help", "r"], ["rules"]),
    ])
  func bashOffersCommandsOptionsChoicesAndFiles(words: [String], expected: [String]) throws {
    #expect(try offered(words) == expected)
  }

  @Test(
    .enabled(if: hasBash), arguments: [["lw", "analyze", "--format=j"], ["lw", "analyze", "--format=json=o"]])
  func bashKeepsTheStartOfAWordWhereEqualsDoesNotPartIt(words: [String]) throws {
    let expected = words[2] == "--format=j" ? "--format=json" : "--format=json=one.log"
    #expect(try offered(words, wordBreaks: " ") == [expected])
  }

  @Test func zshAndFishKnowEveryCommandAndOption() {
    for name in ["analyze", "rules", "test", "list", "export"] {
      #expect(sample.completions(for: .zsh).contains("'\(name):"))
      #expect(sample.completions(for: .fish).contains(" -a \(name) -d "))
    }
    for option in ["format", "case", "strict", "out", "quiet", "color", "help"] {
      #expect(sample.completions(for: .zsh).contains("--\(option)"))
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
