import CaseStore
import CommandLineTable
import Model

/// The options of every command that ends with a report.
struct ReportOptions: Equatable {
  enum Format: String { case text, json }

  var format: Format
  /// nil for stdout.
  var output: String?
  /// The lowest severity that makes the status 1; nil for never.
  var failOn: Severity?
  var scope: ReportScope
  var isStrict: Bool

  init(_ command: ParsedCommand) throws {
    format = Format(rawValue: command.value("format") ?? "") ?? .text
    output = command.value("output")
    failOn = Severity(rawValue: command.value("fail-on") ?? "")
    isStrict = command.flag("strict")
    scope = ReportScope(
      since: try Self.moment("since", command), until: try Self.moment("until", command),
      limits: format == .json ? .json : .text)
    if scope.since.isKnown, scope.until.isKnown, scope.until <= scope.since {
      throw command.fault("'--until' is not after '--since'")
    }
  }

  private static func moment(_ option: String, _ command: ParsedCommand) throws -> Timestamp {
    guard let text = command.value(option) else { return .unknown }
    guard let moment = TimeArgument.moment(text, endOfDay: option == "until") else {
      throw command.fault("'--\(option)' is '\(text)', expected \(TimeArgument.accepted)")
    }
    return moment
  }

  /// The status that a report ends with, where nothing else went wrong.
  func status(of report: CaseReport) -> ExitStatus {
    if let failOn, let worst = report.worst, worst >= failOn { return .findings }
    return isStrict && report.isCoveragePoor ? .poorCoverage : .clean
  }
}
