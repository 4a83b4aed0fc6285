import Model

/// A case that is concluded a second time beside the first, to see whether it still says what its events lead to.
///
/// Correlation and rules run on it as on any case; what they write goes to tables of the same names in the temporary
/// database of the connection, and the case stays as it is.
public struct ConclusionShadow {
  /// The case, with nothing concluded yet.
  public let file: CaseFile
  private var database: Database { file.database }

  /// - Parameter path: the case.
  /// - Throws: `StoreError` where it cannot be read.
  public init(of path: String) throws(StoreError) {
    file = try CaseFile(path: path, access: .readOnly)
    // Statements that would begin a change of their own are part of this one.
    try database.execute("BEGIN")
    let written = Tables.derived + Tables.checked + CorrelationMemory.tables
    let list = written.map { "'\($0)'" }.joined(separator: ", ")
    // Views look for their tables where they themselves are.
    let rows = try database.prepare(
      """
      SELECT type, sql FROM main.sqlite_schema WHERE type = 'view' OR (type = 'table' AND name IN (\(list)))
      ORDER BY type, rowid
      """)
    for (type, sql) in try rows.list({ ($0.text(0) ?? "", $0.text(1) ?? "") }) {
      let create = "CREATE \(type.uppercased()) "
      guard sql.hasPrefix(create) else { continue }
      try database.execute("CREATE TEMP \(type.uppercased()) " + sql.dropFirst(create.count))
    }
  }

  /// The version of lostwrite and the rules (SHA-256) that the case was last concluded with; nil where it does not say.
  public func lastRun() throws(StoreError) -> (version: String, rules: String)? {
    let hasRuns = "SELECT 1 FROM main.sqlite_schema WHERE name = 'runs'"
    guard try database.integer(hasRuns) != nil else { return nil }
    let row = try database.prepare("SELECT version, rules_sha256 FROM runs ORDER BY run DESC LIMIT 1")
    guard try row.step() else { return nil }
    return (row.text(0) ?? "", row.text(1) ?? "")
  }

  /// What the case says otherwise than it was concluded now.
  ///
  /// - Parameter rules: rules whose findings are left out, because what they read is not all kept.
  /// - Returns: at most one fault for each kind of conclusion.
  /// - Throws: `StoreError`.
  public func faults(withoutRules rules: [String]) throws(StoreError) -> [CaseAudit.Fault] {
    var faults: [CaseAudit.Fault] = []
    for part in ComparedConclusions.all(withoutRules: rules) {
      var words: [String] = []
      if let edited = try differences(part, side: 0) { words.append("\(edited) not what its events lead to") }
      if let missing = try differences(part, side: 1) { words.append("\(missing) missing") }
      if !words.isEmpty { faults.append(.init(check: "conclusions", message: words.joined(separator: "; "))) }
    }
    return faults
  }

  /// `3 writes are`, with the first of them where it has a name; nil for none.
  private func differences(_ part: ComparedConclusions, side: Int) throws(StoreError) -> String? {
    let both = ["main", "temp"].map { part.select.replacing("@", with: $0) }
    let rows = side == 0 ? "\(both[0]) EXCEPT \(both[1])" : "\(both[1]) EXCEPT \(both[0])"
    let row = try database.prepare("SELECT count(*), min(\(part.label)) FROM (\(rows))")
    guard try row.step(), row.integer(0) > 0 else { return nil }
    let count = row.integer(0)
    let name = row.text(1).map { " (\(count == 1 ? "" : "one is ")\($0))" } ?? ""
    return "\(count) \(count == 1 ? part.one : part.one + "s")\(name) \(count == 1 ? "is" : "are")"
  }
}

/// Rows of conclusions without their numbers, which depend on the order in which a case came to be.
struct ComparedConclusions {
  /// What a row is.
  let one: String
  /// SQL: its name, in the words of the case.
  var label = "NULL"
  /// SQL with `@` for the database.
  let select: String

  private static let identity = "m.grp, m.client, m.mutation, m.key"
  private static let observation = "o.type, o.grp, o.client, o.usr, o.token, o.place, o.cause, o.first_at, o.detail"

  private static let correlated = [
    ComparedConclusions(
      one: "write", label: "coalesce(key, (SELECT text FROM symbols WHERE symbol = client) || '#' || mutation)",
      select: """
        SELECT \(identity), m.usr, m.name, m.verdict, m.cause, m.strength, m.explanation, m.record, m.attempts,
          m.first_at, m.last_at FROM @.mutation_rows m
        """),
    ComparedConclusions(
      one: "push attempt",
      select: """
        SELECT \(identity), a.at, a.record, a.api_record, a.status, a.outcome, a.token, a.request, a.link, a.link_reason
        FROM @.attempt_rows a JOIN @.mutation_rows m ON m.mutation_row = a.mutation_row
        """),
    ComparedConclusions(
      one: "connection",
      select: """
        SELECT grp, client, connection, usr, address, opened_at, closed_at, close_code, close_reason, token,
          opened_record, closed_record FROM @.connection_rows
        """),
    ComparedConclusions(
      one: "observation", label: "type",
      select: """
        SELECT \(observation), o.carrier, o.status, o.strength, o.last_at, o.count, o.accepted, o.refused, o.writes,
          o.recovered, o.recovered_after, o.expired_min, o.expired_max, o.newer_since FROM @.observation_rows o
        """),
    ComparedConclusions(
      one: "entity", label: "id",
      select: """
        SELECT \(observation), e.type AS kind, e.id FROM @.observation_entities e
          JOIN @.observation_rows o ON o.observation = e.observation
        """),
    ComparedConclusions(
      one: "record of an observation", label: "role",
      select: """
        SELECT \(observation), e.sequence, e.record, e.role FROM @.observation_evidence e
          JOIN @.observation_rows o ON o.observation = e.observation
        """),
    ComparedConclusions(
      one: "clock offset",
      select: "SELECT source, reference, offset, uncertainty, pairs FROM @.clock_offset_rows"),
  ]

  /// Everything that is compared, without the findings of some rules.
  static func all(withoutRules rules: [String]) -> [ComparedConclusions] {
    let list = rules.map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ")
    let kept = "f.rule_id NOT IN (\(list))"
    let checked = [
      ComparedConclusions(
        one: "finding", label: "fingerprint",
        select: """
          SELECT f.fingerprint, f.rule_id, f.kind, f.severity, f.strength, f.title, f.subject, f.story, f.advice,
            f.first_at, f.last_at, f.count FROM @.finding_rows f WHERE \(kept)
          """),
      ComparedConclusions(
        one: "entity of finding", label: "fingerprint",
        select: """
          SELECT f.fingerprint, e.type, e.id FROM @.finding_entities e JOIN @.finding_rows f ON f.finding = e.finding
          WHERE \(kept)
          """),
      ComparedConclusions(
        one: "record of finding", label: "fingerprint",
        select: """
          SELECT f.fingerprint, e.sequence, e.record, e.role FROM @.finding_evidence_rows e
            JOIN @.finding_rows f ON f.finding = e.finding WHERE \(kept)
          """),
    ]
    let incidents = ComparedConclusions(
      one: "incident", label: "title", select: "SELECT title, story, first_at, last_at FROM @.incident_rows")
    return correlated + checked + (rules.isEmpty ? [incidents] : [])
  }
}
