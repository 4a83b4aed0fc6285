public import Model

/// Where a record of the case stands in its source.
public struct RecordPlace: Sendable, Hashable {
  public var record: Int64
  public var source: Int32
  /// First byte in the (uncompressed) source.
  public var offset: UInt64
  /// Bytes, line end included.
  public var length: UInt64
  /// 1-based physical line.
  public var line: UInt64
  /// Its number, from 0, among the records that begin at the same byte: an exported document can hold many.
  public var ordinal: Int
  public var at = Timestamp.unknown
  /// Whether the time is that of a record shortly before it.
  public var isTimeInterpolated = false

  public init(record: Int64, source: Int32, offset: UInt64, length: UInt64, line: UInt64, ordinal: Int = 0) {
    self.record = record
    self.source = source
    self.offset = offset
    self.length = length
    self.line = line
    self.ordinal = ordinal
  }
}

/// What the case knows of the bytes of a source.
public struct SourcePlace: Sendable, Hashable {
  public var source: Int32
  /// As the user gave it, members of archives after `!`.
  public var path: String
  /// Hex digits of the SHA-256 of its (uncompressed) bytes.
  public var sha256: String
  public var size: UInt64

  public init(source: Int32, path: String, sha256: String, size: UInt64) {
    self.source = source
    self.path = path
    self.sha256 = sha256
    self.size = size
  }
}

/// Looks up where records and sources stand.
public final class PlaceLookup {
  let database: Database
  private let row: Statement
  private let kept: Statement

  public init(_ file: CaseFile) throws(StoreError) {
    database = file.database
    row = try database.prepare("SELECT source, offset, length, line, at, facts & 15 FROM record_rows WHERE record = ?")
    kept = try database.prepare("SELECT text FROM record_texts WHERE record = ?")
  }

  /// The sources of the case by their number.
  public func sources() throws(StoreError) -> [Int32: SourcePlace] {
    let rows = try database.prepare("SELECT source, path, sha256, size FROM source_rows")
    var sources: [Int32: SourcePlace] = [:]
    while try rows.step() {
      let number = Int32(truncatingIfNeeded: rows.integer(0))
      sources[number] = SourcePlace(
        source: number, path: rows.text(1) ?? "", sha256: rows.text(2) ?? "", size: UInt64(clamping: rows.integer(3)))
    }
    return sources
  }

  /// The number of the last source; 0 in an empty case.
  public func lastSource() throws(StoreError) -> Int32 {
    Int32(truncatingIfNeeded: try database.integer("SELECT max(source) FROM source_rows") ?? 0)
  }

  /// Where a record stands; nil where the case has no such record.
  public func place(_ record: Int64) throws(StoreError) -> RecordPlace? {
    guard var place = try read(record) else { return nil }
    while let before = try read(record - Int64(place.ordinal) - 1), before.source == place.source,
      before.offset == place.offset
    {
      place.ordinal += 1
    }
    return place
  }

  /// A record with those read before and after it in its source, in the order of the source.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - count: how many on either side.
  /// - Returns: none where the case has no such record.
  /// - Throws: `StoreError` when the case cannot be read.
  public func places(around record: Int64, count: Int) throws(StoreError) -> [RecordPlace] {
    guard let center = try place(record) else { return [] }
    var places: [RecordPlace] = [center]
    for number in max(1, record - Int64(count))...record + Int64(count) where number != record {
      if let near = try place(number), near.source == center.source { places.append(near) }
    }
    return places.sorted { ($0.offset, $0.record) < ($1.offset, $1.record) }
  }

  private func read(_ record: Int64) throws(StoreError) -> RecordPlace? {
    defer { row.reset() }
    row.bind(1, record)
    guard try row.step() else { return nil }
    var place = RecordPlace(
      record: record, source: Int32(truncatingIfNeeded: row.integer(0)), offset: UInt64(clamping: row.integer(1)),
      length: UInt64(clamping: row.integer(2)), line: UInt64(clamping: row.integer(3)))
    place.at = Timestamp(stored: row.optionalInteger(4))
    place.isTimeInterpolated = row.integer(5) == Int64(TimeOrigin.interpolated.rawValue)
    return place
  }
}

extension PlaceLookup {
  /// The text that the case keeps of a record, masked; nil for none.
  public func keptText(_ record: Int64) throws(StoreError) -> String? {
    defer { kept.reset() }
    kept.bind(1, record)
    return try kept.step() ? kept.text(0) : nil
  }
}
