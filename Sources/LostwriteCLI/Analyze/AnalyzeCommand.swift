import CaseStore
import CommandLineTable
import Model
import Reporting
import RulePacks

/// `lostwrite analyze`: all stages, one after the other.
struct AnalyzeCommand {
  let session: CommandSession
  let stages: AnalyzeStages

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let options = try ReportOptions(command)
    let request = try AnalyzeRequest(command)
    let check = try stages.rules(request.packs)
    let progress = session.showsProgress ? ProgressLine(session.console) : nil
    var failed = false
    do {
      defer { progress?.clear() }
      try stages.build(request) { file in
        try stages.fill(file, request, by: command.path, check: check, progress: progress) { outcome in
          failed = session.tell(outcome.problems)
          return outcome.sources > 0
        }
        try file.markAccepted(at: TimeArgument.now(of: command))
      }
    }
    // From the finished case, exactly as 'report' does.
    let subject = try options.subject(try CaseFile(path: request.casePath, access: .readOnly), failed: failed)
    try session.print(subject, to: options.destinations)
    session.note("the case is \(request.casePath), its key \(request.keyPath)")
    return subject.status
  }
}

/// Why there is nothing to report.
struct AnalyzeFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func nothingToRead(_ paths: [String]) -> AnalyzeFault {
    let list = paths.map { "'\($0)'" }.joined(separator: ", ")
    return .init(description: "nothing to read in \(list): give log files, folders or archives that hold some")
  }
}
