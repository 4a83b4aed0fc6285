extension CaseAudit {
  /// A column whose values must be there in another table.
  private struct Reference {
    var table: String
    var column: String
    var target: String
    var key: String
    /// Values from this one on name something; lower ones stand for nothing, or for a group that has no name.
    var least: Int64

    init(_ table: String, _ column: String, _ target: String, _ key: String, from least: Int64 = .min) {
      self.table = table
      self.column = column
      self.target = target
      self.key = key
      self.least = least
    }

    /// How many rows name something that is missing, and one of these names.
    var sql: String {
      let isName = least == .min ? "t.\(column) IS NOT NULL" : "t.\(column) >= \(least)"
      return """
        SELECT count(*), min(t.\(column)) FROM \(table) t
        WHERE \(isName) AND NOT EXISTS (SELECT 1 FROM \(target) x WHERE x.\(key) = t.\(column))
        """
    }
  }

  private static func symbols(_ table: String, _ columns: [String]) -> [Reference] {
    columns.map { Reference(table, $0, "symbols", "symbol", from: 1) }
  }

  private static func records(_ table: String, _ columns: [String] = ["record"]) -> [Reference] {
    columns.map { Reference(table, $0, "record_rows", "record") }
  }

  private static func tokens(_ tables: [String]) -> [Reference] {
    tables.map { Reference($0, "token", "token_rows", "token", from: 1) }
  }

  private static let references: [Reference] =
    [
      Reference("record_rows", "source", "source_rows", "source"),
      Reference("record_rows", "entry", "entry_rows", "entry", from: 1),
      Reference("event_rows", "source", "source_rows", "source"),
      Reference("event_rows", "kind", "event_kinds", "kind"),
      Reference("attempt_rows", "mutation_row", "mutation_rows", "mutation_row"),
      Reference("observation_entities", "observation", "observation_rows", "observation"),
      Reference("observation_evidence", "observation", "observation_rows", "observation"),
      Reference("clock_offset_rows", "source", "source_rows", "source"),
      Reference("clock_offset_rows", "reference", "source_rows", "source"),
      Reference("finding_rows", "rule_id", "rules", "rule_id"),
      Reference("finding_entities", "finding", "finding_rows", "finding"),
      Reference("finding_evidence_rows", "finding", "finding_rows", "finding"),
      Reference("incident_findings", "finding", "finding_rows", "finding"),
      Reference("incident_findings", "incident", "incident_rows", "incident"),
    ]
    + records("record_texts") + records("event_rows") + records("mutation_rows")
    + records("attempt_rows", ["record", "api_record"])
    + records("connection_rows", ["opened_record", "closed_record"]) + records("observation_evidence")
    + records("finding_evidence_rows")
    + symbols("event_rows", ["grp", "client", "connection", "usr", "name", "address"])
    + symbols("client_rows", ["client", "grp"]) + symbols("mutation_rows", ["grp", "client", "usr", "name"])
    + symbols("connection_rows", ["grp", "client", "connection", "usr", "address", "close_reason"])
    + symbols("observation_rows", ["grp", "client", "usr"])
    + tokens(["event_rows", "attempt_rows", "connection_rows", "observation_rows"])

  /// Rows that name something that is missing, and events that name another source than their record.
  func referenceFaults() throws(StoreError) -> [Fault] {
    var faults: [Fault] = []
    for reference in Self.references {
      let row = try database.prepare(reference.sql)
      guard try row.step(), row.integer(0) > 0 else { continue }
      let (table, target) = (reference.table, reference.target)
      faults.append(
        Fault(
          check: "references",
          message: "\(row.integer(0)) rows of \(table) name in \(reference.column) what \(target) has not, first "
            + "\(row.text(1) ?? "")"))
    }
    let strangers =
      try database.integer(
        "SELECT count(*) FROM event_rows v JOIN record_rows r ON r.record = v.record WHERE r.source <> v.source") ?? 0
    if strangers > 0 {
      faults.append(Fault(check: "references", message: "\(strangers) events name another source than their record"))
    }
    return faults
  }
}
