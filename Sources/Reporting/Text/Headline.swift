import CaseStore
import Model

/// The first lines of a report: what was lost, what was stale, what cannot be told, in this order.
struct Headline {
  struct Line: Equatable {
    var label: String
    var text: String
    var tone: TextStyle.Tone?
  }

  let report: CaseReport
  /// The folder that all sources share and that their names leave out; empty for none.
  var folder = ""
  /// How many findings each label shows.
  static let findingsPerLabel = 4

  var lines: [Line] { lost + wrong + stale + unknown + pending + others + [writes] }

  /// `4,812 records from 3 sources, 2026-10-21 00:44:41 to 00:52:03 UTC; every byte accounted for`
  var summary: String {
    let totals = report.totals
    var text = "\(Wording.count(totals.records, "record")) from \(Wording.count(totals.sources, "source"))"
    if !folder.isEmpty { text += " below \(folder)" }
    if let span = Wording.span(totals.firstAt, totals.lastAt) { text += ", \(span)" }
    var gaps: [String] = []
    if !totals.addsUp { gaps.append("the bytes of some sources do not add up") }
    if totals.malformed > 0 { gaps.append("\(Wording.count(totals.malformed, "record")) could not be parsed") }
    if totals.bytesSkipped > 0 { gaps.append("\(Wording.count(totals.bytesSkipped, "byte")) were skipped") }
    var parts = gaps.isEmpty ? ["every byte accounted for"] : [gaps.joined(separator: ", ")]
    if totals.incompleteSources > 0 {
      let are = totals.incompleteSources == 1 ? "is" : "are"
      let reasons = Wording.list(totals.incompleteReasons, limit: 2)
      parts.append("\(Wording.count(totals.incompleteSources, "source")) \(are) incomplete (\(reasons))")
    }
    if report.unread.total > 0 {
      parts.append("\(Wording.count(report.unread.total, "input")) could not be read")
    }
    return text + "; " + parts.joined(separator: "; ")
  }

  private var lost: [Line] {
    let lines = report.losses.shown.map { Line(label: "LOST", text: text(of: $0), tone: .bad) }
    let contradicted = claims(of: [.outcomeContradicted], label: "LOST", tone: .bad)
    guard !lines.isEmpty || !contradicted.isEmpty else {
      let text = report.writesInAll == 0 ? "no write was seen \(place)" : "no write was found dropped or lost"
      let times = report.window != nil && report.writesInAll > 0 ? " \(place)" : ""
      let outside = lossesOutside.map { "; \($0) outside of it" } ?? ""
      let isTold = report.writesInAll > 0
      return [Line(label: "LOST", text: text + times + outside, tone: isTold ? .good : .unsure)]
    }
    let more = report.losses.hidden > 0 ? otherLosses : nil
    let outside = lossesOutside.map { "and \($0) outside of the chosen time" }
    return lines + [more, outside].compactMap { $0.map { Line(label: "LOST", text: $0, tone: .bad) } } + contradicted
  }

  /// `and 2,155 writes of other clients (2,119 dropped, 36 lost)`
  private var otherLosses: String {
    let counts = [Verdict.dropped, .lost].map { verdict in
      (verdict, report.count(verdict) - report.losses.shown.reduce(0) { $0 + ($1.verdict == verdict ? $1.writes : 0) })
    }
    let parts = counts.filter { $0.1 > 0 }.map { "\(Wording.number($0.1)) \($0.0.rawValue)" }
    let writes = Wording.count(counts.reduce(0) { $0 + $1.1 }, "write")
    return "and \(writes) of other clients (\(parts.joined(separator: ", ")))"
  }

  private var place: String { report.window == nil ? "in these logs" : "in the chosen time" }

  /// Lost writes that a window leaves out: `3 writes`; nil for none.
  private var lossesOutside: String? {
    report.window.flatMap { $0.lossesOutside > 0 ? Wording.count($0.lossesOutside, "write") : nil }
  }

