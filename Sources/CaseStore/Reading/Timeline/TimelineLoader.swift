import Model

extension CaseTimeline {
  /// Reads a timeline out of a case.
  ///
  /// - Parameters:
  ///   - file: The case, correlated and checked.
  ///   - scope: The time window; its limits are those of lists, not of the timeline.
  ///   - limits: How much is drawn.
  /// - Throws: `StoreError` when the file cannot be read.
  public init(of file: CaseFile, scope: ReportScope = .init(), limits: Limits = .html) throws(StoreError) {
    self.init()
    let range = try TimelineRange(of: file.database, scope: scope, buckets: limits.buckets)
    let loader = TimelineLoader(database: file.database, scope: scope, limits: limits, range: range)
    firstAt = range.firstAt
    lastAt = range.lastAt
    let clients = try loader.clients()
    lanes = try loader.lanes(of: clients)
    everyone = try loader.crowd(without: [])
    everyone.clients = clients.total
    others = try loader.crowd(without: clients.shown.map(\.client))
    others.clients = clients.hidden
    servers = try loader.servers()
    let coverage = try loader.coverage()
    sources = Cut(Array(coverage.prefix(limits.sources)), total: coverage.count)
    blindSpots = range.blindSpots(of: coverage)
    tolerance = try loader.tolerance()
    writes = try loader.listedWrites()
    tokens = try loader.listedTokens()
    records = try loader.records(self)
  }
}

/// Reads the parts of one timeline.
struct TimelineLoader {
  let database: Database
  let scope: ReportScope
  let limits: CaseTimeline.Limits
  let range: TimelineRange

  static func symbol(_ column: String) -> String { "(SELECT text FROM symbols WHERE symbol = \(column))" }

  /// A statement whose first two parameters are the window, as microseconds.
  func windowed(_ sql: String) throws(StoreError) -> Statement {
    let statement = try database.prepare(sql)
    statement.bind(1, scope.since.stored)
    statement.bind(2, scope.until.stored)
    return statement
  }

  static func list(_ numbers: some Sequence<Int64>) -> String { numbers.map(String.init).joined(separator: ", ") }
}

/// The stretch that is drawn, cut into buckets of equal length.
struct TimelineRange {
  var firstAt = Timestamp.unknown
  var lastAt = Timestamp.unknown
  var buckets: Int

  init(of database: Database, scope: ReportScope, buckets: Int) throws(StoreError) {
    self.buckets = buckets
    let row = try database.prepare(
      "SELECT min(first_at), max(last_at) FROM source_rows WHERE role <> 'database snapshot'")
    guard try row.step() else { return }
    firstAt = Timestamp(stored: row.optionalInteger(0))
    lastAt = Timestamp(stored: row.optionalInteger(1))
    guard firstAt.isKnown, lastAt.isKnown else { return }
    if scope.since.isKnown { firstAt = min(max(firstAt, scope.since), lastAt) }
    if scope.until.isKnown { lastAt = max(min(lastAt, scope.until), firstAt) }
  }

  /// Microseconds; 0 where nothing can be placed.
  var length: Int64 { lastAt.since(firstAt) ?? 0 }
  /// Microseconds, at least 1.
  var bucketLength: Int64 { max(1, (length + Int64(buckets)) / Int64(buckets)) }

  /// SQL that gives the bucket of a column of microseconds.
  func bucket(_ column: String) -> String { "(\(column) - \(firstAt.microseconds)) / \(bucketLength)" }

  /// Whether a moment lies within.
  func contains(_ moment: Timestamp) -> Bool { moment.isKnown && moment >= firstAt && moment <= lastAt }

  /// SQL that is true where a column of microseconds lies within.
  func holds(_ column: String) -> String {
    firstAt.isKnown ? "\(column) BETWEEN \(firstAt.microseconds) AND \(lastAt.microseconds)" : "0"
  }
}
