import Dialects
import Model

/// What recognition says of one record beside its events.
struct Recognition {
  var entry: UInt16 = 0
  /// Whether the record is worth keeping its text.
  var isNotable = false
  var role = SourceRole.unknown
  /// Whether a proxy's log has such records too.
  var isRoleShared = false
}

/// Finds the events of records. Every worker has its own.
protocol RecordRecognizer: AnyObject {
  /// Adds the events of a record to the buffer.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - index: its number within its block.
  ///   - buffer: takes the events.
  /// - Returns: what else is known of the record.
  func recognize(_ record: inout ParsedRecord, index: UInt32, into buffer: EventBuffer) -> Recognition
  /// The record's text without secrets.
  func maskedText(of record: ParsedRecord, into buffer: EventBuffer) -> TextSpan
}