  private func text(of loss: Loss) -> String {
    var who = loss.client.map { "client \($0)" } ?? "an unnamed client"
    let span = ClockSpan([(loss.firstAt, loss.lastAt)], day: report.totals.firstAt).text
    who += " (" + [loss.user.map { "user \($0)" }, span].compactMap(\.self).joined(separator: ", ") + ")"
    let writes = Wording.count(loss.writes, "write")
    let were = loss.writes == 1 ? "was" : "were"
    let it = loss.writes == 1 ? "it" : "them"
    let firmness = loss.strength == .proved ? "" : "probably "
    guard loss.verdict == .dropped else {
      return
        "\(writes) of \(who) \(were) \(firmness)never processed, and the client did not come back to send \(it) again"
    }
    return "\(writes) of \(who) \(were) \(firmness)silently dropped: processed without effect because of "
      + "\(Self.reason(loss.cause)); nothing will retry \(it)"
  }

  /// `an authentication error in the mutator`
  static func reason(_ cause: Cause) -> String {
    switch cause {
    case .auth: "an authentication error in the mutator"
    case .application: "an error of the application"
    case .database: "a database error"
    case .transport: "an error between the servers"
    case .clientGone: "a client that went away"
    case .serverFault: "a fault of the server"
    case .none, .unknown: "an error that the logs do not name"
    }
  }

  private var wrong: [Line] {
    claims(of: [.ghostWrite, .duplicateWrite, .wrongIdentity], label: "WRONG", tone: .bad)
  }

