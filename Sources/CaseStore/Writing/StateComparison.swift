import Model

/// Whether the rows of one source are the first rows of another: the same lines at the same places with the same times,
/// and nothing told or anyone seen that the other has not.
final class StateComparison {
  private let writer: CaseWriter
  private var database: Database { writer.database }

  init(_ writer: CaseWriter) { self.writer = writer }

  /// The records of a source, or the first of them.
  struct Span {
    var source: Int32
    var first: Int64
    var records: Int64
  }

  /// The records of a later source stand behind those of the earlier ones.
  func firstRecordOf(_ source: Int32) throws(StoreError) -> Int64 {
    try firstRow(of: source, in: "record_rows", key: "record")
  }

  private func firstRow(of source: Int32, in table: String, key: String) throws(StoreError) -> Int64 {
    let next = try database.prepare("SELECT \(key), source FROM \(table) WHERE \(key) >= ? ORDER BY \(key) LIMIT 1")
    var low: Int64 = 0
    var high = try database.integer("SELECT max(\(key)) FROM \(table)") ?? 0
    while low < high {
      let middle = low + (high - low) / 2
      next.bind(1, middle)
      let isThere = try next.step() && next.integer(1) >= source
      next.reset()
      if isThere { high = middle } else { low = middle + 1 }
    }
    return try database.integer("SELECT min(\(key)) FROM \(table) WHERE \(key) >= \(low)") ?? low
  }

  /// Records of an earlier state that may look otherwise: where it ends, lines and records of several lines are cut.
  private static let mostCut = 3
  /// How far before the end those can stand.
  private static let tail = 8
  /// Records of several lines are numbered when they are complete, those behind them may be before.
  private static let disorder: Int64 = 1_000

  private struct Line: Hashable {
    var offset: Int64
    var length: Int64
    var number: Int64
    var at: Int64?
  }

  /// Whether the longer one begins with everything that the shorter one holds.
  func isEarlier(_ short: Span, of long: Span, isTimed: Bool) throws(StoreError) -> Bool {
    guard try beginsAlike(short, long) else { return false }
    let mine = try lines(short, until: .max)
    guard let end = mine.last.map({ $0.offset + $0.length }) else { return false }
    let wanted = Span(source: long.source, first: long.first, records: min(long.records, short.records + Self.disorder))
    let others = try lines(wanted, until: end)
    guard abs(mine.count - others.count) <= Self.mostCut, let cut = Self.cut(mine, others) else { return false }
    try writer.finishEvents()
    let shown = try events(short, until: end, without: cut)
    // Lines without times and without anyone in them can be the same in two servers.
    return shown.isEmpty ? isTimed : try shown.isSubset(of: events(wanted, until: end, without: cut))
  }

  /// Most sources that are alike from afar differ in the first lines already.
  private func beginsAlike(_ short: Span, _ long: Span) throws(StoreError) -> Bool {
    var (mine, other) = (short, long)
    (mine.records, other.records) = (1, 1)
    if short.records <= Int64(Self.tail) { return true }
    return try lines(mine, until: .max) == lines(other, until: .max)
  }

  /// The numbers of the lines that were cut; nil where others differ as well.
  private static func cut(_ mine: [Line], _ others: [Line]) -> Set<Int64>? {
    let known = Set(others)
    let different = mine.indices.filter { !known.contains(mine[$0]) }
    let isAtEnd = different.allSatisfy { $0 >= mine.count - tail }
    guard different.count <= mostCut, different.count < mine.count, isAtEnd else { return nil }
    return Set(different.map { mine[$0].number })
  }

  /// The records of a source in the order of their places; most sources differ in the first few already.
  private func lines(_ span: Span, until end: Int64) throws(StoreError) -> [Line] {
    let rows = try database.prepare(
      """
      SELECT offset, length, line, at FROM record_rows
      WHERE record BETWEEN ? AND ? AND source = ? AND offset < ? ORDER BY offset
      """)
    rows.bind(
      [span.first, span.first + span.records - 1, Int64(span.source), end].map(StoredValue.integer))
    return try rows.list { row in
      Line(offset: row.integer(0), length: row.integer(1), number: row.integer(2), at: row.optionalInteger(3))
    }
  }

  private struct ShownEvent: Hashable {
    var line: Int64 = 0
    var kind: Int64
    var group: Int64 = 0
    var client: Int64 = 0
    var connection: Int64 = 0
    var mutation: Int64?
  }

  /// What is put together out of several lines, which more lines change.
  private static let gathered: [EventKind] = [.apiRequest, .apiRequestStarted]
  /// Who is seen anywhere; which line tells it first is a matter of what was read before.
  private static let sightings: Set<Int64> = [
    Int64(EventKind.clientSeen.rawValue), Int64(EventKind.groupSeen.rawValue),
  ]

  /// What the lines say, and of whom.
  private func events(_ span: Span, until end: Int64, without cut: Set<Int64>) throws(StoreError) -> Set<ShownEvent> {
    let firstEvent = try firstRow(of: span.source, in: "event_rows", key: "event")
    let left = Self.gathered.map { String($0.rawValue) }.joined(separator: ", ")
    let rows = try database.prepare(
      """
      SELECT r.line, e.kind, e.grp, e.client, e.connection, e.mutation, e.source, r.offset
      FROM event_rows e CROSS JOIN record_rows r ON r.record = e.record
      WHERE e.event >= \(firstEvent) AND coalesce(e.request, '') = '' AND e.kind NOT IN (\(left))
      ORDER BY e.event
      """)
    var found: Set<ShownEvent> = []
    while try rows.step() {
      guard rows.integer(6) == Int64(span.source) else { break }
      guard !cut.contains(rows.integer(0)) else { continue }
      if Self.sightings.contains(rows.integer(1)) {
        found.insert(ShownEvent(kind: rows.integer(1), group: rows.integer(2), client: rows.integer(3)))
      } else if rows.integer(7) < end {
        found.insert(
          ShownEvent(
            line: rows.integer(0), kind: rows.integer(1), group: rows.integer(2), client: rows.integer(3),
            connection: rows.integer(4), mutation: rows.optionalInteger(5)))
      }
    }
    return found
  }
}
