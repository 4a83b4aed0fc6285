import CSQLite

/// One `SELECT` on a case, whose rows are read one by one.
public final class CaseQuery {
  public let columns: [String]
  private let connection: QueryConnection
  private let statement: OpaquePointer
  private let sql: String

  init(_ sql: String, parameters: [QueryParameter], on connection: QueryConnection) throws {
    self.sql = sql
    self.connection = connection
    connection.clock.reset()
    var prepared: OpaquePointer?
    let rest = try Self.prepare(sql, on: connection, into: &prepared)
    guard let prepared else { throw QueryFault.empty() }
    guard Self.isBlank(rest, on: connection) else {
      sqlite3_finalize(prepared)
      throw QueryFault.secondStatement(sql, at: sql.utf8.count - rest.utf8.count)
    }
    do {
      try QueryParameter.bind(parameters, to: prepared, sql: sql)
    } catch {
      sqlite3_finalize(prepared)
      throw error
    }
    statement = prepared
    columns = (0..<sqlite3_column_count(prepared)).map { index in
      sqlite3_column_name(prepared, index).map { String(cString: $0) } ?? ""
    }
  }

  deinit { sqlite3_finalize(statement) }

  /// The next row, nil after the last.
  ///
  /// - Throws: `QueryFault`: what went wrong while computing, or which limit was reached.
  public func next() throws(QueryFault) -> [StoredValue]? {
    connection.clock.resume()
    let code = sqlite3_step(statement)
    defer { connection.clock.pause() }
    switch code {
    case SQLITE_ROW: return (0..<Int32(columns.count)).map(value)
    case SQLITE_DONE: return nil
    default: throw fault(code)
    }
  }

  private func fault(_ code: Int32) -> QueryFault {
    switch code & 0xff {
    // VACUUM INTO asks only when it runs.
    case SQLITE_AUTH: .denied(sql, offset: nil)
    case SQLITE_INTERRUPT where connection.clock.isExceeded: .outOfTime(sql, connection.limits.seconds ?? 0)
    case SQLITE_INTERRUPT: .cancelled(sql)
    case SQLITE_NOMEM: .outOfMemory(sql, connection.limits.memory)
    case SQLITE_TOOBIG: .valueTooLong(sql, connection.limits.valueLength)
    default: .whileRunning(sql, reason: String(cString: sqlite3_errmsg(connection.file.database.handle)))
    }
  }

  /// Prepares the first statement; returns the text after it.
  private static func prepare(
    _ sql: String, on connection: QueryConnection, into prepared: inout OpaquePointer?
  ) throws -> Substring {
    guard !sql.utf8.contains(0) else { throw QueryFault.zeroByte(sql) }
    let handle = connection.file.database.handle
    var used = 0
    let code = sql.withCString { start in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(handle, start, -1, &prepared, &tail)
      used = tail.map { $0 - start } ?? 0
      return code
    }
    guard code == SQLITE_OK else {
      let offset = sqlite3_error_offset(handle)
      let reason = String(cString: sqlite3_errmsg(handle))
      if code & 0xff == SQLITE_NOMEM { throw QueryFault.outOfMemory(sql, connection.limits.memory) }
      throw QueryFault.notAccepted(
        sql, reason: reason, isDenied: code & 0xff == SQLITE_AUTH, offset: offset < 0 ? nil : Int(offset),
        names: try connection.names())
    }
    return sql[sql.utf8.index(sql.startIndex, offsetBy: used)...]
  }

  /// Whether a text has nothing but space, comments and semicolons.
  private static func isBlank(_ text: Substring, on connection: QueryConnection) -> Bool {
    let rest = text.drop { $0.isWhitespace || $0 == ";" }
    guard rest.hasPrefix("--") || rest.hasPrefix("/*") else { return rest.isEmpty }
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(connection.file.database.handle, String(rest), -1, &prepared, nil)
    sqlite3_finalize(prepared)
    return code == SQLITE_OK && prepared == nil
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