  private var stale: [Line] {
    let lines = claims(of: [.staleToken], label: "STALE", tone: .warning)
    guard lines.isEmpty else { return lines }
    if let late = lateToken { return [Line(label: "STALE", text: late, tone: .warning)] }
    let harmless = report.claims.count { $0.kind == FindingKind.staleToken.rawValue }
    let times = report.window == nil ? "" : " \(place)"
    let refusals = [FindingKind.authLoop, .authStuck, .authRefused].compactMap { kind -> String? in
      let count = alarms([kind]).count
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    if harmless == 0, !refusals.isEmpty {
      let text = "no push is known to have carried a stale token, but credentials were refused\(times)"
      return [Line(label: "STALE", text: "\(text): \(refusals.joined(separator: ", ")), below", tone: .warning)]
    }
    if harmless == 0, let token = report.totals.latestToken {
      let text =
        "token \(token.fingerprint) was still used up to \(token.lateness / 1_000_000) s after its expiry; no push is known to "
        + "have carried it"
      return [Line(label: "STALE", text: text, tone: .warning)]
    }
    if harmless == 0, !report.totals.tellsExpiries {
      return [Line(label: "STALE", text: "whether a token was stale: no log tells when one expires", tone: .unsure)]
    }
    let text =
      harmless == 0 ? "no stale token was found in use\(times)" : "\(harmless) without harm, see the context below"
    return [Line(label: "STALE", text: text, tone: .good)]
  }

  /// A token that the logs show past its expiry although no push is known to have carried it: a handshake did.
  private var lateToken: String? {
    let late = report.tokens.shown.filter { $0.late.total > 0 }
    guard let first = late.first else { return nil }
    let seconds = first.latestExpiredBy ?? 0
    let others = late.count > 1 ? ", and \(Wording.count(late.count - 1, "other token"))" : ""
    return "token \(first.token) was still used up to \(seconds / 1_000_000) s after its expiry"
      + "\(others); no push is known to have carried it"
  }

  /// Writes that no log can name, because they never left their client.
  private var unsent: [Line] {
    let lines = report.blocked.map { finding in
      let since = finding.firstAt.map { " since \(Wording.moment($0))" } ?? ""
      return Line(
        label: "UNKNOWN",
        text: "whether \(finding.subject) made writes\(since) that were not sent: \(Self.obstacle(finding.kind)); "
          + "they would wait at the client, and no log names them",
        tone: .unsure)
    }
    return shortened(lines)
  }

  private static func obstacle(_ kind: String) -> String {
    switch FindingKind(rawValue: kind) {
    case .pusherDied: "the pusher had stopped"
    case .authStuck: "the client waited for a new login"
    default: "the client was refused again and again"
    }
  }

  private var unknown: [Line] {
    let lines =
      unsent
      + report.unknownReasons.shown.map { reason in
        let clients = reason.clients > 1 ? " of \(Wording.count(reason.clients, "client"))" : ""
        return Line(
          label: "UNKNOWN", text: "\(Wording.count(reason.writes, "write"))\(clients): \(reason.explanation)",
          tone: .unsure)
      }
    guard !lines.isEmpty else {
      let text =
        report.writesInAll == 0
        ? "whether there were writes: no log names one\(report.window == nil ? "" : " \(place)")"
        : "nothing: every write that the logs name has a verdict"
      return [Line(label: "UNKNOWN", text: text, tone: report.writesInAll == 0 ? .unsure : .good)]
    }
    guard report.unknownReasons.hidden > 0 else { return lines }
    let shown = report.unknownReasons.shown.reduce(0) { $0 + $1.writes }
    let rest = Wording.count(report.count(.unknown) - shown, "write")
    let reasons = Wording.count(report.unknownReasons.hidden, "other reason")
    return lines + [Line(label: "UNKNOWN", text: "\(rest) for \(reasons)", tone: .unsure)]
  }

  private var pending: [Line] {
    let count = report.count(.pending)
    guard count > 0 else { return [] }
    let text =
      count == 1
      ? "1 write was not processed when the logs end; its client was still there and sends it again"
      : "\(Wording.number(count)) writes were not processed when the logs end; their clients were still there and send "
        + "them again"
    return [Line(label: "PENDING", text: text, tone: .unsure)]
  }

  /// Alarms of kinds that have no line of their own, by kind.
  private var others: [Line] {
    let named: [FindingKind] = [
      .silentDrop, .writeLost, .outcomeContradicted, .ghostWrite, .duplicateWrite, .wrongIdentity, .staleToken,
    ]
    let counts = FindingKind.allCases.filter { !named.contains($0) }.compactMap { kind -> String? in
      let count = alarms([kind]).count
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    return counts.isEmpty ? [] : [Line(label: "ALSO", text: counts.joined(separator: ", "), tone: .warning)]
  }

  private var writes: Line {
    let counts = report.verdicts.filter { $0.count > 0 }.map { "\(Wording.number($0.count)) \($0.verdict.rawValue)" }
    let text = counts.isEmpty ? "none" : "\(Wording.number(report.writesInAll)): \(counts.joined(separator: ", "))"
    return Line(label: "WRITES", text: text, tone: .strong)
  }

  private func alarms(_ kinds: [FindingKind]) -> [ReportedFinding] {
    let names = kinds.map(\.rawValue)
    return report.claims.filter { $0.isAlarm && names.contains($0.kind) }
  }

  /// What alarms of some kinds claim; what several claim in the same words, once. Many are told by the gravest.
  private func claims(of kinds: [FindingKind], label: String, tone: TextStyle.Tone) -> [Line] {
    let day = report.totals.firstAt
    let claims = RepeatedClaim.all(of: alarms(kinds), sentence: claim)
    var texts = claims.prefix(Self.findingsPerLabel).map { $0.text(day: day, namesAlways: label == "STALE") }
    let others = claims.dropFirst(Self.findingsPerLabel).flatMap(\.findings)
    if !others.isEmpty {
      texts.append("and \(Wording.number(others.count)) more: \(WhoAndWhen.crowd(others, day: day))")
    }
    return texts.map { Line(label: label, text: $0, tone: tone) }
  }

  private func claim(_ finding: ReportedFinding) -> String {
    let firmness = finding.strength == .proved ? "" : " (suspected)"
    let claim = finding.story.isEmpty ? "\(finding.title): \(finding.subject)" : Wording.firstSentence(finding.story)
    return claim + firmness
  }

  private func shortened(_ lines: [Line]) -> [Line] {
    guard lines.count > Self.findingsPerLabel, var last = lines.last else { return lines }
    last.text = "and \(Wording.number(lines.count - Self.findingsPerLabel)) more, below"
    return lines.prefix(Self.findingsPerLabel) + [last]
  }
}
