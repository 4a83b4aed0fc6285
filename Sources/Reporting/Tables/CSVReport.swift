import CaseStore
import Model

/// Findings and writes as CSV (RFC 4180) for spreadsheets.
enum CSVReport {
  static let findingColumns = [
    "finding", "rule_id", "kind", "severity", "strength", "status", "title", "subject", "client_groups", "clients",
    "users", "sessions", "tokens", "writes", "first_at", "last_at", "count", "source", "line", "story", "advice",
    "fingerprint",
  ]

  /// Every finding in scope, in the order of reports.
  ///
  /// - Parameters:
  ///   - report: Loaded with `ReportScope.Limits.csv`.
  ///   - write: Takes one line after the other.
  /// - Throws: What `write` throws.
  static func writeFindings(_ report: CaseReport, to write: (String) throws -> Void) throws {
    try write(CSVText.line(findingColumns.map(StoredValue.text)))
    for finding in report.findings.shown { try write(CSVText.line(fields(finding))) }
  }

  private static func fields(_ finding: ReportedFinding) -> [StoredValue] {
    func ids(_ type: EntityType) -> StoredValue { text(finding.ids(type).joined(separator: " ")) }
    let evidence = finding.evidence.shown.first
    return [
      .integer(finding.finding), text(finding.ruleID), text(finding.kind), text(finding.severity.rawValue),
      text(finding.strength.rawValue), text(finding.status), text(finding.title), text(finding.subject),
      ids(.clientGroup), ids(.client), ids(.user), ids(.session), ids(.token), ids(.mutation), text(finding.firstAt),
      text(finding.lastAt), .integer(Int64(finding.count)), text(evidence?.source),
      evidence.map { .integer(Int64($0.line)) } ?? .null, text(finding.story), text(finding.advice),
      text(finding.fingerprint),
    ]
  }

  private static func text(_ text: String?) -> StoredValue { text.map(StoredValue.text) ?? .null }

  /// Every write in scope, delivered ones too, read one by one: a case can hold millions.
  ///
  /// - Throws: `StoreError` when the case cannot be read; what `write` throws.
  static func writeWrites(_ subject: ReportSubject, to write: (String) throws -> Void) throws {
    try write(CSVText.line(CaseFile.writeColumns.map(StoredValue.text)))
    try subject.file.eachWrite(in: subject.scope(.text)) { try write(CSVText.line($0)) }
  }
}
