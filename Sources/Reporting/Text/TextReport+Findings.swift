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
  /// Less of a text than this tells nothing.
  private static let leastColumns = 24

  mutating func addFinding(_ finding: ReportedFinding) {
    out.blank()
    let severity = finding.severity
    let tone: TextStyle.Tone = severity >= .high ? .bad : .warning
    let label = severity.rawValue.uppercased()
    out.add(label: label, tone: tone, column: Self.column, finding.title)
    out.add(
      label: "", column: Self.column,
      "\(finding.kind), \(finding.strength.rawValue); rule \(finding.ruleID); finding \(finding.finding)")
    add("accepted", finding.acceptance.map { "until \(Wording.moment($0.until)) UTC: \($0.reason)" } ?? "")
    add("about", subject(finding))
    add("who", who(finding))
    add("tokens", Wording.list(finding.ids(.token), limit: Self.idsPerType))
    add("writes", Wording.list(finding.ids(.mutation), limit: Self.writesPerFinding, hidden: finding.entities.hidden))
    add("when", when(finding))
    add("story", places.shortened(finding.story))
    addEvidence(finding)
    add("do", places.shortened(finding.advice))
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

  /// Whom a finding is about; sources by their short names.
  func subject(_ finding: ReportedFinding) -> String { names.short(finding.subject, naming: finding.ids(.source)) }

  private mutating func addEvidence(_ finding: ReportedFinding) {
    let heads = finding.evidence.shown.map { evidence in
      let time = Wording.clock(evidence.at, day: finding.firstAt)
      return (place: "\(names.short(evidence.source)):\(evidence.line)", what: "\(time)  \(evidence.role)")
    }
    let room = style.width - Self.column
    let widest = heads.map { VisibleText.width(VisibleText.escaped("\($0.place)  \($0.what)")) }.max() ?? 0
    for (index, evidence) in finding.evidence.shown.enumerated() {
      let place = VisibleText.escaped(heads[index].place)
      let what = VisibleText.escaped(heads[index].what)
      func add(_ line: String) {
        out.add(label: index == 0 ? "  evidence" : "", indent: 0, column: Self.column, uncut: line)
      }
      if room - widest - 2 >= Self.textColumns {
        let head = VisibleText.padded("\(place)  \(what)", to: widest + 2)
        add(head + excerpt(evidence, of: finding, columns: room - widest - 2))
      } else if widest <= room {
        add("\(place)  \(what)")
        addBelow(evidence, of: finding)
      } else {
        // A place stays whole, so that it can be copied.
        add(place)
        addBelow(evidence, of: finding, behind: what)
      }
    }
    guard finding.evidence.hidden > 0 else { return }
    let query = "SELECT * FROM finding_evidence WHERE finding = \(finding.finding)"
    out.add(label: "", column: Self.column, "and \(Wording.number(finding.evidence.hidden)) more: \(query)")
  }

  /// What matters of a record below its place, on one line with what it shows where there is room for some of each.
  private mutating func addBelow(_ evidence: ReportedEvidence, of finding: ReportedFinding, behind what: String? = nil)
  {
    let column = Self.column + 2
    let room = style.width - column
    func add(_ line: String) {
      out.add(label: "", indent: 0, column: column, uncut: VisibleText.cut(line, to: room))
    }
    guard let what else { return add(excerpt(evidence, of: finding, columns: room)) }
    let rest = room - VisibleText.width(what) - 2
    if rest >= Self.leastColumns { return add(what + "  " + excerpt(evidence, of: finding, columns: rest)) }
    add(what)
    add(excerpt(evidence, of: finding, columns: room))
  }

  private func excerpt(_ evidence: ReportedEvidence, of finding: ReportedFinding, columns: Int) -> String {
    guard let text = evidence.text else {
      let why =
        evidence.source == "-" ? "stdin is read once; --keep-text all keeps it" : "text not kept"
      return VisibleText.cut("(\(why))", to: columns)
    }
    return Excerpt(of: evidence, in: finding).of(VisibleText.escaped(text), columns: columns)
  }
}
