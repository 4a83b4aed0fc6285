import CaseStore
import Model

/// Makes the findings of one rule out of the rows that it matched.
struct RuleEvaluation {
  /// Rows of one finding.
  struct Group {
    var key: [String]
    var rows: [SelectedRow] = []
  }

  let rule: Rule

  /// Rows that agree in `group_by`, in the order of their first row; where each row says its strength, proved and
  /// suspected rows never share a finding.
  func groups(_ rows: [SelectedRow]) -> [Group] {
    guard !rule.groupBy.isEmpty else { return rows.map { Group(key: [], rows: [$0]) } }
    var groups: [Group] = []
    var positions: [[String]: Int] = [:]
    for row in rows {
      var key = rule.groupBy.map { row[$0].text ?? "" }
      if rule.claim(for: row).strength == nil { key.append("strength=" + (row["strength"].text ?? "")) }
      if let position = positions[key] {
        groups[position].rows.append(row)
      } else {
        positions[key] = groups.count
        groups.append(Group(key: key, rows: [row]))
      }
    }
    return groups
  }

  /// The finding of a group.
  ///
  /// - Parameters:
  ///   - group: at least one row.
  ///   - extra: what other tables say of the rows, beside their own columns.
  /// - Returns: the finding, without evidence and fingerprint.
  func finding(_ group: Group, entities extra: [Finding.Entity]) -> Finding? {
    guard let first = group.rows.first else { return nil }
    var entities = Set(extra)
    for row in group.rows { entities.formUnion(Identities.ofRow(row, rule.view)) }
    let sorted = Identities.sorted(entities)
    let claims = group.rows.lazy.map(rule.claim(for:))
    // One bad row makes the finding bad: the most severe claim speaks, the first of equal ones.
    let claim = claims.reduce(rule.claim(for: first)) { $1.severity > $0.severity ? $1 : $0 }
    let count = group.rows.reduce(0) { $0 + occurrences($1) }
    let context = TemplateContext(view: rule.view, rows: group.rows, count: count, entities: sorted)
    var finding = Finding(
      ruleID: rule.id, kind: rule.kind, severity: claim.severity, strength: claim.strength ?? weakest(group.rows),
      title: claim.title.renderSentence(context), subject: claim.subject.render(context))
    finding.story = claim.story.renderSentence(context)
    finding.advice = claim.advice.renderSentence(context)
    (finding.firstAt, finding.lastAt) = span(group.rows)
    finding.count = count
    finding.entities = sorted
    return finding
  }

  private func occurrences(_ row: SelectedRow) -> Int {
    rule.view.countColumn.flatMap { row[$0].number }.map { Int($0) } ?? 1
  }

  private func weakest(_ rows: [SelectedRow]) -> Strength {
    rows.allSatisfy { $0["strength"].text == Strength.proved.rawValue } ? .proved : .suspected
  }

  private func span(_ rows: [SelectedRow]) -> (Timestamp, Timestamp) {
    func times(_ column: String) -> [Timestamp] {
      rows.compactMap { $0[column].text }.map(Timestamp.init(viewText:)).filter(\.isKnown)
    }
    let (first, last) = (times(rule.view.span.first), times(rule.view.span.last))
    return (first.min() ?? last.min() ?? .unknown, last.max() ?? first.max() ?? .unknown)
  }

  /// What makes a finding the same one in the next run.
  ///
  /// - Parameters:
  ///   - finding: with its entities.
  ///   - key: of its group.
  ///   - sight: what tells the evidence of the finding from all other, without the names of sources.
  /// - Returns: 32 hex digits.
  /// - Throws: what `sight` throws.
  func fingerprint<Fault: Error>(
    of finding: Finding, key: [String], sight: () throws(Fault) -> [String]
  ) throws(Fault) -> String {
    guard !rule.groupBy.isEmpty else {
      let lasting = Identities.lasting(finding.entities)
      return Fingerprint.make([rule.id] + (lasting.isEmpty ? try sight() : lasting))
    }
    var texts = [rule.id]
    for (column, value) in zip(rule.groupBy, key) {
      // The path of a source is another one tomorrow.
      let isSource = rule.view == .records && column == "path"
      texts += isSource ? try sight() : ["\(column)=\(value)"]
    }
    return Fingerprint.make(texts + key.dropFirst(rule.groupBy.count))
  }

  /// Findings in the order of reports: severity, kind, time, subject. Equal fingerprints get a number by time: a later
  /// finding, or one that is graver by now, takes no earlier one's.
  static func ordered(_ findings: [Finding]) -> [Finding] {
    var result = findings.sorted { a, b in
      if a.severity != b.severity { return a.severity > b.severity }
      return (a.kind.rawValue, a.firstAt, a.subject, a.ruleID, a.fingerprint)
        < (b.kind.rawValue, b.firstAt, b.subject, b.ruleID, b.fingerprint)
    }
    var seen: [String: Int] = [:]
    for index in result.indices.sorted(by: { (result[$0].firstAt, $0) < (result[$1].firstAt, $1) }) {
      let fingerprint = result[index].fingerprint
      let occurrence = seen[fingerprint, default: 0] + 1
      seen[fingerprint] = occurrence
      if occurrence > 1 { result[index].fingerprint = Fingerprint.make([fingerprint, String(occurrence)]) }
    }
    return result
  }
}
