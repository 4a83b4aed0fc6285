import CSQLite

/// Lets SQLite do nothing but read. The file is opened read-only as well; this also keeps other files out (ATTACH) and
/// settings unchanged (PRAGMA).
enum ReadOnlyAuthorizer {
  /// Pragmas that describe, also as tables: `pragma_table_info(...)`.
  private static let describing = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "function_list",
  ]

  /// Forbids everything else to a connection, once its tables of pragmas are made, which is more than reading.
  static func install(on handle: OpaquePointer) {
    sqlite3_set_authorizer(handle, nil, nil)
    for pragma in describing { sqlite3_exec(handle, "SELECT 1 FROM pragma_\(pragma) LIMIT 0", nil, nil, nil) }
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

  private static func onlyDescribes(_ pragma: UnsafePointer<CChar>?) -> Bool {
    guard let pragma else { return false }
    return describing.contains(String(cString: pragma).lowercased())
  }
}
