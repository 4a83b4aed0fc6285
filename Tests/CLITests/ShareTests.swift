import CommandLineTable
import Foundation
import LostwriteCLI
import Testing

/// What is installed beside the binary works in the programs that it is for.
@Suite struct ShareTests {
  private static let share = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("share").path

  /// Runs a program of the system.
  private func run(_ words: String...) throws -> (status: Int32, text: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["HOME=\(NSTemporaryDirectory())", "LC_ALL=C.UTF-8", "TERM=dumb"] + words
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test func manPageIsGoodRoff() throws {
    let path = "\(Self.share)/man/lostwrite.1"
    let lint = try run("mandoc", "-T", "lint", "-W", "style", path)
    // A date would have to change with every edit of the table.
    let problems = lint.text.split(separator: "\n").filter { !$0.contains("missing date") }
    #expect(problems == [])
    let shown = try run("mandoc", "-T", "utf8", path)
    #expect(shown.status == 0)
    for command in LostwriteTable.table.commands { #expect(shown.text.contains("lostwrite \(command.name) ")) }
  }

  @Test(arguments: [
    ("lostwrite an", "analyze\tRead logs"), ("lostwrite analyze --form", "--format\tA form of the report"),
    ("lostwrite report --format sar", "sarif"), ("lostwrite completions f", "fish"), ("lostwrite rules ", "list\t"),
    ("lostwrite -q rules t", "test\t"),
  ])
  func fishOffers(line: String, expected: String) throws {
    let file = "\(Self.share)/completions/lostwrite.fish"
    let fish = try run("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", file, line)
    #expect(fish.status == 0)
    #expect(fish.text.contains(expected), "\(fish.text)")
  }

  @Test func fishOffersNoOptionTwice() throws {
    let file = "\(Self.share)/completions/lostwrite.fish"
    let script = "source $argv[1]; complete -C 'lostwrite analyze --case x --ca'"
    #expect(try run("fish", "--no-config", "-c", script, file).text == "")
  }

  @Test func zshLoadsItsCompletions() throws {
    let file = "\(Self.share)/completions/_lostwrite"
    #expect(try run("zsh", "-f", "-n", file).text == "")
    let script = """
      fpath=(\(Self.share)/completions $fpath)
      autoload -Uz compinit && compinit -u -D
      print -- $_comps[lostwrite]
      source \(file)
      print -- $+functions[_lostwrite] $+functions[_lostwrite__rules__test]
      """
    #expect(try run("zsh", "-f", "-c", script).text == "_lostwrite\n1 1\n")
  }

  @Test func bashLoadsItsCompletions() throws {
    let file = "\(Self.share)/completions/lostwrite.bash"
    let script = """
      set -eu; source '\(file)'; complete -p lostwrite
      COMP_WORDS=(lostwrite report --format ma); COMP_CWORD=3; _lostwrite; echo "${COMPREPLY[@]}"
      """
    #expect(
      try run("bash", "--norc", "-c", script).text == "complete -o filenames -F _lostwrite lostwrite\nmarkdown\n")
  }
}
