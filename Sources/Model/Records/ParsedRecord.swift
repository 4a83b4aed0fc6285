/// One record as a worker sees it: envelope removed, inner format parsed, secrets still raw.
///
/// Every pointer is borrowed from the worker's buffers and dies with the next record. Nothing of it may be stored
/// before it went through masking.
public struct ParsedRecord {
  public var format: RecordFormat = .unknown
  public var envelope: EnvelopeKind = .none
  public var level: LogLevel = .unknown
  public var stream: LogStream = .unknown
  public var time: Timestamp = .unknown
  public var timeOrigin: TimeOrigin = .none
  /// How far the time may be off, microseconds (1 s for a fly.io line that shows whole seconds).
  public var timeUncertainty: Int32 = 0
  /// The text that dialects match: the `message` or `msg` of JSON, the words of a text line without context and JSON.
  public var message = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The whole inner text without its envelope (joined, when it spans physical lines).
  public var text = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The fields, flattened; index 0 is the root object when there are any.
  public var fields = UnsafeMutableBufferPointer<FieldNode>(start: nil, count: 0)

  public init() {}
}
