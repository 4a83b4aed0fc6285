import JSONTape
import Model

/// Records that are one JSON object.
extension RecordReader {
  /// Hands on an object: zero-cache's JSON sink, or any other JSON logger.
  func emitObject(
    _ fields: UnsafeMutableBufferPointer<FieldNode>, _ shape: ObjectShape, text: Bytes, _ outer: Envelope,
    _ span: RecordSpan, _ sink: RecordSink
  ) {
    var record = ParsedRecord()
    var envelope = outer
    record.text = text
    record.fields = fields
    if shape.pid != 0, shape.worker != 0, shape.level != 0, fields[shape.level].kind == .string {
      readZeroObject(fields, shape, &record, &envelope)
    } else {
      readLoggerObject(fields, shape, &record, &envelope)
    }
    envelope.apply(to: &record)
    sink(&record, span)
  }

  private func readZeroObject(
    _ fields: UnsafeMutableBufferPointer<FieldNode>, _ shape: ObjectShape, _ record: inout ParsedRecord,
    _ envelope: inout Envelope
  ) {
    record.format = .zeroJSON
    record.level = LevelWords.level(fields[shape.level].textBytes)
    if shape.message != 0, fields[shape.message].kind == .string { record.message = fields[shape.message].textBytes }
    // The sink writes no time. A collector that adds its own to the object calls it a timestamp; a status event carries
    // one, which is all that a bare log has.
    if envelope.time.isKnown { return }
    if let time = Self.time(shape.timestamp, fields) {
      envelope.take(time, origin: .envelope)
    } else if record.message.starts(with: "ZeroEvent:"), let time = Self.time(shape.time, fields) {
      envelope.take(time, origin: .body)
    }
  }

  private func readLoggerObject(
    _ fields: UnsafeMutableBufferPointer<FieldNode>, _ shape: ObjectShape, _ record: inout ParsedRecord,
    _ envelope: inout Envelope
  ) {
    record.format = .json
    let text = Self.string(shape.msg, fields) ?? Self.string(shape.message, fields) ?? Self.string(shape.event, fields)
    if let text { record.message = text }
    record.level = Self.level(shape.level, fields)
    if record.level == .unknown { record.level = Self.level(shape.severity, fields) }
    let time =
      Self.time(shape.msec, fields) ?? Self.time(shape.time, fields) ?? Self.time(shape.timestamp, fields)
      ?? Self.time(shape.ts, fields)
    if let time { envelope.take(time, origin: .body) }
  }

  private static func string(_ index: Int, _ fields: UnsafeMutableBufferPointer<FieldNode>) -> Bytes? {
    index != 0 && fields[index].kind == .string ? fields[index].textBytes : nil
  }

  private static func level(_ index: Int, _ fields: UnsafeMutableBufferPointer<FieldNode>) -> LogLevel {
    guard index != 0 else { return .unknown }
    let node = fields[index]
    return node.kind == .integer ? LevelWords.level(pino: node.integer) : LevelWords.level(node.textBytes)
  }

  static func time(_ index: Int, _ fields: UnsafeMutableBufferPointer<FieldNode>) -> CivilTime? {
    index == 0 ? nil : time(of: fields[index])
  }

  /// The time that a field holds: ISO 8601, an access log's spelling, or a number since 1970.
  static func time(of node: FieldNode) -> CivilTime? {
    switch node.kind {
    case .integer: return CivilTime.epoch(node.integer)
    case .double: return CivilTime.epoch(node.double)
    case .string:
      let text = node.textBytes
      if let time = CivilTime.iso(text) { return time }
      return CivilTime.epoch(text) ?? CivilTime.accessLog(text, at: 0)
    default: return nil
    }
  }
}
