import CaseStore
import Model

extension TextReport {
  /// Where the text of a finding's rows starts.
  private static let column = 12
  /// Ids of one type that are shown; all stand in the case.
  private static let idsPerType = 3
  private static let writesPerFinding = 8
  /// With less room than this the text of a record goes on a line of its own.
  private static let textColumns = 48

  mutating func addFinding(_ finding: ReportedFinding) {
    out.blank()
    let severity = finding.severity
    let tone: TextStyle.Tone = severity >= .high ? .bad : .warning
    let label = severity.rawValue.uppercased()
    out.add(label: label, tone: tone, column: Self.column, finding.title)
    out.add(
      label: "", column: Self.column,
      "\(finding.kind), \(finding.strength.rawValue); rule \(finding.ruleID); finding \(finding.finding)")
    add("about", finding.subject)
    add("who", who(finding))
    add("tokens", Wording.list(finding.ids(.token), limit: Self.idsPerType))
    add("writes", Wording.list(finding.ids(.mutation), limit: Self.writesPerFinding, hidden: finding.entities.hidden))
    add("when", when(finding))
    add("story", finding.story)
    addEvidence(finding)
    add("do", finding.advice)
  }

  private mutating func add(_ label: String, _ text: String) {
    guard !text.isEmpty else { return }
    out.add(label: label, tone: .dim, indent: 2, column: Self.column, text)
  }

  private func who(_ finding: ReportedFinding) -> String {
    let types: [(EntityType, String)] = [
      (.client, "client"), (.clientGroup, "group"), (.user, "user"), (.session, "session"),
      (.connection, "connection"), (.address, "address"),
    ]
    return types.compactMap { type, noun in
      let ids = finding.ids(type)
      return ids.isEmpty ? nil : "\(noun) \(Wording.list(ids, limit: Self.idsPerType))"
    }.joined(separator: "; ")
  }

  private func when(_ finding: ReportedFinding) -> String {
    let span = Wording.span(finding.firstAt, finding.lastAt) ?? "the logs tell no time"
    return finding.count > 1 ? "\(span), \(Wording.number(finding.count)) times" : span
  }

  private mutating func addEvidence(_ finding: ReportedFinding) {
    let heads = finding.evidence.shown.map { evidence in
      let time = Wording.clock(evidence.at, day: finding.firstAt)
      return (place: "\(evidence.source):\(evidence.line)", what: "\(time)  \(evidence.role)")
    }
    let room = style.width - Self.column
    let widest = heads.map { VisibleText.width(VisibleText.escaped("\($0.place)  \($0.what)")) }.max() ?? 0
    for (index, evidence) in finding.evidence.shown.enumerated() {
      let (place, what) = heads[index]
      let text = VisibleText.escaped(evidence.text ?? "(text not kept; see \(place))")
      let head = VisibleText.escaped("\(place)  \(what)")
      let isOneLine = room - widest - 2 >= Self.textColumns
      let line = VisibleText.padded(head, to: widest + 2) + VisibleText.cut(text, to: room - widest - 2)
      let first = isOneLine ? line : widest <= room ? head : VisibleText.escaped(place)
      out.add(label: index == 0 ? "  evidence" : "", indent: 0, column: Self.column, uncut: first)
      // A place stays whole, so that it can be copied; beside a long one there is no room for more.
      if widest > room { addBelow(VisibleText.escaped(what)) }
      if !isOneLine { addBelow(text) }
    }
    guard finding.evidence.hidden > 0 else { return }
    let query = "SELECT * FROM finding_evidence WHERE finding = \(finding.finding)"
    out.add(label: "", column: Self.column, "and \(Wording.number(finding.evidence.hidden)) more: \(query)")
  }

  /// A line below the place of a record, cut to the room there is.
  private mutating func addBelow(_ text: String) {
    let column = Self.column + 2
    out.add(label: "", indent: 0, column: column, uncut: VisibleText.cut(text, to: style.width - column))
  }
}
