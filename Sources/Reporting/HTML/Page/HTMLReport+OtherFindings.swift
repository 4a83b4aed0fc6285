import CaseStore
import Model

extension HTMLReport {
  /// The findings that are not told in full.
  var findingTable: TableData {
    let others = report.findings.shown.filter { !told.contains($0.finding) }
    let rows: [[TableData.Cell]] = others.map { finding in
      [
        .finding(finding.finding), .text(finding.severity.rawValue), .shaped(finding.title),
        .text(finding.strength.rawValue), Self.moment(finding.firstAt), Self.moment(finding.lastAt),
        .number(finding.count),
      ]
    }
    return TableData(
      id: "findings", noun: "findings",
      columns: [
        .init("No.", .findings), .init("Severity", .severity), .init("Finding", .title), .init("Strength"),
        .init("First", .time), .init("Last", .time), .init("Times", .number),
      ], rows: rows, total: report.findings.total - told.count, query: "SELECT * FROM findings",
      details: others.map { FindingDetail($0, names: names, places: places) }, command: showCommand)
  }

  /// All findings by their rules, the gravest first.
  var ruleTable: TableData {
    var order: [String] = []
    var members: [String: [ReportedFinding]] = [:]
    for finding in report.findings.shown {
      let key = "\(finding.severity.rank) \(finding.ruleID)"
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(finding)
    }
    return TableData(
      id: "rules", noun: "rules",
      columns: [
        .init("Rule", .code), .init("Severity", .severity), .init("Findings", .number), .init("Clients", .number),
        .init("Writes", .number), .init("First", .time), .init("Last", .time), .init("For example"),
      ], rows: order.compactMap { members[$0].flatMap(Self.ruleRow) }, total: order.count,
      query: "SELECT rule_id, severity, count(*) FROM findings GROUP BY rule_id, severity")
  }

  private static func ruleRow(_ findings: [ReportedFinding]) -> [TableData.Cell]? {
    guard let first = findings.first else { return nil }
    let clients = Set(findings.flatMap { $0.ids(.client) })
    let writes = findings.reduce(0) { $0 + $1.ids(.mutation).count + $1.entities.hidden }
    return [
      .text(first.ruleID), .text(first.severity.rawValue), .number(findings.count), .number(clients.count),
      .number(writes), moment(findings.compactMap { $0.firstAt ?? $0.lastAt }.min()),
      moment(findings.compactMap { $0.lastAt ?? $0.firstAt }.max()), .text(first.title),
    ]
  }
}
