public import Model

/// Inserts what ingest makes into a case: prepared once, no text copied.
///
/// Everything runs in the transaction that the caller holds open (`CaseBuild`, `Database.transaction`).
public final class CaseWriter {
  let database: Database
  private let feed: RecordFeed
  private let text: Statement
  private let event: Statement
  private let symbol: Statement

  /// - Throws: `StoreError` when the case has not the tables of this schema.
  public init(_ caseFile: CaseFile) throws(StoreError) {
    database = caseFile.database
    feed = try RecordFeed(database)
    text = try database.prepare("INSERT INTO record_texts VALUES (?, ?)")
    event = try database.prepare("INSERT INTO event_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    symbol = try database.prepare("INSERT INTO symbols VALUES (?, ?)")
  }

  /// Stores records; they get the numbers that follow on those in the case, which must be theirs.
  public func insert(_ rows: [RecordRow]) throws(StoreError) {
    let result = rows.withUnsafeBufferPointer { rows in
      Result { () throws(StoreError) in try feed.insert(rows) }
    }
    try result.get()
  }

  /// Stores the masked text of a record.
  public func insert(text bytes: UnsafeRawBufferPointer, ofRecord number: Int64) throws(StoreError) {
    text.bind(1, number)
    text.bindBorrowed(2, bytes)
    try text.run()
  }

  /// Stores an event with the request and detail that it holds.
  public func insert(_ row: Event) throws(StoreError) {
    bindColumns(row)
    event.bind(16, row.request.isEmpty ? nil : row.request)
    event.bind(17, row.detail.isEmpty ? nil : row.detail)
    try event.run()
  }

  /// Stores an event whose request and detail are bytes that stand elsewhere; those in `row` are not looked at.
  public func insert(
    _ row: Event, request: UnsafeRawBufferPointer, detail: UnsafeRawBufferPointer
  ) throws(StoreError) {
    bindColumns(row)
    if request.isEmpty { event.bindNull(16) } else { event.bindBorrowed(16, request) }
    if detail.isEmpty { event.bindNull(17) } else { event.bindBorrowed(17, detail) }
    try event.run()
  }

  private func bindColumns(_ row: Event) {
    // The number that follows on the last one, which is the row's: SQLite then appends without looking for it.
    event.bindNull(1)
    event.bind(2, Int64(row.kind.rawValue))
    event.bind(3, row.record)
    event.bind(4, Int64(row.source))
    event.bind(5, row.at.stored)
    event.bind(6, Int64(row.group))
    event.bind(7, Int64(row.client))
    event.bind(8, Int64(row.connection))
    event.bind(9, Int64(row.user))
    event.bind(10, Int64(row.token))
    event.bind(11, row.mutation)
    event.bind(12, row.status.map(Int64.init))
    event.bind(13, row.number)
    event.bind(14, Int64(row.name))
    event.bind(15, Int64(row.address))
  }

  public func insert(symbol number: Symbol, _ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    symbol.bind(1, Int64(number))
    symbol.bindBorrowed(2, bytes)
    try symbol.run()
  }
}
