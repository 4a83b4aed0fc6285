public import Model

/// What correlation needs about servers and leaked credentials, counted by SQL so that a long outage stays small.
public struct FaultReader {
  /// Server events of one class within one bucket of time.
  public struct Bucket: Sendable {
    public var kind: EventKind
    public var source: Int32
    /// The word that its events name: a path, a component, an error's class.
    public var word: String
    /// How many records there are.
    public var lines: Int
    public var firstAt: Timestamp
    public var lastAt: Timestamp
    public var firstRecord: Int64
    public var lastRecord: Int64
    public var status: Int32?
    public var detail: String
  }

  /// The raw credentials of one source.
  public struct Leak: Sendable {
    public var source: String
    public var records: Int
    public var tokens: Int
    public var firstAt: Timestamp
    public var lastAt: Timestamp
    public var examples: [Int64]
    public var detail: String
  }

  private let database: Database
  public init(_ file: CaseFile) { database = file.database }

  /// Server faults in buckets of one second, in order of time, then of path; buckets without time first.
  public func faults() throws(StoreError) -> [Bucket] {
    // Why a mutator was rolled back, its words tell: those stay apart.
    let statement = try database.prepare(
      """
      SELECT kind, v.source, (SELECT text FROM symbols WHERE symbol = name) AS word, count(DISTINCT record), min(at),
        max(at), min(record), max(record), status, max(detail) AS words
      FROM event_rows v JOIN source_rows s ON s.source = v.source
      WHERE \(EventIndexes.isOfNote) AND (
        kind IN (2, 3, 4, 5, 6, 83) OR (kind IN (41, 42, 120, 22) AND status >= 500)
        OR (kind = 42 AND name = (SELECT symbol FROM symbols WHERE text = 'database')))
      GROUP BY kind, v.source, name, status, at / 1000000, CASE WHEN kind = 83 THEN detail END
      ORDER BY min(at), kind, s.path, v.source, word, status, words
      """)
    var buckets: [Bucket] = []
    while try statement.step() {
      buckets.append(
        Bucket(
          kind: EventKind(rawValue: UInt8(truncatingIfNeeded: statement.integer(0))) ?? .serverFailed,
          source: Int32(statement.integer(1)), word: statement.text(2) ?? "", lines: Int(statement.integer(3)),
          firstAt: Timestamp(stored: statement.optionalInteger(4)),
          lastAt: Timestamp(stored: statement.optionalInteger(5)),
          firstRecord: statement.integer(6), lastRecord: statement.integer(7),
          status: statement.optionalInteger(8).map { Int32(truncatingIfNeeded: $0) }, detail: statement.text(9) ?? ""))
    }
    return buckets
  }

  /// When the last socket was opened that the log of each source tells of. Reads every event.
  public func lastOpened() throws(StoreError) -> [Int32: Timestamp] {
    let statement = try database.prepare(
      """
      SELECT source, max(at) FROM event_rows WHERE kind = \(EventKind.connectionOpened.rawValue) AND at IS NOT NULL
      GROUP BY source
      """)
    var found: [Int32: Timestamp] = [:]
    while try statement.step() {
      found[Int32(statement.integer(0))] = Timestamp(stored: statement.optionalInteger(1))
    }
    return found
  }

  /// Sources that hold raw credentials.
  public func leaks() throws(StoreError) -> [Leak] {
    let statement = try database.prepare(
      """
      SELECT s.path, count(DISTINCT v.record), count(DISTINCT nullif(v.token, 0)), min(v.at), max(v.at), min(v.record),
        max(v.record), min(v.detail), v.source
      FROM event_rows v JOIN source_rows s ON s.source = v.source
      WHERE v.kind = 64 AND \(EventIndexes.isOfNote) GROUP BY v.source ORDER BY s.path, v.source
      """)
    var leaks: [Leak] = []
    while try statement.step() {
      leaks.append(
        Leak(
          source: statement.text(0) ?? "", records: Int(statement.integer(1)), tokens: Int(statement.integer(2)),
          firstAt: Timestamp(stored: statement.optionalInteger(3)),
          lastAt: Timestamp(stored: statement.optionalInteger(4)),
          examples: [statement.integer(5), statement.integer(6)], detail: statement.text(7) ?? ""))
    }
    return leaks
  }
}
