import CaseStore
import CommandLineTable
import Model
import Reporting

/// `lostwrite report`: what a case says, again.
struct ReportCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let options = try ReportOptions(command)
    let file = try CaseFile(path: command.arguments.first ?? "", access: .readOnly)
    let subject = try options.subject(file)
    try session.print(subject, to: options.destinations)
    return subject.status
  }
}
