import CaseStore

/// The rules of a report.
enum RuleList {
  /// The rules by id, with those that only findings name.
  static func complete(_ rules: [ReportedRule], for findings: [ReportedFinding]) -> [ReportedRule] {
    var known = Set(rules.map(\.id))
    var all = rules
    for finding in findings where known.insert(finding.ruleID).inserted {
      all.append(
        ReportedRule(id: finding.ruleID, kind: finding.kind, severity: finding.severity, title: finding.title, file: "")
      )
    }
    return all.sorted { $0.id < $1.id }
  }
}
