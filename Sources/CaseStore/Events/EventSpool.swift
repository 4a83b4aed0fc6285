import CSQLite
import Model

/// The events on their way into the case: written by thousands, and kept in memory for the correlation that follows, as
/// long as they are not too many.
final class EventSpool {
  /// Bytes of events that are kept; beyond that, correlation reads them from the file.
  static let limit = 224 << 20

  /// Everything that was written since the spool was made, unless `isComplete` is false.
  private(set) var table = EventTable()
  private(set) var isComplete: Bool
  /// Rows of `table` that are in the file.
  private var written = 0
  private let feed: RowFeed
  private let rows: FedEvents

  /// - Parameters:
  ///   - database: the case.
  ///   - isKept: whether the events are those of a new case, so that memory holds all of them.
  /// - Throws: `StoreError` when the case has not the tables of this schema.
  init(_ database: Database, isKept: Bool) throws(StoreError) {
    rows = FedEvents()
    feed = try RowFeed(database, into: "event_rows", columns: FedEvents.columns, rows: rows)
    isComplete = isKept
  }

  /// Takes an event whose request and detail are bytes that stand elsewhere; those in `event` are not looked at.
  func append(_ event: Event, request: UnsafeRawBufferPointer, detail: UnsafeRawBufferPointer) throws(StoreError) {
    table.append(event, request: request, detail: detail)
    if table.count % EventTable.rowsPerChunk == 0 { try write() }
  }

  func append(_ event: Event) throws(StoreError) {
    table.append(event)
    if table.count % EventTable.rowsPerChunk == 0 { try write() }
  }

  /// Writes what is not in the file yet.
  func write() throws(StoreError) {
    guard written < table.count, let chunk = table.chunks.last else { return }
    rows.chunk = chunk
    rows.first = written % EventTable.rowsPerChunk
    defer { rows.chunk = EventTable.Chunk() }
    try feed.insert()
    written = table.count
    if isComplete && table.bytes > Self.limit { isComplete = false }
    if !isComplete {
      table.removeAll()
      written = 0
    }
  }

  /// Takes back the events from a number on, in memory; the caller removes the rows.
  func remove(from number: Int64) throws(StoreError) {
    try write()
    var count = table.count
    while count > 0 && table[count - 1].id >= number { count -= 1 }
    table.truncate(to: count)
    written = count
  }
}

/// The rows of `event_rows` on their way into the case; their numbers follow on those in the table.
final class FedEvents: FedRows {
  static let columns = [
    "kind", "record", "source", "at", "grp", "client", "connection", "usr", "token", "mutation", "status", "number",
    "name", "address", "request", "detail",
  ]
  var chunk = EventTable.Chunk()
  /// Rows before this one are in the file already.
  var first = 0

  override var count: Int { chunk.rows.count - first }

  override func give(_ row: Int, _ column: Int32, to context: OpaquePointer?) {
    chunk.rows.withUnsafeBufferPointer { rows in
      let row = rows[first + row]
      switch column {
      case 0: sqlite3_result_int64(context, Int64(row.kind.rawValue))
      case 1: sqlite3_result_int64(context, row.record)
      case 2: sqlite3_result_int64(context, Int64(row.source))
      case 3: give(row.at, to: context)
      case 4: sqlite3_result_int64(context, Int64(row.group))
      case 5: sqlite3_result_int64(context, Int64(row.client))
      case 6: sqlite3_result_int64(context, Int64(row.connection))
      case 7: sqlite3_result_int64(context, Int64(row.user))
      case 8: sqlite3_result_int64(context, Int64(row.token))
      case 9: give(row.mutation, to: context)
      case 10: if row.status != .min { sqlite3_result_int64(context, Int64(row.status)) }
      case 11: give(row.number, to: context)
      case 12: sqlite3_result_int64(context, Int64(row.name))
      case 13: sqlite3_result_int64(context, Int64(row.address))
      case 14: giveText(Int(row.textOffset), Int(row.requestLength), to: context)
      default: giveText(Int(row.textOffset) + Int(row.requestLength), Int(row.detailLength), to: context)
      }
    }
  }

  private func give(_ number: Int64, to context: OpaquePointer?) {
    if number != .min { sqlite3_result_int64(context, number) }
  }

  /// The texts stay where they are until the statement has run, so SQLite needs no copy.
  private func giveText(_ offset: Int, _ length: Int, to context: OpaquePointer?) {
    guard length > 0 else { return }
    chunk.texts.withUnsafeBytes { texts in
      guard let base = texts.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
      sqlite3_result_text(context, base + offset, Int32(length), nil)
    }
  }
}
