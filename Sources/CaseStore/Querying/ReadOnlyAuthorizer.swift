import CSQLite

/// Lets SQLite do nothing but read. The file is opened read-only as well; this also keeps other files out (ATTACH) and
/// settings unchanged (PRAGMA).
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
