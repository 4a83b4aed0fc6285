import CSQLite

extension CaseFile {
  /// Where a text stands in the tables of a case.
  public struct TextPlace: Sendable, Equatable, CustomStringConvertible {
    public var table: String
    public var column: String
    /// `record_texts.text`
    public var description: String { "\(table).\(column)" }
  }

  /// Gives every text of every table, as it is stored.
  ///
  /// - Parameter take: gets where it stands and its bytes, good until it returns.
  /// - Throws: `StoreError` when the case cannot be read; what `take` throws.
  public func eachText(_ take: (TextPlace, UnsafeRawBufferPointer) throws -> Void) throws {
    let tables = try database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").list {
      $0.text(0) ?? ""
    }
    for table in tables {
      let columns = try database.prepare(
        "SELECT name FROM pragma_table_info('\(table)') WHERE type NOT LIKE 'INT%' ORDER BY cid"
      ).list { $0.text(0) ?? "" }
      guard !columns.isEmpty else { continue }
      let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      let rows = try database.prepare("SELECT \(list) FROM \"\(table)\"")
      let places = columns.map { TextPlace(table: table, column: $0) }
      while try rows.step() {
        for (column, place) in zip(Int32(0)..., places) { try rows.withBytes(column) { try take(place, $0) } }
      }
    }
  }

  /// Writes a copy that holds nothing but the rows: no remains of what was deleted.
  ///
  /// - Parameter path: a file that does not exist.
  /// - Throws: `StoreError` when there is no room for it.
  public func copy(to path: String) throws(StoreError) {
    let copy = try database.prepare("VACUUM INTO ?")
    copy.bind(1, path)
    try copy.run()
  }

  /// SHA-256 of the rules that the case was checked with last, in hex digits; nil where no run is told.
  public func rulesDigest() throws(StoreError) -> String? {
    try database.text("SELECT rules_sha256 FROM runs ORDER BY run DESC LIMIT 1")
  }

  /// The version of the tables.
  public func schemaVersion() throws(StoreError) -> Int64 { try database.integer("PRAGMA user_version") ?? 0 }
}

extension Statement {
  /// Gives the bytes of a text, or nothing for a value of another type.
  func withBytes(_ column: Int32, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard sqlite3_column_type(handle, column) == SQLITE_TEXT, let bytes = sqlite3_column_text(handle, column) else {
      return
    }
    try take(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
  }
}
