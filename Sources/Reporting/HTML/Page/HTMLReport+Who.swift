import CaseStore
import Model

/// Somebody whom findings ask to act for: a client, or what else a finding is about.
struct Victim {
  var client: String?
  var user: String?
  /// The gravest first.
  var findings: [ReportedFinding]

  /// By severity, then by how many writes are gone, then by time.
  static func all(of findings: [ReportedFinding]) -> [Victim] {
    var places: [String: Int] = [:]
    var victims: [Victim] = []
    for finding in findings where finding.isAlarm {
      let client = finding.ids(.client).first
      let key = client ?? finding.subject
      if let place = places[key] {
        victims[place].findings.append(finding)
      } else {
        places[key] = victims.count
        victims.append(Victim(client: client, user: finding.ids(.user).first, findings: [finding]))
      }
    }
    let order = victims.enumerated().sorted { a, b in
      (b.element.severity, b.element.gone, a.offset) < (a.element.severity, a.element.gone, b.offset)
    }
    return order.map(\.element)
  }

  var severity: Severity { findings.first?.severity ?? .info }
  /// Writes that losses name.
  var gone: Int { findings.filter(Self.isLoss).reduce(0) { $0 + $1.ids(.mutation).count + $1.entities.hidden } }

  static func isLoss(_ finding: ReportedFinding) -> Bool {
    [FindingKind.silentDrop, .writeLost, .outcomeContradicted].map(\.rawValue).contains(finding.kind)
  }
}

extension HTMLReport {
  /// How many clients the first screen names.
  private static let victimsShown = 3
  private static let writesPerFinding = 6
  /// Where there is room, the whole story is told instead of its first sentence.
  private static let storyLength = 280

  /// One line per client: what, from when to when, why, what to do.
  var who: HTML {
    let victims = Victim.all(of: report.findings.shown)
    guard !victims.isEmpty else { return "" }
    let rows = victims.prefix(Self.victimsShown).map { row($0, isAlone: victims.count == 1) }
    let rest = victims.count - rows.count
    let more: HTML =
      rest > 0 ? "<p class=\"more\"><a href=\"#findings\">and \(Wording.count(rest, "more client"))</a></p>" : ""
    return """
      <section class="who" aria-labelledby="who-title">
      <h2 id="who-title" class="hidden-title">Who was hit</h2>
      <table>
      <thead><tr><th scope="col">Who</th><th scope="col">What</th><th scope="col">From, to (UTC)</th>\
      <th scope="col">Why</th><th scope="col">Do first</th></tr></thead>
      <tbody>
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
    let losses = victim.findings.filter(Victim.isLoss)
    let what: [HTML] = (losses + victim.findings.filter { !Victim.isLoss($0) }).map { finding in
      "<li><a href=\"#f\(Int(finding.finding))\">\(phrase(finding))</a> <span class=\"dim\">\(writes(finding))</span></li>"
    }
    let span = ClockSpan(victim.findings.map { ($0.firstAt, $0.lastAt) }, day: report.totals.firstAt)
    return """
      <tr><th scope="row">\(severity(gravest)) \(name)\(user)</th>\
      <td data-label="What"><ul class="plain">\(what)</ul></td>\
      <td data-label="From, to (UTC)" class="time">\(span.text)</td>\
      <td data-label="Why">\(reason(gravest, isAlone: isAlone))</td>\
      <td data-label="Do first">\(Advice(gravest.advice).first)</td></tr>

      """
  }

  /// The first sentence of the story, without the ids and times that stand beside it.
  private func reason(_ finding: ReportedFinding, isAlone: Bool) -> String {
    if isAlone, finding.story.count <= Self.storyLength { return finding.story }
    let sentence = Wording.firstSentence(finding.story)
    let bare = sentence.replacing(/\s\([^()]*#[^()]*\)/, with: "").replacing(/, first at [0-9: -]+ UTC/, with: "")
    return bare.isEmpty ? finding.title : bare + "."
  }

  func severity(_ finding: ReportedFinding) -> HTML {
    "<span class=\"severity \(finding.severity.rawValue)\">\(finding.severity.rawValue)</span>"
  }

  private func phrase(_ finding: ReportedFinding) -> String {
    let writes = max(1, finding.ids(.mutation).count + finding.entities.hidden)
    let probably = finding.strength == .proved ? "" : "probably "
    switch FindingKind(rawValue: finding.kind) {
    case .silentDrop: return "\(Wording.count(writes, "write")) \(probably)dropped"
    case .writeLost: return "\(Wording.count(writes, "write")) \(probably)lost"
    case .staleToken: return "stale token, \(Wording.count(finding.count, "time"))"
    case .authRefused: return "refused, \(Wording.count(finding.count, "time"))"
    default: return finding.title
    }
  }

  private func writes(_ finding: ReportedFinding) -> String {
    let numbers = finding.ids(.mutation).map { id in id.lastIndex(of: "#").map { String(id[$0...]) } ?? id }
    return Wording.list(numbers, limit: Self.writesPerFinding, hidden: finding.entities.hidden)
  }
}
