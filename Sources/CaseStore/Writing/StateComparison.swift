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

  /// Lines of an earlier state that may look otherwise: where it ends, lines and records of several lines are cut.
  private static let mostCut = 3
  /// How many lines before the end those can stand.
  private static let tail = 8
  /// Records of several lines are numbered when they are complete, those behind them may be before.
  private static let disorder: Int64 = 1_000
  /// What so many first lines tell is compared; of the others, where they stand and when they were written.
  private static let toldLines: Int64 = 20_000

  /// Whether the longer one begins with everything that the shorter one holds.
  func isEarlier(_ short: Span, of long: Span, isTimed: Bool) throws(StoreError) -> Bool {
    let last = try database.prepare(
      "SELECT offset + length FROM record_rows WHERE record BETWEEN ? AND ? AND source = ? ORDER BY offset DESC LIMIT 1"
    )
    last.bind([short.first, short.first + short.records - 1, Int64(short.source)].map(StoredValue.integer))
    guard try last.step() else { return false }
    let end = last.integer(0)
    let wanted = Span(source: long.source, first: long.first, records: min(long.records, short.records + Self.disorder))
    guard let cut = try cutLines(short, wanted, until: end) else { return false }
    try writer.finishEvents()
    let shown = try events(short, until: end, without: cut)
    // Lines without times and without anyone in them can be the same in two servers.
    return shown.isEmpty ? isTimed : try shown.isSubset(of: events(wanted, until: end, without: cut))
  }

  // MARK: Lines

  /// The numbers of the lines that the shorter one has otherwise, because it ends there; nil where it is another log.
  private func cutLines(_ short: Span, _ long: Span, until end: Int64) throws(StoreError) -> Set<Int64>? {
    let mine = LineWalk(try lines(short, until: .max))
    let others = LineWalk(try lines(long, until: end))
    var cut: Set<Int64> = []
    var alike = 0
    // Most logs that are alike from afar differ in their first lines, and are not read further.
    var sinceFirstCut = 0
    var (one, other) = (try mine.next(), try others.next())
    while one != nil || other != nil {
      if one == other {
        alike += 1
        (one, other) = (try mine.next(), try others.next())
      } else {
        let (here, there) = (one?.number ?? .max, other?.number ?? .max)
        cut.insert(min(here, there))
        if here <= there { one = try mine.next() }
        if there <= here { other = try others.next() }
      }
      if !cut.isEmpty { sinceFirstCut += 1 }
      if cut.count > Self.mostCut || sinceFirstCut > Self.tail { return nil }
    }
    // Two servers that start in one moment can have a first line alike, and a few others.
    return alike > cut.count ? cut : nil
  }

  /// The records of a source in the order of their places.
  private func lines(_ span: Span, until end: Int64) throws(StoreError) -> Statement {
    let rows = try database.prepare(
      """
      SELECT line, offset, length, at FROM record_rows
      WHERE record BETWEEN ? AND ? AND source = ? AND offset < ? ORDER BY line, offset, at
      """)
    rows.bind(
      [span.first, span.first + span.records - 1, Int64(span.source), end].map(StoredValue.integer))
    return rows
  }

  // MARK: What they tell

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
        AND r.line <= \(Self.toldLines)
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
