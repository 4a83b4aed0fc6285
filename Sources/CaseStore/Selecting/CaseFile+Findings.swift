public import Model

/// A rule as the case file remembers it.
public struct RuleRow: Sendable, Hashable {
  public var id: String
  public var kind: FindingKind
  public var severity: Severity
  public var title: String
  public var file: String

  public init(id: String, kind: FindingKind, severity: Severity, title: String, file: String) {
    self.id = id
    self.kind = kind
    self.severity = severity
    self.title = title
    self.file = file
  }
}

/// Findings of one cause over one interval.
public struct Incident: Sendable, Hashable {
  public var title: String
  public var story: String
  public var firstAt: Timestamp
  public var lastAt: Timestamp
  /// Positions in the list of findings, ascending.
  public var findings: [Int]

  public init(title: String, story: String, firstAt: Timestamp, lastAt: Timestamp, findings: [Int]) {
    self.title = title
    self.story = story
    self.firstAt = firstAt
    self.lastAt = lastAt
    self.findings = findings
  }
}

extension CaseFile {
  /// Replaces what an earlier check stored. Findings and incidents are numbered from 1 in the order given.
  ///
  /// - Parameters:
  ///   - rules: the rules that were run.
  ///   - findings: in the order of reports.
  ///   - incidents: name findings by their position.
  ///   - previous: fingerprints of an earlier run; a finding among them is `continuing`, any other `new`.
  /// - Throws: `StoreError`; then nothing is changed.
  public func store(
    rules: [RuleRow], findings: [Finding], incidents: [Incident], previous: Set<String>
  ) throws {
    try database.transaction {
      for table in Tables.checked { try database.execute("DELETE FROM \(table)") }
      try insert(rules)
      try insert(findings, previous: previous)
      try insert(incidents)
    }
  }

  private func insert(_ rules: [RuleRow]) throws(StoreError) {
    let statement = try database.prepare("INSERT INTO rules VALUES (?, ?, ?, ?, ?)")
    for rule in rules {
      statement.bind(
        [rule.id, rule.kind.rawValue, rule.severity.rawValue, rule.title, rule.file].map(StoredValue.text))
      try statement.run()
    }
  }

  private func insert(_ findings: [Finding], previous: Set<String>) throws(StoreError) {
    let row = try database.prepare("INSERT INTO finding_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let entity = try database.prepare("INSERT OR IGNORE INTO finding_entities VALUES (?, ?, ?)")
    let evidence = try database.prepare("INSERT INTO finding_evidence_rows VALUES (?, ?, ?, ?)")
    for (number, finding) in zip(Int64(1)..., findings) {
      let status = previous.contains(finding.fingerprint) ? "continuing" : "new"
      row.bind(
        [
          .integer(number), .text(finding.ruleID), .text(finding.kind.rawValue), .text(finding.severity.rawValue),
          .text(finding.strength.rawValue), .text(finding.title), .text(finding.subject), .text(finding.story),
          .text(finding.advice), finding.firstAt.value, finding.lastAt.value, .integer(Int64(finding.count)),
          .text(status), .text(finding.fingerprint),
        ])
      try row.run()
      for item in finding.entities {
        entity.bind([.integer(number), .text(item.type.rawValue), .text(item.id)])
        try entity.run()
      }
      for (sequence, item) in zip(Int64(1)..., finding.evidence) {
        evidence.bind([.integer(number), .integer(sequence), .integer(item.record), .text(item.role)])
        try evidence.run()
      }
    }
  }

  private func insert(_ incidents: [Incident]) throws(StoreError) {
    let row = try database.prepare("INSERT INTO incident_rows VALUES (?, ?, ?, ?, ?)")
    let member = try database.prepare("INSERT INTO incident_findings VALUES (?, ?)")
    for (number, incident) in zip(Int64(1)..., incidents) {
      row.bind(
        [
          .integer(number), .text(incident.title), .text(incident.story), incident.firstAt.value, incident.lastAt.value,
        ])
      try row.run()
      for finding in incident.findings {
        member.bind([.integer(number), .integer(Int64(finding) + 1)])
        try member.run()
      }
    }
  }
}

extension Timestamp {
  fileprivate var value: StoredValue { stored.map(StoredValue.integer) ?? .null }
}
