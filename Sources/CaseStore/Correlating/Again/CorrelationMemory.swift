public import Model

/// What the last correlation of a case rested on, so that the next one can leave alone what nothing new touches.
///
/// Kept in tables of its own, only where a case is correlated again and again: the case of a single analysis holds
/// nothing but what its logs say.
public struct CorrelationMemory: Sendable, Equatable {
  /// The last event, record, source and token that were there.
  public var lastEvent: Int64
  public var lastRecord: Int64
  public var lastSource: Int32
  public var lastToken: Int32
  /// How many facts of tokens were known: they are only ever filled in.
  public var tokenFacts: Int64
  /// The sources, as far as conclusions look at them.
  public var sources: String
  /// What else every conclusion rests on, in the words of whoever correlates.
  public var basis: String
  /// Sync servers of which only standard output was collected: `,2,5,`.
  public var outputOnly = ","

  /// What the case holds now.
  ///
  /// - Parameters:
  ///   - file: the case.
  ///   - earlier: counts only what was there at that time; nil for everything.
  ///   - basis: what every conclusion rests on.
  /// - Throws: `StoreError` when the case cannot be read.
  public init(of file: CaseFile, asOf earlier: CorrelationMemory? = nil, basis: String) throws(StoreError) {
    let database = file.database
    func last(_ column: String, _ table: String) throws(StoreError) -> Int64 {
      try database.integer("SELECT max(\(column)) FROM \(table)") ?? 0
    }
    if let earlier {
      (lastEvent, lastRecord) = (earlier.lastEvent, earlier.lastRecord)
      (lastSource, lastToken) = (earlier.lastSource, earlier.lastToken)
    } else {
      lastEvent = try last("event", "event_rows")
      lastRecord = try last("record", "record_rows")
      lastSource = Int32(try last("source", "source_rows"))
      lastToken = Int32(try last("token", "token_rows"))
    }
    tokenFacts =
      try database.integer(
        """
        SELECT count(algorithm) + count(key_id) + count(issuer) + count(subject) + count(token_id) + count(issued_at)
          + count(expires_at) FROM token_rows WHERE token <= \(lastToken)
        """) ?? 0
    sources =
      try database.text(
        """
        SELECT group_concat(json_array(source, path, sha256, role, level, version, version_origin), char(10))
        FROM (SELECT * FROM source_rows WHERE source <= \(lastSource) ORDER BY source)
        """) ?? ""
    self.basis = basis
  }

  static let tables = ["known_correlation", "known_user_groups"] + KnownSurvey.names

  private static let table = """
    CREATE TABLE IF NOT EXISTS known_correlation (
      memory INTEGER PRIMARY KEY, last_event INTEGER NOT NULL, last_source INTEGER NOT NULL,
      last_token INTEGER NOT NULL, token_facts INTEGER NOT NULL, sources TEXT NOT NULL, basis TEXT NOT NULL,
      output_only TEXT NOT NULL, last_record INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS known_user_groups (
      usr INTEGER NOT NULL, grp INTEGER NOT NULL, PRIMARY KEY (usr, grp)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS known_user_by_group ON known_user_groups (grp);
    """

  /// What the last correlation remembered; nil where it remembered nothing.
  public static func load(from file: CaseFile) throws(StoreError) -> CorrelationMemory? {
    guard try exists("known_correlation", in: file) else { return nil }
    let row = try file.database.prepare("SELECT * FROM known_correlation")
    guard try row.step() else { return nil }
    return CorrelationMemory(row)
  }

  private init(_ row: Statement) {
    lastEvent = row.integer(1)
    lastSource = Int32(row.integer(2))
    lastToken = Int32(row.integer(3))
    tokenFacts = row.integer(4)
    sources = row.text(5) ?? ""
    basis = row.text(6) ?? ""
    outputOnly = row.text(7) ?? ","
    lastRecord = row.integer(8)
  }

  /// Remembers this for the next correlation, and makes the indexes that it will need.
  public func store(in file: CaseFile) throws(StoreError) {
    try file.database.execute(Self.table + EventIndexes.all)
    let row = try file.database.prepare("INSERT OR REPLACE INTO known_correlation VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)")
    let numbers = [lastEvent, Int64(lastSource), Int64(lastToken), tokenFacts]
    row.bind(
      numbers.map(StoredValue.integer) + [.text(sources), .text(basis), .text(outputOnly), .integer(lastRecord)])
    try row.run()
  }

  /// Forgets everything, so that the next correlation begins anew.
  static func forget(in file: CaseFile) throws(StoreError) {
    for table in tables where try exists(table, in: file) { try file.database.execute("DELETE FROM \(table)") }
  }

  /// Remembers which groups users were seen with.
  ///
  /// - Parameters:
  ///   - pairs: the users with their groups.
  ///   - former: groups that are none any more.
  ///   - file: the case.
  /// - Throws: `StoreError` when the case cannot be written.
  public static func remember(
    _ pairs: Set<UserAndGroup>, without former: Set<Symbol> = [], in file: CaseFile
  ) throws(StoreError) {
    try file.database.execute(table)
    if !former.isEmpty {
      let list = former.sorted().map(String.init).joined(separator: ", ")
      try file.database.execute("DELETE FROM known_user_groups WHERE grp IN (\(list))")
    }
    let row = try file.database.prepare("INSERT OR IGNORE INTO known_user_groups VALUES (?, ?)")
    for pair in pairs.sorted() {
      row.bind([.integer(Int64(pair.user)), .integer(Int64(pair.group))])
      try row.run()
    }
  }

  private static func exists(_ table: String, in file: CaseFile) throws(StoreError) -> Bool {
    try file.database.integer("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '\(table)'") != nil
  }
}
