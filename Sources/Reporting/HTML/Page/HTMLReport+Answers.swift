import CaseStore
import Model

extension HTMLReport {
  /// How many clients the first screen names.
  private static let clientsShown = 4
  private static let linesPerAnswer = 3
  private static let writesPerClient = 6

  /// The three questions with their answers, and how the writes are spread over the verdicts.
  var answers: HTML {
    let lines = Headline(report: report).lines
    func texts(_ labels: String...) -> [String] { lines.filter { labels.contains($0.label) }.map(\.text) }
    let gone = report.count(.dropped) + report.count(.lost)
    let unknown = report.count(.unknown) + report.count(.pending)
    return """
      <section class="answers" aria-label="Answers">
      \(card("Lost", gone, gone == 1 ? "write" : "writes", style: gone > 0 ? "gone" : "fine", texts("LOST", "WRONG")))
      \(card("Stale", staleUses, staleUses == 1 ? "use" : "uses", style: staleUses > 0 ? "stale" : "fine", texts("STALE", "ALSO")))
      \(card("Unknown", unknown, unknown == 1 ? "write" : "writes", style: unknown > 0 ? "unsure" : "fine", texts("UNKNOWN", "PENDING")))
      \(share)
      </section>
      """
  }

  private func card(_ name: String, _ number: Int, _ noun: String, style: String, _ lines: [String]) -> HTML {
    var items: [HTML] = lines.prefix(Self.linesPerAnswer).map { "<li>\($0)</li>" }
    if lines.count > Self.linesPerAnswer {
      items.append("<li><a href=\"#findings\">and \(lines.count - Self.linesPerAnswer) more</a></li>")
    }
    return """
      <article class="answer \(style)">
      <h2>\(name)</h2>
      <p class="number"><strong>\(Wording.number(number))</strong> \(noun)</p>
      <ul class="plain">\(items)</ul>
      </article>
      """
  }

  private var share: HTML {
    let all = report.writesInAll
    guard all > 0 else { return "" }
    let counts = report.verdicts.filter { $0.count > 0 }
    let parts: [HTML] = counts.map { item in
      "<span class=\"verdict \(VerdictStyle.name(item.verdict.rawValue))\">\(Wording.number(item.count)) \(item.verdict.rawValue)</span> "
    }
    return """
      <p class="share"><span class="dim">\(Wording.count(all, "write")) in these logs:</span> \(parts)</p>
      """
  }

  // MARK: Who

  private struct Victim {
    var client: String?
    var user: String?
    var findings: [ReportedFinding]
  }

  /// One line per client: what, from when to when, why, what to do.
  var who: HTML {
    let victims = victims
    guard !victims.isEmpty else { return "" }
    let rows = victims.prefix(Self.clientsShown).map(row)
    let rest = victims.count - rows.count
    let more: HTML =
      rest > 0
      ? "<p class=\"more\"><a href=\"#findings\">and \(Wording.count(rest, "more client", plural: "more clients"))</a></p>"
      : ""
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

  private var victims: [Victim] {
    var places: [String: Int] = [:]
    var victims: [Victim] = []
    for finding in report.findings.shown where finding.isAlarm {
      let client = finding.ids(.client).first
      let key = client ?? finding.subject
      if let place = places[key] {
        victims[place].findings.append(finding)
      } else {
        places[key] = victims.count
        victims.append(Victim(client: client, user: finding.ids(.user).first, findings: [finding]))
      }
    }
    return victims
  }

  private func row(_ victim: Victim) -> HTML {
    guard let gravest = victim.findings.first else { return "" }
    let name: HTML = victim.client.map { "<code>\($0)</code>" } ?? "\(gravest.subject)"
    let user: HTML = victim.user.map { "<span class=\"dim\">user \($0)</span>" } ?? ""
    let what: [HTML] = victim.findings.map { finding in
      "<li><a href=\"#f\(Int(finding.finding))\">\(phrase(finding))</a> <span class=\"dim\">\(writes(finding))</span></li>"
    }
    let span = ClockSpan(victim.findings.map { ($0.firstAt, $0.lastAt) }, day: report.totals.firstAt)
    return """
      <tr class="\(gravest.severity.rawValue)"><th scope="row">\(severity(gravest)) \(name) \(user)</th>\
      <td data-label="What"><ul class="plain">\(what)</ul></td>\
      <td data-label="From, to (UTC)" class="time">\(span.text)</td>\
      <td data-label="Why">\(Wording.firstSentence(gravest.story)).</td>\
      <td data-label="Do first">\(Advice(gravest.advice).first)</td></tr>

      """
  }

  func severity(_ finding: ReportedFinding) -> HTML {
    "<span class=\"severity \(finding.severity.rawValue)\">\(finding.severity.rawValue)</span>"
  }

  private func phrase(_ finding: ReportedFinding) -> String {
    let writes = finding.ids(.mutation).count + finding.entities.hidden
    let probably = finding.strength == .proved ? "" : "probably "
    switch FindingKind(rawValue: finding.kind) {
    case .silentDrop: return "\(Wording.count(max(1, writes), "write")) \(probably)dropped"
    case .writeLost: return "\(Wording.count(max(1, writes), "write")) \(probably)lost"
    case .staleToken: return "stale token on \(Wording.count(finding.count, "push", plural: "pushes"))"
    case .authRefused: return "refused \(Wording.count(finding.count, "time"))"
    default: return finding.title
    }
  }

  private func writes(_ finding: ReportedFinding) -> String {
    let numbers = finding.ids(.mutation).map { id in id.lastIndex(of: "#").map { String(id[$0...]) } ?? id }
    return Wording.list(numbers, limit: Self.writesPerClient, hidden: finding.entities.hidden)
  }
}

/// `10:43:57 to 10:44:51` over several spans; with its date where that is not the day of the logs' start.
struct ClockSpan {
  var text: String

  init(_ spans: [(first: String?, last: String?)], day: String?) {
    guard let first = spans.compactMap({ $0.first ?? $0.last }).min() else {
      text = "the logs tell no time"
      return
    }
    let last = spans.compactMap { $0.last ?? $0.first }.max() ?? first
    func clock(_ iso: String) -> String {
      iso.prefix(10) == day?.prefix(10) ? String(iso.dropFirst(11).prefix(8)) : Wording.moment(iso)
    }
    text = clock(first) == clock(last) ? clock(first) : "\(clock(first)) to \(clock(last))"
  }
}

/// Advice as rules write it: `1. Do this. 2. Do that.`
struct Advice {
  var steps: [String]
  var first: String { steps.first ?? "" }

  init(_ text: String) {
    var rest = Substring(text)
    var steps: [String] = []
    if rest.hasPrefix("1. ") {
      rest = rest.dropFirst(3)
      var number = 2
      while let next = rest.range(of: " \(number). ") {
        steps.append(String(rest[..<next.lowerBound]))
        rest = rest[next.upperBound...]
        number += 1
      }
    }
    if !rest.isEmpty { steps.append(String(rest)) }
    self.steps = steps
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Substring.Index>? { ranges(of: text).first }
}

/// The style of a verdict: one accent per meaning.
enum VerdictStyle {
  static func name(_ verdict: String) -> String {
    switch Verdict(rawValue: verdict) {
    case .dropped, .lost: "gone"
    case .unknown, .pending: "unsure"
    case .rejected: "refused"
    case .delivered, nil: "fine"
    }
  }
}

/// A word for a shell.
enum ShellWord {
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 > 0x2c && $0 < 0x7b && $0 != 0x3b && $0 != 0x60 && $0 != 0x5c }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
