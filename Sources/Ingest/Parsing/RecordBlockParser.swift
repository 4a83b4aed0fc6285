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

  func parse(_ block: Block, carried: (any Sendable)?) -> (any Sendable)? {
    let result = block.result
    if let source = block.source, let table = source.table {
      var state = carried as? TableState ?? TableState(table)
      let ledger = tables.read(block, state: &state) { [self] in add(&$0, $1, to: result) }
      result.tally.add(ledger)
      return state
    }
    var state = carried as? FramingState ?? FramingState()
    let ledger = reader.read(
      block.content, at: block.offset, firstLine: block.firstLine, state: &state, isLast: block.isLast
    ) { [self] in add(&$0, $1, to: result) }
    result.tally.add(ledger)
    return state.isEmpty ? nil : state
  }

  private func add(_ record: inout ParsedRecord, _ span: RecordSpan, to result: BlockResult) {
    let level = record.level
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
    result.tally.count(record, role: recognition.role)
  }
}

extension SourceTally {
  fileprivate mutating func add(_ ledger: ByteLedger) {
    bytes.parsed += ledger.parsed
    bytes.continuation += ledger.continuation
    bytes.blank += ledger.blank
    bytes.malformed += ledger.malformed
    bytes.skipped += ledger.skipped
  }
}
