public import CaseStore
import Model

/// What a scheduled run tells: how a night differs from the one before.
public struct NightReport: Sendable {
  public let night: Night
  /// Findings by severity, then writes.
  public let changes: [NightChange]
  /// The case.
  public let casePath: String
  /// The folder with the reports of the night.
  public let reportPath: String

  public init(_ night: Night, changes: [NightChange], casePath: String, reportPath: String) {
    self.night = night
    self.changes = changes
    self.casePath = casePath
    self.reportPath = reportPath
  }

  /// What is worth a message: by change, findings before writes.
  public var news: [NightChange] {
    NightChange.Change.allCases.flatMap { change in changes.filter { $0.isNews && $0.change == change } }
  }

  /// What the night did, on one line.
  public var headline: String {
    let counts = night.counts
    var text =
      "\(Product.name) \(night.at.short) UTC: \(counts.new) new, \(counts.changed) changed, \(counts.resolved) resolved, "
      + "\(counts.continuing) continuing, \(counts.accepted) accepted"
    if counts.changedWrites > 0 { text += "; \(Wording.count(counts.changedWrites, "write")) with another verdict" }
    if counts.lostWrites > 0 { text += "; \(Wording.count(counts.lostWrites, "more write")) lost" }
    if counts.staleTokens > 0 { text += "; \(Wording.count(counts.staleTokens, "more stale token"))" }
    return text
  }

  /// For stdout and messages: the news on at most as many lines, and where to read on.
  ///
  /// - Parameter limit: how many changes are named.
  /// - Returns: lines without their ends.
  public func shortLines(limit: Int) -> [String] {
    let news = news
    var lines = [headline] + night.errors.map { "ERROR     \(VisibleText.escaped($0))" }
    lines += news.prefix(limit).map(Self.line)
    if news.count > limit { lines.append("and \(Wording.number(news.count - limit)) more") }
    return lines + ["report    \(VisibleText.escaped(reportPath))"]
  }

  /// Everything, continuing and accepted findings too; ends with a line break.
  public var text: String {
    let rest = changes.filter { !$0.isNews }
    let lines =
      [headline] + night.errors.map { "ERROR     \(VisibleText.escaped($0))" } + news.map(Self.line)
      + rest.map(Self.line)
    return lines.joined(separator: "\n") + "\n"
  }

  /// `NEW       critical silent_drop: 2 writes dropped; client c1 (user u1); high, proved; finding 3f6b...`
  static func line(_ change: NightChange) -> String {
    let label = change.change.rawValue.uppercased()
    let head = label + String(repeating: " ", count: max(1, 10 - label.count))
    let text: String
    switch change.subject {
    case .finding:
      let severity = change.severity?.rawValue ?? "info"
      text = "\(severity) \(change.kind): \(change.title); \(change.about); \(verdicts(change)); finding \(change.id)"
    case .write:
      let name = change.title.isEmpty ? "" : ", \(change.title)"
      text = "write \(change.id)\(name), of \(change.about): \(verdicts(change))"
    }
    return head + VisibleText.escaped(text)
  }

  /// `pending -> delivered`
  private static func verdicts(_ change: NightChange) -> String {
    switch (change.before, change.after) {
    case (let before?, let after?): before == after ? after : "\(before) -> \(after)"
    case (let before?, nil): "was \(before)"
    case (nil, let after): after ?? ""
    }
  }
}
