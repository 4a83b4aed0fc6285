import CaseStore
import CommandLineTable
import Model

/// `lostwrite report`: what a case says, again.
struct ReportCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let options = try ReportOptions(command)
    let file = try CaseFile(path: command.arguments.first ?? "", access: .readOnly)
    let report = try CaseReport(of: file, scope: options.scope)
    try session.print(report, options)
    return options.status(of: report)
  }
}
