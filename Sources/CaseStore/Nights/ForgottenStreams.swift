import Model

/// Which streams of sources had records that are forgotten by now: that a source was collected without its error
/// stream decides verdicts, and must not be read off what retention left.
///
/// Known by the content of the source, which stays when it is renamed or the case is merged; one that has grown is
/// read again as a whole.
enum ForgottenStreams {
  private static let table = """
    CREATE TABLE IF NOT EXISTS known_stream_rows (
      sha256 TEXT NOT NULL, stream INTEGER NOT NULL, PRIMARY KEY (sha256, stream)) WITHOUT ROWID;
    """

  /// Remembers the streams of records before they are forgotten; `condition` is SQL that holds for them, `r`.
  static func remember(_ condition: String, in database: Database) throws(StoreError) {
    try database.execute(
      """
      \(table)
      INSERT OR IGNORE INTO known_stream_rows SELECT s.sha256,
          CASE WHEN (r.facts >> 4) & 15 >= \(LogLevel.warn.rawValue) THEN \(LogStream.stderr.rawValue)
            ELSE (r.facts >> 8) & 15 END AS stream
        FROM record_rows r JOIN source_rows s ON s.source = r.source WHERE \(condition) GROUP BY r.source, stream;
      """)
  }

  /// The streams of which records were forgotten, by source.
  static func all(in database: Database) throws(StoreError) -> [Int32: Set<Int64>] {
    guard try exist(in: database) else { return [:] }
    let rows = try database.prepare(
      "SELECT s.source, k.stream FROM known_stream_rows k JOIN source_rows s ON s.sha256 = k.sha256")
    var streams: [Int32: Set<Int64>] = [:]
    while try rows.step() { streams[Int32(rows.integer(0)), default: []].insert(rows.integer(1)) }
    return streams
  }

  /// Remembers in a merged case what one of its parts remembers.
  static func copy(from database: Database, to target: Database) throws(StoreError) {
    guard try exist(in: database) else { return }
    try target.execute(table)
    let row = try target.prepare("INSERT OR IGNORE INTO known_stream_rows VALUES (?, ?)")
    let rows = try database.prepare("SELECT sha256, stream FROM known_stream_rows")
    while try rows.step() {
      row.bind([.text(rows.text(0) ?? ""), .integer(rows.integer(1))])
      try row.run()
    }
  }

  private static func exist(in database: Database) throws(StoreError) -> Bool {
    try database.integer("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'known_stream_rows'") != nil
  }
}
