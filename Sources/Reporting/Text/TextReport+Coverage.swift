import CaseStore
import Model

extension TextReport {
  mutating func addTokens() {
    guard !report.tokens.shown.isEmpty else { return }
    out.blank()
    out.add("Tokens", tone: .strong)
    for token in report.tokens.shown { add(token) }
    if report.tokens.hidden > 0 {
      out.add("  and \(Wording.count(report.tokens.hidden, "more token")), in the view 'tokens' of the case")
    }
  }

  private mutating func add(_ token: ReportedToken) {
    var parts = [token.kind]
    if let id = token.tokenID { parts.append("id \(id)") }
    if let subject = token.subject { parts.append("subject \(subject)") }
    if let issued = token.issuedAt { parts.append("issued \(Wording.moment(issued))") }
    if let expires = token.expiresAt { parts.append("expires \(Wording.moment(expires)) UTC") }
    let span = Wording.span(token.firstSeenAt, token.lastSeenAt).map { ", \($0)" } ?? ""
    parts.append("seen \(Wording.count(token.sightings, "time"))\(span)")
    out.add(label: token.token, indent: 2, column: 18, parts.joined(separator: "; "))
    guard token.late.total > 0 else { return }
    let late = token.late.shown.map { sighting in
      let after = Wording.duration(microseconds: sighting.expiredByMicroseconds)
      return "\(after) (\(sighting.event), \(names.short(sighting.source)):\(sighting.line))"
    }
    let list = Wording.list(late, limit: late.count, hidden: token.late.hidden)
    out.add(
      label: "", indent: 2, column: 18, "seen \(Wording.count(token.late.total, "time")) after its expiry: \(list)")
  }

  mutating func addSources() {
    out.blank()
    out.add("Sources", tone: .strong)
    if report.sources.shown.isEmpty { out.add("  none") }
    for source in report.sources.shown { out.add(label: "", indent: 2, column: 4, line(source)) }
    if report.sources.hidden > 0 {
      out.add("  and \(Wording.count(report.sources.hidden, "more source")), in the view 'coverage' of the case")
    }
    for limit in Sight(report: report).limits { out.add(label: "  note", column: 8, limit) }
  }

  private func line(_ source: ReportedSource) -> String {
    var role = source.role == "unknown" ? "unknown role" : source.role
    if let version = source.version {
      role += " \(version)" + (source.versionOrigin.map { " (by its \($0))" } ?? "")
    }
    var parts = [role]
    if source.level != "unknown" { parts.append("level \(source.level)") }
    parts.append(Wording.span(source.firstAt, source.lastAt) ?? "no times")
    parts.append(Wording.count(source.records, "record"))
    if source.malformed > 0 {
      let line = source.firstMalformedLine.map { ", first at line \(Wording.number($0))" } ?? ""
      parts.append("\(Wording.number(source.malformed)) malformed\(line)")
    }
    if source.bytesSkipped > 0 { parts.append("\(Wording.count(source.bytesSkipped, "byte")) skipped") }
    if !source.addsUp { parts.append("its bytes do not add up") }
    if let note = source.note { parts.append(note) }
    return "\(names.short(source.path)): \(parts.joined(separator: ", "))"
  }
}

/// What the given sources cannot show, whatever happened.
struct Sight {
  let report: CaseReport

  /// What the report itself leaves out, and what its sources cannot show.
  var limits: [String] { unread + besidesUnread }

  /// The same without what could not be read.
  var besidesUnread: [String] {
    report.sources.shown.isEmpty ? [] : [window].compactMap { $0 } + sightOfSources
  }

  private static let unreadInputs = 10

  /// What was given and is missing.
  private var unread: [String] {
    let named = report.unread.shown.prefix(Self.unreadInputs).map(\.message)
    let rest = report.unread.total - named.count
    return named + (rest > 0 ? ["\(Wording.count(rest, "more input")) could not be read"] : [])
  }

  /// What a narrower time leaves out.
  private var window: String? {
    guard let window = report.window else { return nil }
    let bounds = [
      window.since.map { "from \(Wording.moment($0)) UTC on" }, window.until.map { "before \(Wording.moment($0)) UTC" },
    ]
    let losses =
      window.lossesOutside == 0
      ? "" : "; of others, \(Wording.count(window.lossesOutside, "write")) dropped or lost"
    return "findings and writes are those \(bounds.compactMap { $0 }.joined(separator: " and "))\(losses)"
  }

  private var sightOfSources: [String] {
    let roles = Set(report.sources.shown.map(\.role))
    let unknown = report.count(.unknown)
    let effect = unknown == 0 ? "" : "; \(Wording.count(unknown, "write")) unknown"
    var limits: [String] = []
    let hasProof = !roles.isDisjoint(with: [SourceRole.apiServer.name, SourceRole.database.name, SourceRole.proxy.name])
    let isBlind = report.sources.shown.contains {
      $0.role == SourceRole.syncServer.name && !["debug", "trace"].contains($0.level)
    }
    if isBlind, !hasProof {
      limits.append(
        "no API, proxy or database source was given, and sync servers at level info log refusals but never that a "
          + "write was applied\(effect)")
    } else if !roles.contains(SourceRole.apiServer.name), unknown > 0 {
      limits.append("no API server log was given: which mutator threw, and why, cannot be seen\(effect)")
    }
    if !roles.contains(SourceRole.syncServer.name) {
      limits.append("no sync server log was given: writes that never reached the API server cannot be seen")
    }
    if !roles.contains(SourceRole.client.name), unknown > 0 {
      limits.append("no client console was given: writes that wait in a client cannot be seen")
    }
    return limits
  }
}
