import CaseStore
import Model

extension HTMLReport {
  /// How many clients the first screen names.
  static let victimsShown = 3
  private static let writesPerFinding = 6
  /// Where there is room, the whole story is told instead of its first sentence.
  private static let storyLength = 280

  /// One line per client: what, from when to when, why, what to do.
  var who: HTML {
    guard !victims.isEmpty else { return "" }
    // The roles stand for readers of narrow screens, where rows are laid out as blocks.
    let heads: [HTML] = ["Who", "What", "From, to (UTC)", "Why", "Do first"].map {
      "<th scope=\"col\" role=\"columnheader\">\($0)</th>"
    }
    let rows = victims.prefix(Self.victimsShown).map { row($0, isAlone: victims.count == 1) }
    let rest = victims.count - rows.count
    let link: HTML = rest > 0 ? "<a href=\"#clients\">and \(Wording.count(rest, "more client"))</a>" : ""
    let list: HTML = rest > 0 && gone > 0 ? "; every write that was dropped or lost: \(allLosses)" : ""
    let more: HTML = rest > 0 ? "<p class=\"more\">\(link)\(list)</p>" : ""
    return """
      <section class="who" aria-labelledby="who-title">
      <h2 id="who-title" class="hidden-title">Who was hit</h2>
      <table role="table" aria-labelledby="who-title">
      <thead role="rowgroup"><tr role="row">\(heads)</tr></thead>
      <tbody role="rowgroup">
      \(rows)</tbody>
      </table>
      \(more)
      </section>
      """
  }

  private func row(_ victim: Victim, isAlone: Bool) -> HTML {
    guard let gravest = victim.findings.first else { return "" }
    let name: HTML = victim.client.map { "<code>\($0)</code>" } ?? "\(gravest.subject)"
    let user: HTML = victim.user.map { " <span class=\"dim\">user&nbsp;\($0)</span>" } ?? ""
    var what: [HTML] = victim.named.map { finding in
      "<li><a href=\"#f\(Int(finding.finding))\">\(phrase(finding, of: victim))</a> <span class=\"dim\">\(writes(finding, of: victim))</span></li>"
    }
    let rest = victim.findings.count - what.count
    if rest > 0 { what.append("<li class=\"dim\">and \(Wording.count(rest, "more finding"))</li>") }
    return """
      <tr role="row"><th scope="row" role="rowheader">\(severity(gravest)) \(name)\(user)</th>\
      <td role="cell" data-label="What"><ul class="plain">\(what)</ul></td>\
      <td role="cell" data-label="From, to (UTC)" class="time">\(times(victim))</td>\
      <td role="cell" data-label="Why">\(reason(victim, isAlone: isAlone))</td>\
      <td role="cell" data-label="Do first">\(places.shortened(Advice((victim.mostUrgent ?? gravest).advice).first))</td></tr>

      """
  }

  /// When the writes went, and below it when anything else happened that is told of the same client.
  private func times(_ victim: Victim) -> HTML {
    func span(_ findings: [ReportedFinding]) -> String {
      ClockSpan(findings.map { ($0.firstAt, $0.lastAt) }, day: report.totals.firstAt).text
    }
    guard !victim.losses.isEmpty else { return "\(span(victim.others))" }
    let losses = span(victim.losses)
    let others: [HTML] = victim.named.filter { !Victim.isLoss($0) }.filter { span([$0]) != losses }.map { finding in
      "<li class=\"dim\">\(shortName(finding)): \(span([finding]))</li>"
    }
    return others.isEmpty ? "\(losses)" : "<ul class=\"plain\"><li>\(losses)</li>\(others)</ul>"
  }

  private func shortName(_ finding: ReportedFinding) -> String {
    switch FindingKind(rawValue: finding.kind) {
    case .staleToken: "stale token"
    case .authRefused: "refused"
    case .authLoop: "refused in a loop"
    case .authStuck: "stuck without a login"
    case .pusherDied: "pusher stopped"
    default: finding.title
    }
  }

  /// Why writes went, where some did, and that their client's token had expired.
  private func reason(_ victim: Victim, isAlone: Bool) -> String {
    guard let first = victim.losses.first ?? victim.findings.first else { return "" }
    let story = reason(first, isAlone: isAlone)
    let isStale: (ReportedFinding) -> Bool = { $0.kind == FindingKind.staleToken.rawValue }
    guard let stale = victim.others.first(where: isStale), !victim.losses.isEmpty else { return story }
    let sentence = Wording.firstSentence(stale.story)
    if stale.strength == .proved, sentence.contains("expired") { return "\(story) \(sentence)." }
    let had = stale.strength == .proved ? "had" : "had probably"
    return "\(story) The token \(had) expired: \(sentence)."
  }

  /// The first sentence of the story, without the ids and times that stand beside it and the places below.
  private func reason(_ finding: ReportedFinding, isAlone: Bool) -> String {
    if isAlone, finding.story.count <= Self.storyLength { return places.shortened(finding.story) }
    let sentence = Wording.firstSentence(finding.story)
    let bare = sentence.replacing(/\s\([^()]*#[^()]*\)/, with: "").replacing(/,? (first )?at [0-9: -]+ UTC/, with: "")
      .replacing(/\s\([^()\s]*[\/.][^()\s]*:\d+( and [^()]*)?\)/, with: "")
    return bare.isEmpty ? finding.title : bare + "."
  }

  func severity(_ finding: ReportedFinding) -> HTML {
    "<span class=\"severity \(finding.severity.rawValue)\">\(finding.severity.rawValue)</span>"
  }

  func phrase(_ finding: ReportedFinding, of victim: Victim) -> String {
    let writes = victim.writes(finding)
    let count = Wording.count(max(1, writes.ids.count + writes.hidden), "write")
    let probably = finding.strength == .proved ? "" : "probably "
    switch FindingKind(rawValue: finding.kind) {
    case .silentDrop: return "\(count) \(probably)dropped"
    case .writeLost: return "\(count) \(probably)lost"
    case .staleToken, .authRefused, .authLoop: return "\(shortName(finding)), \(Wording.count(finding.count, "time"))"
    default: return shortName(finding)
    }
  }

  private func writes(_ finding: ReportedFinding, of victim: Victim) -> String {
    let writes = victim.writes(finding)
    let numbers = writes.ids.map { id in id.lastIndex(of: "#").map { String(id[$0...]) } ?? id }
    return Wording.list(numbers, limit: Self.writesPerFinding, hidden: writes.hidden)
  }
}
