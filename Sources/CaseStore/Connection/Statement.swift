import CSQLite

/// A prepared statement; columns and parameters are counted from 0 and 1 as in SQLite.
public final class Statement {
  let handle: OpaquePointer
  private let database: Database
  public let sql: String

  init(_ sql: String, on database: Database) throws(StoreError) {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(database.handle, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else {
      throw database.fault(sql)
    }
    handle = prepared
    self.database = database
    self.sql = sql
  }

  deinit { sqlite3_finalize(handle) }

  /// Goes to the next row; false at the end.
  public func step() throws(StoreError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.fault(sql)
    }
  }

  /// Runs a statement that returns no rows and makes it ready for the next parameters.
  public func run() throws(StoreError) {
    defer { sqlite3_reset(handle) }
    while try step() {}
  }

  public func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  // MARK: Parameters

  public func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }
  public func bind(_ index: Int32, _ value: Int64?) {
    if let value { sqlite3_bind_int64(handle, index, value) } else { sqlite3_bind_null(handle, index) }
  }
  public func bind(_ index: Int32, _ value: Double) { sqlite3_bind_double(handle, index, value) }
  public func bindNull(_ index: Int32) { sqlite3_bind_null(handle, index) }

  /// Binds text; SQLite copies it.
  public func bind(_ index: Int32, _ value: String?) {
    guard var value else { return bindNull(index) }
    value.withUTF8 { bind(index, UnsafeRawBufferPointer($0)) }
  }

  /// Binds UTF-8 bytes as text; SQLite copies them.
  public func bind(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return bindEmptyText(index) }
    sqlite3_bind_text(handle, index, base.assumingMemoryBound(to: CChar.self), Int32(bytes.count), Self.transient)
  }

  /// Binds UTF-8 bytes as text without a copy: they must stay until the statement was run and bound anew.
  public func bindBorrowed(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return bindEmptyText(index) }
    sqlite3_bind_text(handle, index, base.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil)
  }

  private func bindEmptyText(_ index: Int32) { sqlite3_bind_text(handle, index, "", 0, Self.transient) }

  static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  // MARK: Columns

  public var columnCount: Int { Int(sqlite3_column_count(handle)) }
  public func columnName(_ index: Int) -> String {
    sqlite3_column_name(handle, Int32(index)).map { String(cString: $0) } ?? ""
  }
  public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
  public func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
  public func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }
  public func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  /// Text of a column, nil for NULL.
  public func text(_ column: Int32) -> String? {
    guard let bytes = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// A value of any type.
  public func value(_ column: Int32) -> StoredValue {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(double(column))
    case SQLITE_NULL: .null
    default: .text(text(column) ?? "")
    }
  }
}

/// A value as SQLite stores it.
public enum StoredValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}
