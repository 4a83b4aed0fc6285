public import Model

/// What a case holds before new sources come: where numbers go on, and what is known already.
public struct CaseContents: Sendable {
  public struct KnownSource: Sendable, Hashable {
    public let number: Int32
    public let path: String
    public let sha256: String
    public let size: UInt64
    public init(number: Int32, path: String, sha256: String, size: UInt64) {
      self.number = number
      self.path = path
      self.sha256 = sha256
      self.size = size
    }
  }

  public private(set) var sources: [KnownSource] = []
  public private(set) var lastSource: Int32 = 0
  public private(set) var lastRecord: Int64 = 0
  public private(set) var lastEvent: Int64 = 0
  /// Texts of the symbols 1, 2, 3 ...
  public private(set) var symbols: [String] = []
  /// The tokens 1, 2, 3 ...; one without a fingerprint stands where one was removed.
  public private(set) var tokens: [TokenFacts] = []
  public private(set) var groups: [Symbol: Symbol] = [:]

  /// - Throws: `StoreError` when the case cannot be read.
  public init(of caseFile: CaseFile) throws(StoreError) {
    let database = caseFile.database
    try readSources(database)
    lastRecord = try database.integer("SELECT max(record) FROM record_rows") ?? 0
    lastEvent = try database.integer("SELECT max(event) FROM event_rows") ?? 0
    let symbolRows = try database.prepare("SELECT text FROM symbols ORDER BY symbol")
    while try symbolRows.step() { symbols.append(symbolRows.text(0) ?? "") }
    try readTokens(database)
    let groupRows = try database.prepare("SELECT client, grp FROM client_rows")
    while try groupRows.step() { groups[Symbol(groupRows.integer(0))] = Symbol(groupRows.integer(1)) }
  }

  private mutating func readSources(_ database: Database) throws(StoreError) {
    let rows = try database.prepare("SELECT source, path, sha256, size FROM source_rows ORDER BY source")
    while try rows.step() {
      lastSource = Int32(rows.integer(0))
      sources.append(
        KnownSource(
          number: lastSource, path: rows.text(1) ?? "", sha256: rows.text(2) ?? "",
          size: UInt64(clamping: rows.integer(3))))
    }
  }

  private mutating func readTokens(_ database: Database) throws(StoreError) {
    let rows = try TokenRows(database)
    while let row = try rows.next() {
      while tokens.count + 1 < Int(row.token) { tokens.append(TokenFacts(fingerprint: "", kind: "")) }
      tokens.append(row.facts)
    }
  }
}
