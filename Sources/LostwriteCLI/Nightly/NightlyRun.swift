import CaseStore
import Foundation
import Model
import Reporting
import RulePacks

/// One scheduled run, from the logs to the reports.
///
/// The case and what is remembered for the next night change in one transaction; reports are written after it and
/// messages last. A run that is killed leaves work, not damage: the next one makes the reports that are missing and
/// tells what was not told.
struct NightlyRun {
  let session: CommandSession
  let stages: AnalyzeStages
  let configuration: Configuration
  let logs: [String]
  let now: Timestamp

  func run(telling teller: NightTeller) throws -> ExitStatus {
    var request = AnalyzeRequest(
      paths: logs, casePath: configuration.casePath, packs: try AnalyzeRequest.packs(folders: configuration.rules))
    request.keys = configuration.keys
    request.keepText = configuration.keepText
    request.isRepeated = true
    let check = try stages.rules(request.packs)
    let reports = NightReports(configuration, now: now)
    try remakeLastReport(reports)
    let night = try build(request, check, teller)
    let file = try CaseFile(path: configuration.casePath, access: .readWrite)
    try reports.write(night, of: file)
    try reports.forgetOld(of: file)
    try reports.writeIndex(of: file)
    let untold = try teller.tell(of: file, reports: reports)
    try print(night, reports, file)
    return untold ? .error : ExitStatus(rawValue: night.status) ?? .error
  }

  /// A run that was killed after its commit has written no reports; the case is still as it left it.
  private func remakeLastReport(_ reports: NightReports) throws {
    guard FileManager.default.fileExists(atPath: configuration.casePath) else { return }
    // For writing, because only so SQLite takes back what a killed run left unfinished.
    let file = try CaseFile(path: configuration.casePath, access: .readWrite)
    guard let last = try file.nights(limit: 1).first, !reports.exist(for: last) else { return }
    try reports.write(last, of: file)
    try print(last, reports, file)
  }

  private func build(
    _ request: AnalyzeRequest, _ check: AnalyzeStages.Check, _ teller: NightTeller
  ) throws -> Night {
    var made: Night?
    let progress = session.showsProgress ? ProgressLine(session.console) : nil
    defer { progress?.clear() }
    try stages.build(request) { file in
      var errors: [IngestOutcome.Problem] = []
      try stages.fill(file, request, by: "nightly", check: check, progress: progress) { outcome in
        errors = outcome.problems.filter(\.isError)
        _ = session.tell(errors)
        return try !file.isEmpty()
      }
      made = try compare(file, errors: errors.map(\.text), teller)
      if let days = configuration.recordDays { try file.forgetRecords(before: now.daysBefore(days)) }
    }
    guard let night = made else { throw AnalyzeFault.nothingToRead(request.paths) }
    return night
  }

  private func compare(_ file: CaseFile, errors: [String], _ teller: NightTeller) throws -> Night {
    let outcome = try NightComparison(file, at: now, floor: configuration.failOn ?? .medium).run()
    let earlier = try file.nights()
    var night = Night(
      number: (earlier.first?.number ?? 0) + 1, at: now,
      folder: NightReports(configuration, now: now).newFolder(besides: earlier),
      counts: outcome.counts, errors: errors.map(MessageText.withoutTokens))
    night.status = status(errors: errors, worst: outcome.worst).rawValue
    night.isTold = !teller.wants(outcome.changes, hasErrors: !errors.isEmpty)
    try file.store(night, changes: outcome.changes)
    return night
  }

  /// As of every command: findings that go on count until they are gone or accepted.
  private func status(errors: [String], worst: Severity?) -> ExitStatus {
    guard errors.isEmpty else { return .error }
    guard let failOn = configuration.failOn, let worst, worst >= failOn else { return .clean }
    return .findings
  }

  /// Lines on stdout, which a scheduler sends on as a mail.
  private static let shownChanges = 50

  private func print(_ night: Night, _ reports: NightReports, _ file: CaseFile) throws {
    let report = NightReport(
      night, changes: try file.changes(ofNight: night.number), casePath: configuration.casePath,
      reportPath: reports.path(of: night))
    guard configuration.notification.isOccasion(report.news, hasErrors: false) else { return }
    try session.console.print { write in
      for line in report.shortLines(limit: Self.shownChanges) { try write(line + "\n") }
    }
  }
}

extension Timestamp {
  func daysBefore(_ days: Int) -> Timestamp { Timestamp(microseconds: microseconds - Int64(days) * 86_400_000_000) }
}

extension Configuration.Notification {
  /// Whether something breaks the quiet.
  func isOccasion(_ changes: [NightChange], hasErrors: Bool) -> Bool {
    if hasErrors, occasions.contains(.error) { return true }
    let wanted = Set(occasions.map(\.rawValue))
    return changes.contains { $0.isNews && wanted.contains($0.change.rawValue) }
  }
}
