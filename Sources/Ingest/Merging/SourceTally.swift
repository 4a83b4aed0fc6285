import CaseStore
import Model

/// What is counted of a source, block by block.
struct SourceTally {
  /// What became of the bytes.
  struct Bytes {
    var parsed: UInt64 = 0
    var continuation: UInt64 = 0
    var blank: UInt64 = 0
    var malformed: UInt64 = 0
    var skipped: UInt64 = 0
  }
  var bytes = Bytes()
  var records: Int64 = 0
  var malformed: Int64 = 0
  var firstMalformedLine: UInt64?
  var notices = ReadingNotices()
  var firstAt = Timestamp.unknown
  var lastAt = Timestamp.unknown
  private(set) var level = LogLevel.unknown
  private var formats = Votes<RecordFormat>()
  private var roles = RoleVotes()
  private var envelopes = Votes<EnvelopeKind>()

  /// Counts a record. Time and level are looked at as the record says them, not as they are guessed.
  mutating func count(_ record: borrowing ParsedRecord, role: SourceRole, isRoleShared: Bool = false) {
    records += 1
    if record.time.isKnown { widen(to: record.time, record.time) }
    lower(to: record.level)
    formats.add(record.format)
    envelopes.add(record.envelope)
    roles.add(role == .unknown ? Self.role(of: record.format) : role, isShared: isRoleShared)
  }

  mutating func add(_ other: SourceTally) {
    bytes.parsed += other.bytes.parsed
    bytes.continuation += other.bytes.continuation
    bytes.blank += other.bytes.blank
    bytes.malformed += other.bytes.malformed
    bytes.skipped += other.bytes.skipped
    records += other.records
    malformed += other.malformed
    firstMalformedLine = firstMalformedLine ?? other.firstMalformedLine
    notices.add(other.notices)
    if other.firstAt.isKnown { widen(to: other.firstAt, other.lastAt) }
    lower(to: other.level)
    formats.add(other.formats)
    roles.add(other.roles)
    envelopes.add(other.envelopes)
  }

  private mutating func widen(to first: Timestamp, _ last: Timestamp) {
    if !firstAt.isKnown || first < firstAt { firstAt = first }
    if !lastAt.isKnown || last > lastAt { lastAt = last }
  }

  private mutating func lower(to other: LogLevel) {
    if other != .unknown && (level == .unknown || other < level) { level = other }
  }

  /// The role that a format alone gives away.
  private static func role(of format: RecordFormat) -> SourceRole {
    switch format {
    case .zeroJSON, .zeroText: .syncServer
    case .row: .database
    default: .unknown
    }
  }

  var format: RecordFormat { formats.winner ?? .unknown }
  var role: SourceRole { roles.winner }

  /// Puts everything into the row of the source.
  func fill(_ row: inout SourceRow) {
    row.records = records
    row.format = format.name
    row.role = role
    row.envelope = (envelopes.winner ?? .none).name
    row.level = level
    row.firstAt = firstAt
    row.lastAt = lastAt
    row.bytesParsed = bytes.parsed
    row.bytesContinuation = bytes.continuation
    row.bytesBlank = bytes.blank
    row.bytesMalformed = bytes.malformed
    row.bytesSkipped = bytes.skipped
    row.malformed = malformed
    row.firstMalformedLine = firstMalformedLine.map { Int64(clamping: $0) }
  }
}
