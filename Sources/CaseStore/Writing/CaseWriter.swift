public import Model

/// Inserts what ingest makes into a case: prepared once, no text copied.
///
/// Everything runs in the transaction that the caller holds open (`CaseBuild`, `Database.transaction`).
public final class CaseWriter {
  let database: Database
  private let records: FedRecords
  private let recordFeed: RowFeed
  private let events: EventSpool
  private let text: Statement
  private let symbols = FedSymbols()
  private let symbolFeed: RowFeed
  let token: Statement
  /// Tokens that events of removed sources named.
  var tokensOfRemoved: Set<Int64> = []

  /// - Throws: `StoreError` when the case has not the tables of this schema.
  public init(_ caseFile: CaseFile) throws(StoreError) {
    database = caseFile.database
    records = FedRecords()
    recordFeed = try RowFeed(database, into: "record_rows", columns: FedRecords.columns, rows: records)
    events = try caseFile.spoolEvents()
    text = try database.prepare("INSERT INTO record_texts VALUES (?, ?)")
    symbolFeed = try RowFeed(database, into: "symbols", columns: FedSymbols.columns, rows: symbols)
    token = try database.prepare("INSERT OR REPLACE INTO token_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
  }

  /// Stores records; they get the numbers that follow on those in the case, which must be theirs.
  public func insert(_ rows: [RecordRow]) throws(StoreError) {
    let result = rows.withUnsafeBufferPointer { rows in
      Result { () throws(StoreError) in
        records.rows = rows
        defer { records.rows = UnsafeBufferPointer(start: nil, count: 0) }
        try recordFeed.insert()
      }
    }
    try result.get()
  }

  /// Stores the masked text of a record.
  public func insert(text bytes: UnsafeRawBufferPointer, ofRecord number: Int64) throws(StoreError) {
    text.bind(1, number)
    text.bindBorrowed(2, bytes)
    try text.run()
  }

  /// Stores an event with the request and detail that it holds, at the latest by `finishEvents()`.
  ///
  /// Events get the numbers that follow on those in the case, which must be theirs.
  public func insert(_ event: Event) throws(StoreError) { try events.append(event) }

  /// Stores an event whose request and detail are bytes that stand elsewhere; those in `event` are not looked at.
  public func insert(
    _ event: Event, request: UnsafeRawBufferPointer, detail: UnsafeRawBufferPointer
  ) throws(StoreError) {
    try events.append(event, request: request, detail: detail)
  }

  /// Lets events of any source be removed: they are in the file then, and memory holds them no longer.
  func releaseEvents() throws(StoreError) { try events.release() }

  func forgetEvents(from number: Int64) throws(StoreError) { try events.remove(from: number) }

  /// Writes the events that are held back still.
  public func finishEvents() throws(StoreError) { try events.write() }

  /// Stores symbols with the numbers that follow on those in the case.
  ///
  /// - Parameters:
  ///   - first: the number of the first.
  ///   - spans: where the text of each stands in `texts`.
  ///   - texts: UTF-8.
  /// - Throws: `StoreError` when the case cannot be written.
  public func insert(
    symbolsFrom first: Symbol, _ spans: ArraySlice<(offset: Int, length: Int)>, in texts: UnsafeRawBufferPointer
  ) throws(StoreError) {
    symbols.first = first
    symbols.spans = spans
    symbols.texts = texts
    defer { symbols.spans = [] }
    try symbolFeed.insert()
  }
}
