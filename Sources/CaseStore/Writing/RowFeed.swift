import CSQLite

/// Rows in memory as a table-valued function, so that thousands of rows are inserted by one statement.
///
/// `INSERT ... SELECT * FROM feed` costs a quarter of a statement per row. SQLite's virtual table interface
/// (sqlite.org/vtab.html), read only, without constraints.
final class RowFeed {
  private let statement: Statement
  private let rows: FedRows

  /// - Parameters:
  ///   - database: the case.
  ///   - table: where the rows go.
  ///   - columns: the columns that `rows` gives, in their order; the others take their default.
  ///   - rows: where they come from.
  /// - Throws: `StoreError` when the table has not these columns.
  init(_ database: Database, into table: String, columns: [String], rows: FedRows) throws(StoreError) {
    let list = columns.joined(separator: ", ")
    rows.schema = "CREATE TABLE feed (\(list))"
    // The module must outlive the statement, so SQLite keeps the rows until the connection closes.
    let context = Unmanaged.passRetained(rows).toOpaque()
    let code = sqlite3_create_module_v2(database.handle, "feed_of_\(table)", Self.module, context) { context in
      if let context { Unmanaged<FedRows>.fromOpaque(context).release() }
    }
    guard code == SQLITE_OK else { throw database.fault("feed_of_\(table)") }
    statement = try database.prepare("INSERT INTO \(table) (\(list)) SELECT \(list) FROM feed_of_\(table)")
    self.rows = rows
  }

  /// Inserts the rows that stand in `rows` now, in their order.
  func insert() throws(StoreError) {
    if rows.count > 0 { try statement.run() }
  }

  fileprivate struct Table {
    var base = sqlite3_vtab()
    var rows: Unmanaged<FedRows>
  }

  fileprivate struct Cursor {
    var base = sqlite3_vtab_cursor()
    var index = 0
    let count: Int
    let rows: Unmanaged<FedRows>
  }

  /// Allocated once and never freed, because SQLite keeps the pointer.
  // nonisolated(unsafe) because nobody writes to it after it is made.
  nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    module.initialize(to: makeModule())
    return UnsafePointer(module)
  }()
}

/// What a feed reads: a class, because C callbacks reach it through a pointer.
class FedRows {
  fileprivate(set) var schema = ""
  /// How many rows stand here now.
  var count: Int { 0 }
  /// Hands one value to SQLite; handing nothing is NULL.
  func give(_ row: Int, _ column: Int32, to context: OpaquePointer?) {}
}

extension RowFeed {
  private static func makeModule() -> sqlite3_module {
    var module = sqlite3_module()
    module.iVersion = 0
    module.xConnect = { database, context, _, _, table, _ in
      guard let context, let table else { return SQLITE_ERROR }
      let rows = Unmanaged<FedRows>.fromOpaque(context)
      guard sqlite3_declare_vtab(database, rows.takeUnretainedValue().schema) == SQLITE_OK else { return SQLITE_ERROR }
      let made = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      made.initialize(to: Table(rows: rows))
      table.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self).deallocate()
      return SQLITE_OK
    }
    module.xBestIndex = { _, info in
      info?.pointee.estimatedCost = 1
      return SQLITE_OK
    }
    addCursor(to: &module)
    return module
  }

  private static func addCursor(to module: inout sqlite3_module) {
    module.xOpen = { table, cursor in
      guard let table, let cursor else { return SQLITE_ERROR }
      let rows = UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).pointee.rows
      let made = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
      made.initialize(to: Cursor(count: rows.takeUnretainedValue().count, rows: rows))
      cursor.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.xClose = { cursor in
      UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self).deallocate()
      return SQLITE_OK
    }
    module.xFilter = { cursor, _, _, _, _ in
      UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self).pointee.index = 0
      return SQLITE_OK
    }
    module.xNext = { cursor in
      UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self).pointee.index += 1
      return SQLITE_OK
    }
    module.xEof = { cursor in
      guard let state = UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self) else { return 1 }
      return state.pointee.index < state.pointee.count ? 0 : 1
    }
    module.xRowid = { cursor, number in
      number?.pointee = Int64(UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self).pointee.index ?? 0)
      return SQLITE_OK
    }
    module.xColumn = { cursor, context, column in
      guard let state = UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self) else {
        return SQLITE_ERROR
      }
      let index = state.pointee.index
      state.pointee.rows._withUnsafeGuaranteedRef { $0.give(index, column, to: context) }
      return SQLITE_OK
    }
  }
}
