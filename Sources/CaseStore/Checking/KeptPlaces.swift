/// Where the records of one source stand whose text the case keeps, in the order of the source, a part at a time.
public final class KeptPlaces {
  private let rows: Statement
  private let lookup: PlaceLookup
  private var isAtEnd = false
  private static let part = 1_000

  /// - Parameters:
  ///   - source: the source.
  ///   - file: the case.
  ///   - lookup: of the same case.
  /// - Throws: `StoreError` when the case cannot be read.
  public init(of source: Int32, in file: CaseFile, _ lookup: PlaceLookup) throws(StoreError) {
    // The records of a source have consecutive numbers, so only its own part of the table is read.
    let bounds = try file.database.prepare("SELECT min(record), max(record) FROM record_rows WHERE source = ?")
    bounds.bind(1, Int64(source))
    _ = try bounds.step()
    rows = try file.database.prepare(
      """
      SELECT r.record FROM record_texts t JOIN record_rows r ON r.record = t.record
      WHERE t.record BETWEEN ?1 AND ?2 AND r.source = ?3 ORDER BY r.offset, r.record
      """)
    rows.bind(1, bounds.integer(0))
    rows.bind(2, bounds.integer(1))
    rows.bind(3, Int64(source))
    self.lookup = lookup
  }

  /// The next records; none at the end.
  public func next() throws(StoreError) -> [RecordPlace] {
    var places: [RecordPlace] = []
    while !isAtEnd, places.count < Self.part {
      // Stepping on behind the last row would start anew.
      guard try rows.step() else {
        isAtEnd = true
        break
      }
      if let place = try lookup.place(rows.integer(0)) { places.append(place) }
    }
    return places
  }
}
