public import Model

/// One record of the case: where its bytes stand, when, and how they were read.
public struct RecordRow: Sendable, Hashable {
  public var record: Int64
  public var source: Int32
  /// First byte in the (uncompressed) source.
  public var offset: UInt64
  /// Bytes, line end included.
  public var length: UInt64
  /// 1-based physical line.
  public var line: UInt64
  public var at: Timestamp
  /// Time origin, level, stream and format, four bits each.
  public var facts: Int64
  /// Dialect entry; 0 is none.
  public var entry: Int64

  public init(
    record: Int64, source: Int32, offset: UInt64, length: UInt64, line: UInt64, at: Timestamp, facts: Int64,
    entry: Int64
  ) {
    self.record = record
    self.source = source
    self.offset = offset
    self.length = length
    self.line = line
    self.at = at
    self.facts = facts
    self.entry = entry
  }

  /// Packs what is known of a record into the `facts` column.
  @inlinable
  public static func facts(origin: TimeOrigin, level: LogLevel, stream: LogStream, format: RecordFormat) -> Int64 {
    Int64(origin.rawValue) | Int64(level.rawValue) << 4 | Int64(stream.rawValue) << 8 | Int64(format.rawValue) << 12
  }

  static let timeOrigins = TimeOrigin.allCases.map(\.name)
  static let levels = LogLevel.allCases.map(\.name)
  static let streams = LogStream.allCases.map(\.name)
  static let formats = RecordFormat.allCases.map(\.name)
}
