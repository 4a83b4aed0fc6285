public import CaseStore
public import Model
public import RulePacks
import YAMLDocument

/// The detections of a set of rule packs, compiled.
public struct RuleSet: Sendable {
  /// Sorted by id.
  let rules: [Rule]

  /// Reads every file in the packs' `detections/` folders.
  ///
  /// - Throws: `RuleFaults` with every fault of every file.
  public init(packs: RulePacks) throws(RuleFaults) {
    var faults: [YAMLFault] = []
    var rules: [Rule] = []
    var places: [String: String] = [:]
    for file in packs.files(.detections) {
      do throws(YAMLFault) {
        var reader = try RuleReader(file)
        let rule = reader.rule()
        faults += reader.faults
        guard let rule else { continue }
        if let other = places.updateValue(file.displayPath, forKey: rule.id) {
          let node = try YAMLNode.parse(file.text, file: file.displayPath)
          faults.append(YAMLFault("rule '\(rule.id)' exists twice", at: node["id"] ?? node, reason: "also in \(other)"))
        }
        rules.append(rule)
      } catch {
        faults.append(error)
      }
    }
    guard faults.isEmpty else { throw RuleFaults(faults) }
    self.rules = rules.sorted { $0.id < $1.id }
  }

  /// What `rules list` shows, sorted by id.
  public var list: [RuleRow] {
    rules.map { RuleRow(id: $0.id, kind: $0.kind, severity: $0.claim.severity, title: $0.titleText, file: $0.file) }
  }

  /// The ids of rules over `records`, of which a case does not keep every text, nor forever every row.
  public var idsOverRecords: [String] { rules.filter { $0.view == .records }.map(\.id) }

  /// Runs every rule over the views of a case that is correlated.
  ///
  /// - Returns: findings by severity (most severe first), kind, first time and subject.
  /// - Throws: `StoreError`.
  public func evaluate(on caseFile: CaseFile) throws -> [Finding] {
    var findings: [Finding] = []
    for rule in rules {
      let evaluation = RuleEvaluation(rule: rule)
      let rows = try caseFile.rows(RowSelection(rule.view, columns: rule.columns, filter: rule.filter))
      for group in evaluation.groups(rows) {
        let entities = try caseFile.entities(of: group.rows, in: rule.view)
        guard var finding = evaluation.finding(group, entities: entities) else { continue }
        let evidence = try caseFile.evidence(of: group.rows, in: rule.view)
        finding.evidence = evidence
        finding.fingerprint = try evaluation.fingerprint(of: finding, key: group.key) { () throws(StoreError) in
          try caseFile.sight(of: evidence)
        }
        findings.append(finding)
      }
    }
    return RuleEvaluation.ordered(findings)
  }

  /// Stores rules, findings and the incidents that they form, in place of those of an earlier check.
  ///
  /// - Parameters:
  ///   - findings: as `evaluate` returned them.
  ///   - caseFile: where they were found.
  ///   - previous: fingerprints of an earlier run; findings among them are `continuing`, others `new`.
  /// - Throws: `StoreError`; then nothing is changed.
  public func store(_ findings: [Finding], in caseFile: CaseFile, previous: Set<String> = []) throws {
    try caseFile.store(
      rules: list, findings: findings, incidents: IncidentGrouping.incidents(findings), previous: previous)
  }
}
