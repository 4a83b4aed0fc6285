import CaseStore
import Dialects
import Model

/// The parser of the product: envelopes and formats by `RecordReader`, tables by `TableReader`, events by dialects.
final class RecordBlockParser<Recognizer: RecordRecognizer>: BlockParser {
  private let recognizer: Recognizer
  private let keptText: KeptText
  private let reader = RecordReader()
  private let tables = TableReader()

  init(recognizer: Recognizer, keptText: KeptText) {
    self.recognizer = recognizer
    self.keptText = keptText
  }

  func parse(_ lines: Lines, into result: BlockResult, carried: (any Sendable)?) -> (any Sendable)? {
    if let table = lines.table {
      var state = carried as? TableState ?? TableState(table)
      let ledger = tables.read(lines, state: &state) { [self] in add(&$0, $1, to: result) }
      result.tally.add(ledger, firstLine: lines.firstLine)
      return state
    }
    var state = carried as? FramingState ?? FramingState()
    reader.layout = lines.layout
    let ledger = reader.read(
      lines.content, at: lines.offset, firstLine: lines.firstLine, state: &state, isLast: lines.isLast
    ) { [self] in add(&$0, $1, to: result) }
    result.tally.add(ledger, firstLine: lines.firstLine)
    return state.isEmpty ? nil : state
  }

  func isSame(_ one: (any Sendable)?, _ other: (any Sendable)?) -> Bool {
    if one == nil && other == nil { return true }
    guard let one = one as? FramingState, let other = other as? FramingState else { return false }
    return one == other
  }

  private func add(_ record: inout ParsedRecord, _ span: RecordSpan, to result: BlockResult) {
    let level = record.level
    if record.envelope == .syslog, !record.time.isKnown { result.tally.notices.note(.undatedSyslog, line: span.line) }
    let index = UInt32(truncatingIfNeeded: result.records.count)
    let recognition = recognizer.recognize(&record, index: index, into: result.events)
    let keepsText =
      switch keptText {
      case .all: true
      case .notable: recognition.isNotable || level >= .warn
      case .none: false
      }
    let facts = RecordRow.facts(
      origin: record.timeOrigin, level: record.level, stream: record.stream, format: record.format)
    result.records.append(
      BlockRecord(
        offset: span.offset, length: span.length, line: span.line, at: record.time,
        text: keepsText ? recognizer.maskedText(of: record, into: result.events) : .none,
        facts: UInt16(truncatingIfNeeded: facts), entry: recognition.entry))
    result.tally.count(record, role: recognition.role, isRoleShared: recognition.isRoleShared)
  }
}

extension SourceTally {
  fileprivate mutating func add(_ ledger: ByteLedger, firstLine: UInt64) {
    malformed += Int64(ledger.malformedLines)
    firstMalformedLine = firstMalformedLine ?? ledger.firstMalformed.map { firstLine + $0 - 1 }
    notices.add(ledger.notices)
    bytes.parsed += ledger.parsed
    bytes.continuation += ledger.continuation
    bytes.blank += ledger.blank
    bytes.malformed += ledger.malformed
    bytes.skipped += ledger.skipped
  }
}
