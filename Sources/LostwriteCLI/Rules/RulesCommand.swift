import CaseStore
import CommandLineTable
import Model
import Reporting
import RulePacks

/// `lostwrite rules test` and `lostwrite rules list`.
struct RulesCommand {
  let session: CommandSession
  let stages: AnalyzeStages

  func test(_ command: ParsedCommand) throws -> ExitStatus {
    let packs = try command.arguments.first.map { try RulePacks(directory: $0) } ?? .embedded
    let outcome = try stages.testRules(packs)
    for failure in outcome.failures { session.console.error(failure + "\n") }
    let skipped = outcome.skipped > 0 ? ", \(outcome.skipped) skipped" : ""
    try session.console.out("\(outcome.passed) tests of rules passed, \(outcome.failures.count) failed\(skipped)\n")
    return outcome.failures.isEmpty ? .clean : .error
  }

  func list(_ command: ParsedCommand) throws -> ExitStatus {
    let rules = try stages.listRules(try AnalyzeRequest.packs(of: command))
    let columns = ["severity", "kind", "rule", "title", "file"]
    try session.console.print { write in
      try withoutActuallyEscaping(write) { write in
        var writer = try RowWriter(.table, columns: columns, write: write)
        for rule in rules.sorted(by: { $0.id < $1.id }) {
          try writer.add([rule.severity, rule.kind, rule.id, rule.title, rule.file].map(StoredValue.text))
        }
        try writer.finish()
      }
    }
    return .clean
  }
}
