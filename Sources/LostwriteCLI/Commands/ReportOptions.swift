import CaseStore
import CommandLineTable
import Model
import Reporting

/// The options of every command that ends with a report.
struct ReportOptions: Equatable {
  /// In the order given; at most one goes to stdout.
  var destinations: [ReportDestination]
  /// The lowest severity that makes the status 1; nil for never.
  var failOn: Severity?
  var since: Timestamp
  var until: Timestamp
  var isStrict: Bool

  init(_ command: ParsedCommand) throws {
    destinations = try ReportDestination.all(of: command)
    failOn = Severity(rawValue: command.value("fail-on") ?? "")
    isStrict = command.flag("strict")
    since = try command.moment("since")
    until = try command.moment("until")
    if since.isKnown, until.isKnown, until <= since {
      throw command.fault("'--until' is not after '--since'")
    }
  }

  /// What the reports are about.
  ///
  /// - Parameters:
  ///   - file: The case.
  ///   - failed: Whether something that was asked for could not be read.
  /// - Returns: The subject, with the status that the run ends with.
  /// - Throws: `StoreError` when the case cannot be read.
  func subject(_ file: CaseFile, failed: Bool = false) throws -> ReportSubject {
    let subject = ReportSubject(file, since: since, until: until, failOn: failOn, isStrict: isStrict)
    let limits = destinations.first?.format.limits ?? .text
    subject.status = failed ? .error : status(of: try subject.report(limits))
    return subject
  }

  /// The status that a report ends with, where nothing else went wrong.
  private func status(of report: CaseReport) -> ExitStatus {
    if let failOn, let worst = report.worst, worst >= failOn { return .findings }
    return isStrict && report.isCoveragePoor ? .poorCoverage : .clean
  }
}
