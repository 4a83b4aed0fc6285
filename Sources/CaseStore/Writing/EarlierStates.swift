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

  /// What both states of a log share; most sources share it with none, and need not be looked at. Not the format, which
  /// is that of most lines, nor the earliest time: what is exported can begin with the newest line.
  private struct Likeness: Hashable {
    var envelope: String
    var length: Int64
    var at: Int64?
  }

  private let database: Database
  private let comparison: StateComparison
  private let firstLine: Statement
  private var alike: [Likeness: [Int32]] = [:]
  private var areEarlierRunsNoted = false

  /// - Parameter writer: holds events that are not in the file yet.
  /// - Throws: `StoreError` when the case cannot be read.
  public init(_ writer: CaseWriter) throws(StoreError) {
    database = writer.database
    comparison = StateComparison(writer)
    firstLine = try database.prepare("SELECT length, at FROM record_rows WHERE record = ?")
  }

  /// Notes a source that came into the case.
  ///
  /// - Parameters:
  ///   - row: the source.
  ///   - firstRecord: the number of its first record.
  /// - Throws: `StoreError` when the case cannot be read.
  public func note(_ row: SourceRow, firstRecord: Int64) throws(StoreError) {
    guard row.records > 0 else { return }
    let likeness = try likeness(envelope: row.envelope, firstRecord: firstRecord)
    alike[likeness, default: []].append(row.source)
  }

  private func noteEarlierRuns(before row: SourceRow) throws(StoreError) {
    if areEarlierRunsNoted { return }
    areEarlierRunsNoted = true
    let rows = try database.prepare(
      "SELECT source, envelope FROM source_rows WHERE records > 0 AND source < \(row.source)")
    while try rows.step() {
      let source = Int32(truncatingIfNeeded: rows.integer(0))
      let first = try comparison.firstRecordOf(source)
      let likeness = try likeness(envelope: rows.text(1) ?? "", firstRecord: first)
      if alike[likeness]?.contains(source) != true { alike[likeness, default: []].append(source) }
    }
  }

  private func likeness(envelope: String, firstRecord: Int64) throws(StoreError) -> Likeness {
    firstLine.bind(1, firstRecord)
    defer { firstLine.reset() }
    let isThere = try firstLine.step()
    return Likeness(
      envelope: envelope, length: isThere ? firstLine.integer(0) : -1, at: isThere ? firstLine.optionalInteger(1) : nil)
  }

  /// Looks for a source of the case that begins with everything that another holds.
  ///
  /// - Parameters:
  ///   - row: the other, whose records and events are written already.
  ///   - firstRecord: the number of its first record.
  /// - Returns: the longer source, or nil where there is none.
  /// - Throws: `StoreError` when the case cannot be read.
  public func source(beginningWith row: SourceRow, firstRecord: Int64) throws(StoreError) -> Candidate? {
    let longer = try candidates("size > ?", for: row, firstRecord: firstRecord)
    let short = StateComparison.Span(source: row.source, first: firstRecord, records: row.records)
    for candidate in longer {
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
    var found: [Candidate] = []
    for candidate in try candidates("size < ?", for: row, firstRecord: firstRecord) {
      let records = try database.integer("SELECT records FROM source_rows WHERE source = \(candidate.source)") ?? 0
      let short = StateComparison.Span(
        source: candidate.source, first: try comparison.firstRecordOf(candidate.source), records: records)
      let long = StateComparison.Span(source: row.source, first: firstRecord, records: row.records)
      if try comparison.isEarlier(short, of: long, isTimed: row.firstAt.isKnown) { found.append(candidate) }
    }
    return found
  }

  private func candidates(
    _ condition: String, for row: SourceRow, firstRecord: Int64
  ) throws(StoreError) -> [Candidate] {
    // A later snapshot of a table is no later state of a log.
    guard row.records > 0, row.role != .database else { return [] }
    try noteEarlierRuns(before: row)
    guard let sources = alike[try likeness(envelope: row.envelope, firstRecord: firstRecord)] else { return [] }
    let rows = try database.prepare(
      """
      SELECT source, path, sha256, size FROM source_rows
      WHERE \(condition) AND source IN (\(sources.map(String.init).joined(separator: ", ")))
      ORDER BY size DESC, path, source
      """)
    rows.bind(1, Int64(clamping: row.size))
    return try rows.list { row in
      Candidate(
        source: Int32(truncatingIfNeeded: row.integer(0)), path: row.text(1) ?? "", sha256: row.text(2) ?? "",
        size: UInt64(clamping: row.integer(3)))
    }
  }
}
