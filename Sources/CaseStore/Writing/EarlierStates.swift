import Model

/// Finds sources that are earlier states of others: copies, backups or archives of a log that went on growing. What they
/// hold stands in the longer one, so that only that one may count.
///
/// Told by the rows, because the bytes may be packed or gone: the same lines at the same places with the same times, and
/// no event that the longer one has not.
public final class EarlierStates {
  /// A source as far as the comparison needs it.
  public struct Candidate: Sendable, Hashable {
    public let source: Int32
    public let path: String
    public let sha256: String
    public let size: UInt64
  }

  /// What both states of a log share; most sources share it with none, and need not be looked at. Not the format: that
  /// is what most lines are, and the first lines can be others.
  private struct Likeness: Hashable {
    var firstAt: Timestamp
    var envelope: String
  }

  private let database: Database
  private let comparison: StateComparison
  private var sizes: [Likeness: [UInt64]] = [:]

  /// - Parameter writer: holds events that are not in the file yet.
  /// - Throws: `StoreError` when the case cannot be read.
  public init(_ writer: CaseWriter) throws(StoreError) {
    database = writer.database
    comparison = StateComparison(writer)
    let rows = try database.prepare("SELECT first_at, envelope, size FROM source_rows")
    while try rows.step() {
      let likeness = Likeness(
        firstAt: Timestamp(stored: rows.optionalInteger(0)), envelope: rows.text(1) ?? "")
      sizes[likeness, default: []].append(UInt64(clamping: rows.integer(2)))
    }
  }

  /// Notes a source that came into the case.
  public func note(_ row: SourceRow) { sizes[Self.likeness(row), default: []].append(row.size) }

  private static func likeness(_ row: SourceRow) -> Likeness {
    Likeness(firstAt: row.firstAt, envelope: row.envelope)
  }

  private func isComparable(_ row: SourceRow, _ isFitting: (UInt64) -> Bool) -> Bool {
    // A later snapshot of a table is no later state of a log.
    row.records > 0 && row.role != .database && (sizes[Self.likeness(row)] ?? []).contains(where: isFitting)
  }

  /// Looks for a source of the case that begins with everything that another holds.
  ///
  /// - Parameters:
  ///   - row: the other, whose records and events are written already.
  ///   - firstRecord: the number of its first record.
  /// - Returns: the longer source, or nil where there is none.
  /// - Throws: `StoreError` when the case cannot be read.
  public func source(beginningWith row: SourceRow, firstRecord: Int64) throws(StoreError) -> Candidate? {
    guard isComparable(row, { $0 > row.size }) else { return nil }
    let like = try candidates(
      "size > ? AND records >= ? - 1 AND first_at IS ? AND (last_at IS NULL OR last_at >= ?)", for: row)
    let short = StateComparison.Span(source: row.source, first: firstRecord, records: row.records)
    for candidate in like {
      let long = StateComparison.Span(
        source: candidate.source, first: try comparison.firstRecordOf(candidate.source), records: Int64(Int32.max))
      if try comparison.isEarlier(short, of: long, isTimed: row.firstAt.isKnown) { return candidate }
    }
    return nil
  }

  /// Looks for sources of the case that are earlier states of another.
  ///
  /// - Parameters:
  ///   - row: the other, whose records and events are written already.
  ///   - firstRecord: the number of its first record.
  /// - Returns: the shorter sources, the longest first.
  /// - Throws: `StoreError` when the case cannot be read.
  public func earlierStates(of row: SourceRow, firstRecord: Int64) throws(StoreError) -> [Candidate] {
    guard isComparable(row, { $0 < row.size }) else { return [] }
    let like = try candidates(
      "size < ? AND records BETWEEN 1 AND ? + 1 AND first_at IS ? AND (last_at IS NULL OR last_at <= ?)", for: row)
    var found: [Candidate] = []
    for candidate in like {
      let records = try database.integer("SELECT records FROM source_rows WHERE source = \(candidate.source)") ?? 0
      let short = StateComparison.Span(
        source: candidate.source, first: try comparison.firstRecordOf(candidate.source), records: records)
      let long = StateComparison.Span(source: row.source, first: firstRecord, records: row.records)
      if try comparison.isEarlier(short, of: long, isTimed: row.firstAt.isKnown) { found.append(candidate) }
    }
    return found
  }

  private func candidates(_ condition: String, for row: SourceRow) throws(StoreError) -> [Candidate] {
    let rows = try database.prepare(
      """
      SELECT source, path, sha256, size FROM source_rows WHERE \(condition) AND envelope = ? AND source <> ?
      ORDER BY size DESC, path, source
      """)
    rows.bind([
      .integer(Int64(clamping: row.size)), .integer(row.records),
      row.firstAt.stored.map(StoredValue.integer) ?? .null, row.lastAt.stored.map(StoredValue.integer) ?? .integer(0),
      .text(row.envelope), .integer(Int64(row.source)),
    ])
    return try rows.list { row in
      Candidate(
        source: Int32(truncatingIfNeeded: row.integer(0)), path: row.text(1) ?? "", sha256: row.text(2) ?? "",
        size: UInt64(clamping: row.integer(3)))
    }
  }
}
