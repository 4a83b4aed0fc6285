public import Model

/// Small look-ups that correlation needs: sources, tokens, symbols, places. Texts and places may be asked for by several
/// threads, also while a `ConclusionWriter` writes to the same case.
public final class CaseLookup: @unchecked Sendable {
  // @unchecked Sendable because what several threads may call waits for its turn at the database.
  private let symbolText: Statement
  private let placeText: Statement
  let database: Database

  public init(_ file: CaseFile) throws(StoreError) {
    database = file.database
    symbolText = try database.prepare("SELECT text FROM symbols WHERE symbol = ?")
    placeText = try database.prepare("SELECT \(Views.place("?"))")
  }

  /// The text of a symbol; a group that was made up for a client without one has none.
  public func text(_ symbol: Symbol) throws(StoreError) -> String {
    guard symbol > 0 else { return "" }
    return try database.takingTurns { () throws(StoreError) in
      defer { symbolText.reset() }
      symbolText.bind(1, Int64(symbol))
      return try symbolText.step() ? symbolText.text(0) ?? "" : ""
    }
  }

  /// `file:line` of a record.
  public func place(_ record: Int64) throws(StoreError) -> String {
    try database.takingTurns { () throws(StoreError) in
      defer { placeText.reset() }
      placeText.bind(1, record)
      return try placeText.step() ? placeText.text(0) ?? "?" : "?"
    }
  }

  /// The symbols of these texts, where the case has them.
  public func symbols(of texts: [String]) throws(StoreError) -> [String: Symbol] {
    var found: [String: Symbol] = [:]
    // SQLite takes a limited number of parameters at once.
    for start in stride(from: 0, to: texts.count, by: 500) {
      try find(Array(texts[start..<min(start + 500, texts.count)]), into: &found)
    }
    return found
  }

  private func find(_ texts: [String], into found: inout [String: Symbol]) throws(StoreError) {
    let list = Array(repeating: "?", count: texts.count).joined(separator: ", ")
    let statement = try database.prepare("SELECT text, symbol FROM symbols WHERE text IN (\(list))")
    for (index, text) in texts.enumerated() { statement.bind(Int32(index + 1), text) }
    while try statement.step() { found[statement.text(0) ?? ""] = Symbol(statement.integer(1)) }
  }

  /// All tokens by row.
  public func tokens() throws(StoreError) -> [Int32: TokenFacts] {
    let statement = try database.prepare(
      "SELECT token, fingerprint, kind, subject, token_id, issued_at, expires_at FROM token_rows")
    var tokens: [Int32: TokenFacts] = [:]
    while try statement.step() {
      var facts = TokenFacts(fingerprint: statement.text(1) ?? "", kind: statement.text(2) ?? "")
      facts.subject = statement.text(3)
      facts.tokenID = statement.text(4)
      facts.issuedAt = statement.optionalInteger(5)
      facts.expiresAt = statement.optionalInteger(6)
      tokens[Int32(statement.integer(0))] = facts
    }
    return tokens
  }

  private func has(_ stream: LogStream, _ source: Int32, behind record: Int64) throws(StoreError) -> Bool {
    let isIt = "record > \(record) AND source = \(source) AND (facts >> 8) & 15 = \(stream.rawValue)"
    return try database.integer("SELECT 1 FROM record_rows WHERE \(isIt) LIMIT 1") != nil
  }

  private func hasWarning(_ source: Int32, behind record: Int64) throws(StoreError) -> Bool {
    let isIt = "record > \(record) AND source = \(source) AND (facts >> 4) & 15 >= \(LogLevel.warn.rawValue)"
    return try database.integer("SELECT 1 FROM record_rows WHERE \(isIt) LIMIT 1") != nil
  }

  private func lacksErrorStream(
    _ source: Int32, _ memory: CorrelationMemory?, forgotten: Set<Int64>
  ) throws(StoreError) -> Bool {
    if let memory, source <= memory.lastSource { return memory.outputOnly.contains(",\(source),") }
    // Records of a later source stand behind those of the earlier ones.
    let last = memory?.lastRecord ?? 0
    func had(_ stream: LogStream) throws(StoreError) -> Bool {
      if forgotten.contains(Int64(stream.rawValue)) { return true }
      return try has(stream, source, behind: last)
    }
    guard try had(.stdout), try !had(.stderr) else { return false }
    // journald names one stream for both, where a unit sends both to it: warnings among them show that none is missing.
    return try !hasWarning(source, behind: last)
  }

  /// The sources, in their order.
  ///
  /// - Parameter memory: knows the streams of sources that an earlier correlation has seen: their records are many.
  /// - Returns: what correlation needs of them.
  /// - Throws: `StoreError` when the case cannot be read.
  public func sources(knownBy memory: CorrelationMemory? = nil) throws(StoreError) -> [SourceRow] {
    let statement = try database.prepare(
      "SELECT source, path, role, level, first_at, last_at, version, records, version_origin"
        + " FROM source_rows ORDER BY source")
    let forgotten = try ForgottenStreams.all(in: database)
    var rows: [SourceRow] = []
    while try statement.step() {
      var row = SourceRow()
      row.source = Int32(statement.integer(0))
      row.path = statement.text(1) ?? ""
      row.role = SourceRole.allCases.first { $0.name == statement.text(2) } ?? .unknown
      row.level = LogLevel.allCases.first { $0.name == statement.text(3) } ?? .unknown
      row.firstAt = Timestamp(stored: statement.optionalInteger(4))
      row.lastAt = Timestamp(stored: statement.optionalInteger(5))
      row.version = statement.text(6)
      row.records = statement.integer(7)
      row.versionOrigin = statement.text(8)
      if row.role == .syncServer {
        row.lacksErrorStream = try lacksErrorStream(row.source, memory, forgotten: forgotten[row.source] ?? [])
      }
      rows.append(row)
    }
    return rows
  }
}
