import Model

@testable import Ingest

/// A record as a test compares it: copied, since its bytes die with the next one.
struct SeenRecord: Equatable, CustomStringConvertible {
  var format: RecordFormat
  var level: LogLevel
  var stream: LogStream
  var time: String
  var origin: TimeOrigin
  var uncertainty: Int32
  var message: String
  var text: String
  /// The fields of depth 1, `key=value`; objects and arrays as `{}`.
  var fields: [String]
  var span: RecordSpan

  init(_ record: ParsedRecord, _ span: RecordSpan) {
    format = record.format
    level = record.level
    stream = record.stream
    time = record.time.iso
    origin = record.timeOrigin
    uncertainty = record.timeUncertainty
    message = String(decoding: record.message, as: UTF8.self)
    text = String(decoding: record.text, as: UTF8.self)
    fields = record.fields.filter { $0.depth == 1 }.map(Self.spelled)
    self.span = span
  }

  var description: String { "\(format) \(level) \(stream) \(time) \(origin) <\(message)> \(fields)" }

  private static func spelled(_ node: FieldNode) -> String {
    let key = String(decoding: node.keyBytes, as: UTF8.self)
    switch node.kind {
    case .string: return "\(key)=\(String(decoding: node.textBytes, as: UTF8.self))"
    case .integer: return "\(key)=\(node.integer)"
    case .double: return "\(key)=\(node.double)"
    case .bool: return "\(key)=\(node.integer == 1)"
    case .null: return "\(key)=null"
    case .object, .array: return "\(key)={}"
    }
  }
}

/// Reads sources as the pipeline does: in blocks of whole lines, with padding behind them.
enum Reading {
  struct Outcome: Equatable {
    var records: [SeenRecord] = []
    var ledger = ByteLedger()
    /// After each block that is not the last.
    var wasEmpty: [Bool] = []
  }

  static func records(_ source: String) -> [SeenRecord] { read(Array(source.utf8)).records }

  /// `linesPerBlock` nil: one block.
  static func read(_ source: [UInt8], linesPerBlock: Int? = nil) -> Outcome {
    let reader = RecordReader()
    reader.layout = source.withUnsafeBytes { SourceLayout(head: $0) }
    var outcome = Outcome()
    var state = FramingState()
    var start = 0
    for end in cuts(source, linesPerBlock) {
      let block = Array(source[start..<end]) + [UInt8](repeating: 0x7B, count: 64)
      let ledger = block.withUnsafeBytes { bytes in
        reader.read(
          UnsafeRawBufferPointer(rebasing: bytes[0..<end - start]), at: UInt64(start),
          firstLine: outcome.ledger.lines + 1, state: &state, isLast: end == source.count
        ) { outcome.records.append(SeenRecord($0, $1)) }
      }
      outcome.ledger += ledger
      if end < source.count { outcome.wasEmpty.append(state.isEmpty) }
      start = end
    }
    return outcome
  }

  private static func cuts(_ source: [UInt8], _ linesPerBlock: Int?) -> [Int] {
    guard let linesPerBlock else { return [source.count] }
    var cuts: [Int] = []
    var lines = 0
    for (index, byte) in source.enumerated() where byte == 0x0A {
      lines += 1
      if lines % linesPerBlock == 0, index + 1 < source.count { cuts.append(index + 1) }
    }
    return cuts + [source.count]
  }
}
