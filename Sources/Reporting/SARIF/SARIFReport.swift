import CaseStore
import Foundation
import Model

/// The report in SARIF 2.1.0, for code hosts and editors.
struct SARIFReport {
  let report: CaseReport
  let rules: [ReportedRule]
  let status: ExitStatus
  /// How much of a record is given; the place leads to all of it.
  private static let textCharacters = 1_000
  private let ruleIndexes: [String: Int]
  let sourceIndexes: [String: Int]

  /// The whole log, indented, keys sorted; ends with a line break.
  ///
  /// - Throws: `StoreError` when the case cannot be read; what `JSONEncoder` throws.
  static func render(_ subject: ReportSubject) throws -> String {
    let report = try subject.report(.sarif)
    let document = SARIFReport(report, rules: try subject.file.reportedRules(), status: subject.status)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document.log), as: UTF8.self) + "\n"
  }

  init(_ report: CaseReport, rules: [ReportedRule], status: ExitStatus) {
    self.report = report
    self.rules = RuleList.complete(rules, for: report.findings.shown)
    self.status = status
    ruleIndexes = Dictionary(self.rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    sourceIndexes = Dictionary(report.sources.shown.enumerated().map { ($1.path, $0) }) { first, _ in first }
  }

  var log: SARIFLog {
    let driver = SARIFLog.Driver(
      name: Product.name, version: Product.version, semanticVersion: Product.version, rules: rules.map(rule),
      notifications: SARIFNotice.allCases.map(\.descriptor))
    let verdicts = report.verdicts.map { ($0.verdict.rawValue + "Writes", $0.count) }
    let hidden = ["findingsLeftOut": report.findings.hidden]
    return SARIFLog(runs: [
      .init(
        tool: .init(driver: driver), invocations: [invocation], artifacts: report.sources.shown.map(artifact),
        results: report.findings.shown.map(result),
        properties: Dictionary(verdicts) { first, _ in first }.merging(hidden) { first, _ in first })
    ])
  }

  private func rule(_ rule: ReportedRule) -> SARIFLog.Rule {
    let wording = RuleWording(rule: rule)
    let meaning = wording.meaning.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
    let query = "SELECT * FROM findings WHERE rule_id = '\(rule.id.replacing("'", with: "''"))'"
    let help = [meaning, "Each finding tells what happened and what to do."].compactMap { $0 }.joined(separator: " ")
    let isSecurity = FindingKind(rawValue: rule.kind)?.isAboutSecurity ?? false
    return .init(
      id: rule.id, name: wording.name, shortDescription: .init(text: SARIFText.message(wording.title)),
      fullDescription: meaning.map { .init(text: SARIFText.message($0)) },
      help: .init(
        text: SARIFText.message("\(help) All of them: lostwrite query CASE \"\(query)\""),
        markdown: "\(MarkdownText.escaped(help))\n\nAll of them:\n\n"
          + MarkdownText.block("lostwrite query CASE \"\(query)\"")),
      defaultConfiguration: .init(level: rule.severity.sarifLevel),
      properties: .init(
        kind: rule.kind, severity: rule.severity.rawValue, pack: rule.pack,
        problemSeverity: rule.severity.problemSeverity,
        securitySeverity: isSecurity ? rule.severity.securitySeverity : nil,
        tags: [rule.kind] + (isSecurity ? ["security"] : [])))
  }

  private func result(_ finding: ReportedFinding) -> SARIFLog.Result {
    let locations = finding.evidence.shown.map(location)
    var others = Array(locations.dropFirst())
    for index in others.indices { others[index].id = index + 1 }
    return .init(
      ruleId: finding.ruleID, ruleIndex: ruleIndexes[finding.ruleID] ?? 0, level: finding.severity.sarifLevel,
      message: message(of: finding), locations: Array(locations.prefix(1)), relatedLocations: others,
      occurrenceCount: max(1, finding.count), partialFingerprints: ["lostwriteFinding/v1": finding.fingerprint],
      suppressions: finding.acceptance.map { [.init(justification: Wording.acceptance(finding) ?? $0.reason)] },
      properties: .init(
        finding: finding.finding, kind: finding.kind, severity: finding.severity.rawValue,
        strength: finding.strength.rawValue, status: finding.status, subject: finding.subject,
        firstAt: finding.firstAt, lastAt: finding.lastAt, evidenceTotal: finding.evidence.total,
        entities: finding.entities.shown.map { "\($0.type.rawValue):\($0.id)" }))
  }

  private func message(of finding: ReportedFinding) -> SARIFLog.Message {
    let firmness = finding.strength == .proved ? "" : " (suspected)"
    let title = finding.title.hasSuffix(".") ? finding.title + firmness : finding.title + firmness + "."
    let parts = [title, finding.story, finding.advice.isEmpty ? "" : "To do: \(finding.advice)"]
    let text = parts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    return .init(
      text: SARIFText.message(text.joined(separator: " ")),
      markdown: text.map(MarkdownText.escaped).joined(separator: "\n\n"))
  }

  private func location(_ evidence: ReportedEvidence) -> SARIFLog.Location {
    .init(
      physicalLocation: .init(
        artifactLocation: place(evidence.source),
        region: .init(startLine: max(1, evidence.line), byteOffset: evidence.offset, byteLength: evidence.length)),
      message: .init(text: SARIFText.message(evidence.role)),
      properties: .init(at: evidence.at, text: evidence.text.map { String($0.prefix(Self.textCharacters)) }))
  }

  func place(_ path: String) -> SARIFLog.ArtifactLocation {
    .init(uri: SARIFText.address(of: path), index: sourceIndexes[path])
  }

  private func artifact(_ source: ReportedSource) -> SARIFLog.Artifact {
    .init(
      location: .init(uri: SARIFText.address(of: source.path)), length: source.size,
      hashes: ["sha-256": source.sha256], description: .init(text: SARIFText.message(source.role)))
  }
}

extension Severity {
  /// SARIF's own three levels.
  var sarifLevel: String {
    switch self {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }

  /// The same, in the words of code hosts.
  var problemSeverity: String {
    switch self {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "recommendation"
    }
  }

  /// The middle of the band that code hosts give a severity (above 9, 7 to 8.9, 4 to 6.9, 0.1 to 3.9).
  var securitySeverity: String {
    switch self {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "2.0"
    case .info: "0.1"
    }
  }
}
