import Model

/// Where a record stands in its source.
struct RecordSpan: Equatable, Sendable {
  /// First byte of the record in the source.
  var offset: UInt64
  /// Bytes including the newline, as far as the record's lines follow one another without a gap.
  var length: UInt64
  /// Physical line of its first byte, 1-based.
  var line: UInt64
  /// Physical lines that follow one another without a gap.
  var lineCount: UInt32 = 1

  /// Adds a further line of the record; one behind a gap is part of the record, not of its span.
  mutating func extend(by other: RecordSpan) {
    guard offset + length == other.offset else { return }
    length += other.length
    lineCount += other.lineCount
  }
}

/// What became of the bytes of a block. Every byte, newlines included, is counted once.
struct ByteLedger: Equatable, Sendable {
  /// First (mostly: only) lines of records, and the header of a CSV file.
  var parsed: UInt64 = 0
  /// Further lines of records: stack traces, partial lines, wrapped contexts, newlines inside quotes.
  var continuation: UInt64 = 0
  var blank: UInt64 = 0
  /// Lines that look like JSON and are not (they still give a text record), and binary bytes (no record).
  var malformed: UInt64 = 0
  /// Lines beyond the size limit.
  var skipped: UInt64 = 0
  /// Physical lines.
  var lines: UInt64 = 0
  /// Malformed lines, and which of the lines is the first, from 1.
  var malformedLines: UInt64 = 0
  var firstMalformed: UInt64?
  /// By line number of the source.
  var notices = ReadingNotices()

  var total: UInt64 { parsed + continuation + blank + malformed + skipped }

  static func += (a: inout ByteLedger, b: ByteLedger) {
    a.parsed += b.parsed
    a.continuation += b.continuation
    a.blank += b.blank
    a.malformed += b.malformed
    a.skipped += b.skipped
    a.firstMalformed = a.firstMalformed ?? b.firstMalformed.map { $0 + a.lines }
    a.malformedLines += b.malformedLines
    a.lines += b.lines
    a.notices.add(b.notices)
  }
}

/// What a reader must remember from one block of a source to the next.
///
/// Empty at the start of a source, and at every line end of sources whose records are single JSON lines.
struct FramingState: Equatable, Sendable {
  var lanes: [Lane] = []
  var csv: CSVFraming?
  /// The source runs backwards, newest line first, as Loki's and CloudWatch's exports may.
  var isReversed = false

  var isEmpty: Bool { lanes.isEmpty && csv == nil && !isReversed }

  /// One sequence of lines inside a source: a standard stream of one container or service.
  struct Lane: Equatable, Sendable {
    var id: UInt64
    /// A line whose envelope announced more.
    var partial: OpenText?
    /// A record that a later line may continue.
    var record: OpenText?

    var isEmpty: Bool { partial == nil && record == nil }
  }

  /// Bytes of an unfinished line or record.
  struct OpenText: Equatable, Sendable {
    var bytes: [UInt8]
    var envelope: Envelope
    var span: RecordSpan
    var lines = 1
    /// Physical line that was added last, and its time.
    var lastLine: UInt64
    var lastTime = Timestamp.unknown
    var shape = Shape.text

    init(_ text: Bytes, _ envelope: Envelope, _ span: RecordSpan) {
      bytes = Array(text)
      self.envelope = envelope
      self.span = span
      lastLine = span.line + UInt64(span.lineCount) - 1
      lastTime = envelope.time
    }
  }

  /// What continues an open record.
  enum Shape: Sendable {
    /// Indented lines, closing brackets.
    case text
    /// As text, and after `...:` and an empty line one further line of words.
    case awaitingText
    /// Everything up to `] message`: zero-cache's wrapped context.
    case context
    /// Everything up to `}`: an object printed over several lines.
    case object
    /// `] message` without the context before it: the rest may follow upside down.
    case contextEnd
    /// Lines of a source that runs backwards, in the order in which they were written.
    case reversed
    /// Only the prefix of an event, whose text follows on the next lines.
    case announced
  }

  func laneIndex(_ id: UInt64) -> Int? { lanes.firstIndex { $0.id == id } }

  mutating func ensureLane(_ id: UInt64) -> Int {
    if let index = laneIndex(id) { return index }
    lanes.append(Lane(id: id))
    return lanes.count - 1
  }

  mutating func removeLaneIfEmpty(_ index: Int) {
    if lanes[index].isEmpty { lanes.remove(at: index) }
  }
}
