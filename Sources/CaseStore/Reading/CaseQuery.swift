import CSQLite

/// One `SELECT` on a case, whose rows are read one by one. Nothing but reading is possible.
public final class CaseQuery {
  public let columns: [String]
  private let file: CaseFile
  private let statement: OpaquePointer
  private let sql: String

  /// Opens a case for reading and prepares the query.
  ///
  /// - Parameters:
  ///   - sql: One statement that reads.
  ///   - path: The case file.
  /// - Throws: `StoreError` when the file is no case; `QueryFault` when the SQL is wrong or not only reading.
  public init(_ sql: String, path: String) throws {
    file = try CaseFile(path: path, access: .readOnly)
    self.sql = sql
    let names = try SchemaNames(file.database)
    ReadOnlyAuthorizer.install(on: file.database.handle)
    var prepared: OpaquePointer?
    let rest = try Self.prepare(sql, on: file.database.handle, into: &prepared, names: names)
    guard let prepared else { throw QueryFault.empty() }
    guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
      sqlite3_finalize(prepared)
      throw QueryFault.secondStatement(sql, at: sql.utf8.count - rest.utf8.count)
    }
    statement = prepared
    columns = (0..<sqlite3_column_count(prepared)).map { index in
      sqlite3_column_name(prepared, index).map { String(cString: $0) } ?? ""
    }
  }

  deinit { sqlite3_finalize(statement) }

  /// The next row, nil after the last.
  public func next() throws -> [StoredValue]? {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return (0..<Int32(columns.count)).map(value)
    case SQLITE_DONE: return nil
    // VACUUM INTO asks only when it runs.
    case let code where code & 0xff == SQLITE_AUTH: throw QueryFault.denied(sql, offset: nil)
    default: throw QueryFault(message: String(cString: sqlite3_errmsg(file.database.handle)), sql: sql)
    }
  }

  /// Prepares the first statement; returns the text after it.
  private static func prepare(
    _ sql: String, on handle: OpaquePointer, into prepared: inout OpaquePointer?, names: SchemaNames
  ) throws -> Substring {
    var used = 0
    let code = sql.withCString { start in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(handle, start, -1, &prepared, &tail)
      used = tail.map { $0 - start } ?? 0
      return code
    }
    guard code == SQLITE_OK else {
      let offset = sqlite3_error_offset(handle)
      throw QueryFault.notAccepted(
        sql, reason: String(cString: sqlite3_errmsg(handle)), isDenied: code & 0xff == SQLITE_AUTH,
        offset: offset < 0 ? nil : Int(offset), names: names)
    }
    return sql[sql.utf8.index(sql.startIndex, offsetBy: used)...]
  }

  private func value(_ column: Int32) -> StoredValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_NULL: return .null
    default:
      guard let bytes = sqlite3_column_text(statement, column) else { return .text("") }
      let count = Int(sqlite3_column_bytes(statement, column))
      return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    }
  }
}

/// Lets SQLite do nothing but read. The file is opened read-only as well; this also keeps other files out (ATTACH)
/// and settings unchanged (PRAGMA).
enum ReadOnlyAuthorizer {
  static func install(on handle: OpaquePointer) {
    sqlite3_set_authorizer(
      handle,
      { _, action, first, second, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: SQLITE_OK
        case SQLITE_FUNCTION: ReadOnlyAuthorizer.isHarmful(second) ? SQLITE_DENY : SQLITE_OK
        case SQLITE_PRAGMA: ReadOnlyAuthorizer.onlyDescribes(first) ? SQLITE_OK : SQLITE_DENY
        default: SQLITE_DENY
        }
      }, nil)
  }

  private static func isHarmful(_ function: UnsafePointer<CChar>?) -> Bool {
    function.map { ["load_extension", "fts3_tokenizer"].contains(String(cString: $0).lowercased()) } ?? true
  }

  /// `pragma_table_info(...)` and the like ask through a pragma.
  private static func onlyDescribes(_ pragma: UnsafePointer<CChar>?) -> Bool {
    guard let pragma else { return false }
    let describing = ["table_info", "table_xinfo", "table_list", "index_list", "index_info", "function_list"]
    return describing.contains(String(cString: pragma).lowercased())
  }
}
