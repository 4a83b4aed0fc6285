import CSQLite
import Model

/// Rows in memory as a table-valued function, so that thousands of records are inserted by one statement.
///
/// `INSERT ... SELECT * FROM record_feed` costs a quarter of a statement per row. SQLite's virtual table interface
/// (sqlite.org/vtab.html), read only, without constraints.
final class RecordFeed {
  private let statement: Statement
  private let holder: Holder

  private static let schema = "CREATE TABLE record_feed (source, offset, length, line, at, facts, entry)"

  init(_ database: Database) throws(StoreError) {
    // The module must outlive the statement, so SQLite keeps this object until the connection closes.
    let holder = Holder()
    let context = Unmanaged.passRetained(holder).toOpaque()
    let code = sqlite3_create_module_v2(database.handle, "record_feed", Self.module, context) { context in
      if let context { Unmanaged<Holder>.fromOpaque(context).release() }
    }
    guard code == SQLITE_OK else { throw database.fault("record_feed") }
    statement = try database.prepare(
      """
      INSERT INTO record_rows (source, offset, length, line, at, facts, entry)
      SELECT source, offset, length, line, at, facts, entry FROM record_feed
      """)
    self.holder = holder
  }

  /// Inserts rows in their order; their numbers follow on those in the table.
  func insert(_ rows: UnsafeBufferPointer<RecordRow>) throws(StoreError) {
    guard !rows.isEmpty else { return }
    holder.rows = rows
    defer { holder.rows = UnsafeBufferPointer(start: nil, count: 0) }
    try statement.run()
  }

  /// What the callbacks read.
  fileprivate final class Holder {
    var rows = UnsafeBufferPointer<RecordRow>(start: nil, count: 0)
  }

  fileprivate struct Table {
    var base = sqlite3_vtab()
    var holder: Unmanaged<Holder>
  }

  fileprivate struct Cursor {
    var base = sqlite3_vtab_cursor()
    var index = 0
    var rows: UnsafeBufferPointer<RecordRow>
  }

  /// Allocated once and never freed, because SQLite keeps the pointer.
  // nonisolated(unsafe) because nobody writes to it after it is made.
  nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    module.initialize(to: makeModule())
    return UnsafePointer(module)
  }()
}

extension RecordFeed {
  private static func makeModule() -> sqlite3_module {
    var module = sqlite3_module()
    module.iVersion = 0
    module.xConnect = { database, context, _, _, table, _ in
      guard let context, let table, sqlite3_declare_vtab(database, RecordFeed.schema) == SQLITE_OK else {
        return SQLITE_ERROR
      }
      let made = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      made.initialize(to: Table(holder: Unmanaged<Holder>.fromOpaque(context)))
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
      let holder = UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).pointee.holder
      let made = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
      made.initialize(to: Cursor(rows: holder.takeUnretainedValue().rows))
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
      return state.pointee.index < state.pointee.rows.count ? 0 : 1
    }
    module.xRowid = { cursor, number in
      number?.pointee = Int64(UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self).pointee.index ?? 0)
      return SQLITE_OK
    }
    module.xColumn = { cursor, context, column in
      guard let state = UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self) else {
        return SQLITE_ERROR
      }
      RecordFeed.give(state.pointee.rows[state.pointee.index], column, to: context)
      return SQLITE_OK
    }
  }

  @inline(__always)
  private static func give(_ row: RecordRow, _ column: Int32, to context: OpaquePointer?) {
    switch column {
    case 0: sqlite3_result_int64(context, Int64(row.source))
    case 1: sqlite3_result_int64(context, Int64(bitPattern: row.offset))
    case 2: sqlite3_result_int64(context, Int64(bitPattern: row.length))
    case 3: sqlite3_result_int64(context, Int64(bitPattern: row.line))
    case 4: if row.at.isKnown { sqlite3_result_int64(context, row.at.microseconds) }
    case 5: sqlite3_result_int64(context, row.facts)
    default: sqlite3_result_int64(context, row.entry)
    }
  }
}
