public import Model

/// What correlation needs about servers and leaked credentials, counted by SQL so that a long outage stays small.
public struct FaultReader {
  /// Server events of one class within one bucket of time.
  public struct Bucket: Sendable {
    public var kind: EventKind
    public var source: Int32
    public var name: Symbol
    public var count: Int
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
    let statement = try database.prepare(
      """
      SELECT kind, v.source, name, count(*), min(at), max(at), min(record), max(record), max(status), max(detail)
      FROM event_rows v JOIN source_rows s ON s.source = v.source
      WHERE \(EventIndexes.isOfNote) AND (
        kind IN (2, 3, 4, 5, 6, 83) OR (kind IN (41, 42, 120, 22) AND status >= 500)
        OR (kind = 42 AND name = (SELECT symbol FROM symbols WHERE text = 'database'))
        OR (kind = 1 AND name <> 0))
      GROUP BY kind, v.source, name, at / 1000000
      ORDER BY min(at), kind, s.path, v.source, (SELECT text FROM symbols WHERE symbol = name)
      """)
    var buckets: [Bucket] = []
    while try statement.step() {
      buckets.append(
        Bucket(
          kind: EventKind(rawValue: UInt8(truncatingIfNeeded: statement.integer(0))) ?? .serverFailed,
          source: Int32(statement.integer(1)), name: Symbol(statement.integer(2)), count: Int(statement.integer(3)),
          firstAt: Timestamp(stored: statement.optionalInteger(4)),
          lastAt: Timestamp(stored: statement.optionalInteger(5)),
          firstRecord: statement.integer(6), lastRecord: statement.integer(7),
          status: statement.optionalInteger(8).map { Int32(truncatingIfNeeded: $0) }, detail: statement.text(9) ?? ""))
    }
    return buckets
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
