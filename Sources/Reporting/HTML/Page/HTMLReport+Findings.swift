import CaseStore
import Model

extension HTMLReport {
  /// Findings that are told in full beside those of the first screen; the others are in a table.
  static let findingsInFull = 40
  /// Of these, how many are open at first.
  private static let findingsOpen = 3
  private static let evidencePerFinding = 12
  private static let idsPerType = 8
  private static let storyLimit = 1_500
  private static let stepLimit = 500
  /// Characters of a record's text; all of it stands in its file.
  private static let textLimit = 900

  var findings: HTML {
    let shown = report.findings.shown.filter { told.contains($0.finding) }
    let alarms = shown.filter(\.isAlarm)
    let context = shown.filter { !$0.isAlarm }
    var body: HTML = ""
    if alarms.isEmpty { body += "<p>No finding asks for action.</p>\n" }
    for (index, finding) in alarms.enumerated() { body += item(finding, isOpen: index < Self.findingsOpen) }
    if !context.isEmpty {
      body += "<h3>Context, no alarm</h3>\n"
      for finding in context { body += item(finding, isOpen: false) }
    }
    if report.findings.total > shown.count { body += otherFindings }
    return """
      <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings <span class="dim">\(Wording.number(report.findings.total))</span></h2>
      \(body)</section>
      """
  }

  private func item(_ finding: ReportedFinding, isOpen: Bool) -> HTML {
    let open: HTML = isOpen ? " open" : ""
    let firmness = finding.strength == .proved ? "proved" : "suspected"
    let when = ClockSpan([(finding.firstAt, finding.lastAt)], day: report.totals.firstAt).text
    let accepted = Wording.acceptance(finding).map { fact("Accepted", $0) }
    return """
      <details class="finding \(finding.severity.rawValue)" id="f\(Int(finding.finding))"\(span(finding))\(open)>
      <summary>\(severity(finding)) <span class="title">\(TextLimit.cut(finding.title, to: 300))</span> <span class="time">\(when)</span></summary>
      <p class="story">\(TextLimit.cut(places.shortened(finding.story), to: Self.storyLimit))</p>
      \(advice(finding))
      <dl class="facts">
      \(fact("About", finding.subject))\(identities(finding))\(fact("Firmness", firmness))\(accepted)\
      \(fact("Occurrences", Wording.number(finding.count)))\(fact("Rule", "\(finding.ruleID) (\(finding.kind))"))\
      </dl>
      \(evidence(finding))
      </details>

      """
  }

  /// The parts of the timeline's scale between which it happened.
  private func span(_ finding: ReportedFinding) -> HTML {
    let first = finding.firstAt.map(Timestamp.init(viewText:)) ?? .unknown
    let last = finding.lastAt.map(Timestamp.init(viewText:)) ?? first
    guard let scale, first.isKnown, last.isKnown else { return "" }
    let text = "\(TimeScale.decimal(scale.fraction(first))) \(TimeScale.decimal(scale.fraction(last)))"
    return " data-span=\"\(text)\""
  }

  private func advice(_ finding: ReportedFinding) -> HTML {
    let steps: [HTML] = Advice(finding.advice).steps.map { "<li>\(TextLimit.cut($0, to: Self.stepLimit))</li>\n" }
    guard !steps.isEmpty else { return "" }
    return "<h4>What to do</h4>\n<ol class=\"advice\">\n\(steps)</ol>"
  }

  private func fact(_ name: String, _ value: String) -> HTML {
    value.isEmpty ? "" : "<div><dt>\(name)</dt><dd>\(TextLimit.cut(value, to: 300))</dd></div>\n"
  }

  private func identities(_ finding: ReportedFinding) -> [HTML] {
    let names: [(EntityType, String)] = [
      (.client, "Client"), (.clientGroup, "Group"), (.user, "User"), (.session, "Session"), (.token, "Token"),
      (.connection, "Socket"), (.mutation, "Writes"), (.address, "Address"), (.request, "Request"), (.source, "Source"),
    ]
    return names.map { type, name in
      let hidden = type == .mutation ? finding.entities.hidden : 0
      return fact(name, Wording.list(finding.ids(type), limit: Self.idsPerType, hidden: hidden))
    }
  }

  private func evidence(_ finding: ReportedFinding) -> HTML {
    guard !finding.evidence.shown.isEmpty else { return "" }
    let items: [HTML] = finding.evidence.shown.prefix(Self.evidencePerFinding).map { item in
      """
      <li><p class="place"><code>\(item.source):\(item.line)</code> \
      <span class="time">\(Wording.clock(item.at, day: report.totals.firstAt))</span> <span class="role">\(item.role)</span></p>\
      \(recordText(item))</li>

      """
    }
    let rest = finding.evidence.total - items.count
    let more: HTML = rest > 0 ? " and \(Wording.number(rest)) more records" : ""
    let show = "\(showCommand) \(finding.finding)"
    return """
      <h4>Evidence</h4>
      <ol class="evidence">
      \(items)</ol>
      <p class="dim">The lines around it\(more): <code>\(show)</code></p>
      """
  }

  private func recordText(_ item: ReportedEvidence) -> HTML {
    guard let text = item.text else {
      return "<p class=\"dim\">its text is not kept in the case: \(item.length) bytes from byte \(item.offset)</p>"
    }
    return "<pre>\(TextLimit.cut(text, to: Self.textLimit))</pre>"
  }

  private var otherFindings: HTML {
    """
    <h3>By rule</h3>
    \(table(ruleTable))
    <h3>Other findings <span class="dim">\(Wording.number(report.findings.total - told.count))</span></h3>
    <p class="dim">Each opens its story; the lines around its evidence: <code>\(showCommand) NUMBER</code></p>
    \(table(findingTable))
    """
  }

  /// But for the number of the finding.
  var showCommand: String { "lostwrite show \(ShellWord.quoted(report.casePath))" }
}

/// A text that is not longer than a report can bear.
enum TextLimit {
  static func cut(_ text: String, to characters: Int) -> String {
    guard text.utf8.count > characters else { return text }
    let head = text.prefix(characters)
    return head.endIndex == text.endIndex ? text : head + "…"
  }
}
