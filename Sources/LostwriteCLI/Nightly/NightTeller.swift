import CaseStore
import Foundation
import Model
import Reporting
import Webhooks

/// Tells a command and a webhook what is new.
struct NightTeller {
  private let notification: Configuration.Notification
  private let console: Console
  /// nil where none is configured.
  private let webhook: Webhook?
  /// Nights that are told late at most, after failures.
  private static let backlog = 5

  /// - Throws: `NightlyFault` where the environment has no usable address: better at once than after the work.
  init(_ configuration: Configuration, console: Console) throws {
    notification = configuration.notification
    self.console = console
    webhook = try configuration.notification.webhook.map { webhook in
      Webhook(
        url: try Self.address(webhook.address, console.environment), timeout: .seconds(webhook.timeoutSeconds),
        retries: webhook.retries, firstWait: .seconds(webhook.waitSeconds),
        wait: {
          Thread.sleep(forTimeInterval: Double($0.components.seconds) + Double($0.components.attoseconds) / 1e18)
        })
    }
  }

  private static func address(
    _ address: Configuration.Webhook.Address, _ environment: [String: String]
  ) throws -> String {
    switch address {
    case .url(let url): return url
    case .variable(let name):
      guard let url = environment[name], !url.isEmpty else { throw NightlyFault.noAddress(name) }
      if let problem = Webhook.problem(with: url) { throw NightlyFault.badAddress(name, problem) }
      return url
    }
  }

  private var tellsAnybody: Bool { webhook != nil || !notification.command.isEmpty }

  /// Whether somebody has to be told of a night.
  func wants(_ changes: [NightChange], hasErrors: Bool) -> Bool {
    tellsAnybody && notification.isOccasion(changes, hasErrors: hasErrors)
  }

  /// Tells the nights that were not told, the oldest first.
  ///
  /// - Returns: whether a message did not arrive; the next run tries again.
  /// - Throws: `StoreError` when the case cannot be read or written.
  func tell(of file: CaseFile, reports: NightReports) throws -> Bool {
    for night in try file.nights(limit: Self.backlog).reversed() where !night.isTold {
      let report = NightReport(
        night, changes: try file.changes(ofNight: night.number), casePath: file.path,
        reportPath: reports.path(of: night))
      let slack = notification.webhook?.isSlack ?? false
      let message = try report.json(isMessage: true)
      guard send(message, toWebhook: slack ? try report.slackJSON() : message, variables: variables(of: report)) else {
        return true
      }
      try file.setTold(night: night.number)
    }
    return false
  }

  /// Tells that a run came to nothing, where that is wanted.
  func tellFailure(_ message: String, at moment: Timestamp, casePath: String) {
    guard notification.occasions.contains(.error), tellsAnybody else { return }
    let slack = notification.webhook?.isSlack ?? false
    let text = "\(Product.name): \(message)"
    guard let json = try? NightReport.failureJSON(message, at: moment, casePath: casePath),
      let body = slack ? try? NightReport.slackJSON(text) : json
    else { return }
    let variables = ["LOSTWRITE_STATUS": "\(ExitStatus.error.rawValue)", "LOSTWRITE_CASE": casePath]
    _ = send(json, toWebhook: body, variables: variables)
  }

  private func variables(of report: NightReport) -> [String: String] {
    let counts = report.night.counts
    return [
      "LOSTWRITE_NIGHT": report.night.at.iso, "LOSTWRITE_STATUS": "\(report.night.status)",
      "LOSTWRITE_CASE": report.casePath, "LOSTWRITE_REPORT": report.reportPath, "LOSTWRITE_NEW": "\(counts.new)",
      "LOSTWRITE_CHANGED": "\(counts.changed)", "LOSTWRITE_RESOLVED": "\(counts.resolved)",
      "LOSTWRITE_CONTINUING": "\(counts.continuing)", "LOSTWRITE_ACCEPTED": "\(counts.accepted)",
      "LOSTWRITE_CHANGED_WRITES": "\(counts.changedWrites)", "LOSTWRITE_LOST_WRITES": "\(counts.lostWrites)",
      "LOSTWRITE_STALE_TOKENS": "\(counts.staleTokens)",
    ]
  }

  /// Sends both messages; false where one did not arrive.
  private func send(_ message: String, toWebhook body: String, variables: [String: String]) -> Bool {
    var arrived = true
    func attempt(_ work: () throws -> Void) {
      do {
        try work()
      } catch {
        arrived = false
        console.error("error: \(VisibleText.escaped("\(error)"))\n")
      }
    }
    if !notification.command.isEmpty {
      attempt { try TellingCommand(notification.command, environment: environment(variables)).run(input: message) }
    }
    if let webhook { attempt { try webhook.post(body) } }
    return arrived
  }

  /// Of the command: ours without the address of the webhook, which is none of its business.
  private func environment(_ variables: [String: String]) -> [String: String] {
    var environment = console.environment
    if case .variable(let name)? = notification.webhook?.address { environment[name] = nil }
    return environment.merging(variables) { $1 }
  }
}
