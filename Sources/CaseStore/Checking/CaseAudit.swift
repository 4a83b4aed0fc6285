import Model

/// Checks that a case agrees with itself: the file is sound, the byte ledgers add up, what a row names is there.
public struct CaseAudit {
  /// Rows that are not as they must be.
  public struct Fault: Sendable, Equatable {
    /// What was checked: `file`, `ledger`, `records`, `references` or `conclusions`.
    public var check: String
    public var message: String
  }

  /// What the case cites of one source.
  public struct Citations: Sendable, Equatable {
    /// Records that findings, observations and verdicts cite.
    public var records = 0
    /// Records whose text the case keeps.
    public var texts = 0
    /// Records that were read and that retention of nightly runs has forgotten.
    public var forgotten = 0

    public init() {}
  }

  let database: Database
  private let mayForget: Bool

  public init(_ file: CaseFile) throws(StoreError) {
    database = file.database
    let hasGaps = try file.fact(CaseMerger.gapsFact) != nil
    let hasNights = try file.hasNights()
    mayForget = hasGaps || hasNights
  }

  /// All faults; where the file itself is damaged, only that is told.
  ///
  /// - Throws: `StoreError` when the case cannot be read.
  public func faults() throws(StoreError) -> [Fault] {
    let damage = try database.prepare("PRAGMA integrity_check(5)").list { $0.text(0) ?? "" }
    guard damage == ["ok"] else { return damage.map { Fault(check: "file", message: $0) } }
    return try ledgerFaults() + recordFaults() + referenceFaults()
  }

  /// The names of all checks, for whoever wants to tell what held.
  public static let checks = ["file", "ledger", "records", "references", "conclusions"]

  private func ledgerFaults() throws(StoreError) -> [Fault] {
    let rows = try database.prepare(
      """
      SELECT path, size, bytes_parsed + bytes_continuation + bytes_blank + bytes_malformed + bytes_skipped AS told
      FROM source_rows WHERE told <> size ORDER BY source
      """)
    return try rows.list { row in
      Fault(
        check: "ledger",
        message: "the bytes of '\(row.text(0) ?? "")' add up to \(row.integer(2)), its size is \(row.integer(1))")
    }
  }

  private func recordFaults() throws(StoreError) -> [Fault] {
    let counts = try database.prepare(
      """
      SELECT s.path, s.records, coalesce(r.count, 0), coalesce(r.bad, 0) FROM source_rows s LEFT JOIN (
        SELECT r.source, count(*) AS count,
          sum(r.offset < 0 OR r.length < 0 OR r.line < 1 OR r.offset + r.length > s.size) AS bad
        FROM record_rows r JOIN source_rows s ON s.source = r.source GROUP BY r.source) r ON r.source = s.source
      WHERE coalesce(r.count, 0) <> s.records OR r.bad > 0 ORDER BY s.source
      """)
    return try counts.list { row in
      let (path, told, found, outside) = (row.text(0) ?? "", row.integer(1), row.integer(2), row.integer(3))
      if outside > 0 {
        return Fault(check: "records", message: "\(outside) records of '\(path)' stand outside of its bytes")
      }
      if found < told && mayForget { return nil }
      return Fault(
        check: "records", message: "'\(path)' was read as \(told) records, the case has \(found) of them")
    }.compactMap(\.self)
  }

  /// What the case cites and keeps of each source.
  ///
  /// - Throws: `StoreError` when the case cannot be read.
  public func citations() throws(StoreError) -> [Int32: Citations] {
    var all: [Int32: Citations] = [:]
    let cited = try database.prepare(
      """
      SELECT r.source, count(*) FROM (
        SELECT record FROM finding_evidence_rows UNION SELECT record FROM observation_evidence
        UNION SELECT record FROM mutation_rows WHERE record IS NOT NULL) c
      JOIN record_rows r ON r.record = c.record GROUP BY r.source
      """)
    while try cited.step() { all[Int32(cited.integer(0)), default: .init()].records = cited.count(1) }
    let texts = try database.prepare(
      "SELECT r.source, count(*) FROM record_texts t JOIN record_rows r ON r.record = t.record GROUP BY r.source")
    while try texts.step() { all[Int32(texts.integer(0)), default: .init()].texts = texts.count(1) }
    guard mayForget else { return all }
    let kept = try database.prepare(
      """
      SELECT s.source, s.records - coalesce(r.count, 0) FROM source_rows s LEFT JOIN (
        SELECT source, count(*) AS count FROM record_rows GROUP BY source) r ON r.source = s.source
      """)
    while try kept.step() { all[Int32(kept.integer(0)), default: .init()].forgotten = max(0, kept.count(1)) }
    return all
  }
}
