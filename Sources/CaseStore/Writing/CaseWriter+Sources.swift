public import Model

extension CaseWriter {
  public func insert(_ row: SourceRow) throws(StoreError) {
    let statement = try database.prepare(
      "INSERT INTO source_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let texts: [(Int32, String?)] = [
      (2, row.path), (3, row.sha256), (5, row.format), (6, row.envelope), (7, row.role.name), (8, row.level.name),
      (12, row.version), (13, row.versionOrigin), (21, row.note),
    ]
    for (column, value) in texts { statement.bind(column, value) }
    let numbers: [(Int32, Int64?)] = [
      (1, Int64(row.source)), (4, Int64(clamping: row.size)), (9, row.firstAt.stored), (10, row.lastAt.stored),
      (11, row.records), (14, Int64(clamping: row.bytesParsed)), (15, Int64(clamping: row.bytesContinuation)),
      (16, Int64(clamping: row.bytesBlank)), (17, Int64(clamping: row.bytesMalformed)),
      (18, Int64(clamping: row.bytesSkipped)), (19, row.malformed), (20, row.firstMalformedLine),
    ]
    for (column, value) in numbers { statement.bind(column, value) }
    try statement.run()
  }

  /// Takes back the rows of a source whose bytes turned out to be in the case already.
  public func removeRows(records: Int64, events: Int64) throws(StoreError) {
    try forgetEvents(from: events)
    try database.execute(
      """
      DELETE FROM record_rows WHERE record >= \(records);
      DELETE FROM record_texts WHERE record >= \(records);
      DELETE FROM event_rows WHERE event >= \(events);
      """)
  }

  /// Removes a source with all its rows, because a source that begins with its bytes was read.
  public func remove(source: Int32) throws(StoreError) {
    try releaseEvents()
    try database.execute(
      """
      DELETE FROM record_texts WHERE record IN (SELECT record FROM record_rows WHERE source = \(source));
      DELETE FROM record_rows WHERE source = \(source);
      DELETE FROM source_rows WHERE source = \(source);
      """)
    let events = try database.prepare("DELETE FROM event_rows WHERE source = \(source) RETURNING token")
    while try events.step() { tokensOfRemoved.insert(events.integer(0)) }
  }

  /// Removes the tokens that only removed sources showed: a log that is cut within a token shows one that never was.
  public func removeTokensOfRemovedSources() throws(StoreError) {
    tokensOfRemoved.remove(0)
    guard !tokensOfRemoved.isEmpty else { return }
    let list = tokensOfRemoved.sorted().map(String.init).joined(separator: ", ")
    try database.execute(
      """
      DELETE FROM token_rows WHERE token IN (\(list))
        AND token NOT IN (SELECT token FROM event_rows WHERE \(EventIndexes.hasToken))
      """)
    tokensOfRemoved = []
  }

  /// Gives a source the name under which its bytes stand now.
  public func rename(source: Int32, to path: String) throws(StoreError) {
    let statement = try database.prepare("UPDATE source_rows SET path = ? WHERE source = ?")
    statement.bind(1, path)
    statement.bind(2, Int64(source))
    try statement.run()
  }

  /// Writes what is known of a token, over what was known before.
  public func put(_ facts: TokenFacts, number: Int32) throws(StoreError) {
    let statement = token
    statement.bind(1, Int64(number))
    statement.bind(2, facts.fingerprint)
    statement.bind(3, facts.kind)
    statement.bind(4, facts.algorithm)
    statement.bind(5, facts.keyID)
    statement.bind(6, facts.issuer)
    statement.bind(7, facts.subject)
    statement.bind(8, facts.tokenID)
    statement.bind(9, facts.issuedAt)
    statement.bind(10, facts.expiresAt)
    try statement.run()
  }

  /// Writes to which group each client belongs.
  public func put(groups: [(client: Symbol, group: Symbol)]) throws(StoreError) {
    let statement = try database.prepare("INSERT OR REPLACE INTO client_rows VALUES (?, ?)")
    for (client, group) in groups {
      statement.bind(1, Int64(client))
      statement.bind(2, Int64(group))
      try statement.run()
    }
  }
}
