import Model

/// The events on their way into the case: written by thousands, and kept in memory for the correlation that follows, as
/// long as they are not too many.
final class EventSpool {
  /// Bytes of events that are kept; beyond that, correlation reads them from the file.
  static let limit = 224 << 20
  private let limit: Int

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
  ///   - limit: bytes of events that are kept.
  /// - Throws: `StoreError` when the case has not the tables of this schema.
  init(_ database: Database, isKept: Bool, limit: Int = EventSpool.limit) throws(StoreError) {
    rows = FedEvents()
    feed = try RowFeed(database, into: "event_rows", columns: FedEvents.columns, rows: rows)
    isComplete = isKept
    self.limit = limit
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
    if isComplete && table.bytes > limit { isComplete = false }
    if !isComplete {
      table.removeAll()
      written = 0
    }
  }

  /// Writes everything and keeps nothing: the file alone tells what there is.
  func release() throws(StoreError) {
    try write()
    isComplete = false
    table.removeAll()
    written = 0
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
