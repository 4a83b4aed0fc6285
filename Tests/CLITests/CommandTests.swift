import CaseStore
import CommandLineTable
import Foundation
import Model
import Testing

@testable import LostwriteCLI

@Suite struct CommandTests {
  @Test func tableHasNoMistakes() {
    #expect(LostwriteTable.table.problems() == [])
  }

  @Test func versionAndHelpGoToStdout() throws {
    let command = try CommandRun()
    #expect(command.run("--version") == .clean)
    #expect(command.out == "lostwrite \(Product.version)\n")
    #expect(command.run("help", "analyze") == .clean)
    #expect(command.out.contains("usage: lostwrite analyze [OPTIONS] PATH..."))
  }

  @Test(arguments: [
    (["analyse", "x"], "error: unknown command 'analyse'; did you mean 'analyze'?"),
    (["analyze"], "error: argument PATH is missing"),
    (["analyze", "x", "--fail-on", "hgih"], "error: value 'hgih' of '--fail-on' is not one of"),
    (["analyze", "x", "--threads", "0"], "error: '--threads' is '0', expected a number from 1 to 1024"),
    (["analyze", "x", "--since", "-3h"], "error: '--since' is '-3h', expected 2026-10-21"),
    (
      ["report", "x", "--since", "2026-10-22", "--until", "2026-10-21"],
      "error: '--until' is not after '--since'"
    ),
    (["report", "x", "--format", "jsn=y"], "error: value 'jsn' of '--format' is not one of"),
  ])
  func wrongCommandLineIsUsage(arguments: [String], message: String) throws {
    let command = try CommandRun()
    let console = Console(out: { _ in }, error: { text in #expect(text.hasPrefix(message)) })
    #expect(LostwriteProgram(console: console, stages: command.stages).run(arguments) == .usage)
  }

  @Test(arguments: [
    ("2026-10-21", false, "2026-10-21T00:00:00.000000Z"), ("2026-10-21", true, "2026-10-22T00:00:00.000000Z"),
    ("2026-10-21 00:44", true, "2026-10-21T00:44:00.000000Z"),
    ("2026-10-21T00:44:41.5Z", false, "2026-10-21T00:44:41.500000Z"),
    ("2026-10-21T02:44:41+02:00", false, "2026-10-21T00:44:41.000000Z"),
    ("2026-10-20T19:14:41-0530", false, "2026-10-21T00:44:41.000000Z"),
  ])
  func timesAreRead(text: String, endOfDay: Bool, iso: String) {
    #expect(TimeArgument.moment(text, endOfDay: endOfDay)?.iso == iso)
  }

  @Test(arguments: [
    "2026-02-30", "2026-13-01", "2026-10-21 24:00", "now", "-3h", "2026-10-21T00:44Zx", "",
    "2026-10-21T00:44+99:99", "2026-10-21T00:44-01:60",
  ])
  func otherTimesAreRefused(text: String) {
    #expect(TimeArgument.moment(text, endOfDay: false) == nil)
  }

  @Test func rulesAreListedAndTested() throws {
    let command = try CommandRun()
    #expect(command.run("rules", "list") == .clean)
    #expect(
      command.out == """
        severity  kind         rule  title    file
        --------  -----------  ----  -------  --------------
        high      silent_drop  r     dropped  rules/x/r.yaml

        """)
    command.stages.testRules = { _ in RuleTestOutcome(passed: 3, failures: ["error: rule 'r' misses"], skipped: 2) }
    #expect(command.run("rules", "test") == .error)
    #expect(command.out == "3 tests of rules passed, 1 failed, 2 skipped\n")
    #expect(command.error == "error: rule 'r' misses\n")
  }

  @Test func progressTellsRateAndRemainingTime() {
    let progress = Progress(bytes: 120_000_000, totalBytes: 480_000_000, records: 400)
    #expect(
      ProgressLine.text(progress, elapsed: .seconds(2))
        == "reading 120 of 480 MB (25 %), 400 records, 60 MB/s, 6 s left")
    let pipe = Progress(bytes: 5_000_000, totalBytes: nil, records: 9)
    #expect(ProgressLine.text(pipe, elapsed: .seconds(1)) == "reading 5 MB, 9 records, 5 MB/s")
  }
}
