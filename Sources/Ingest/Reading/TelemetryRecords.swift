import JSONTape
import Model

/// Log records of OpenTelemetry's protocol in JSON.
extension RecordReader {
  /// Hands on the records of `resourceLogs`.
  func readTelemetry(
    _ spans: JSONSpans, _ resources: Range<Int>, _ level: Int, _ outer: Envelope, _ span: RecordSpan,
    _ state: inout FramingState, _ sink: RecordSink
  ) {
    spans.elements(at: resources.lowerBound) { resource in
      var envelope = outer
      envelope.mark(.otlp)
      if let source = spans.value(of: "resource", at: resource.lowerBound) {
        envelope.mixLane(spans.text.slice(source.lowerBound, source.upperBound))
      }
      guard let scopes = spans.value(of: "scopeLogs", at: resource.lowerBound) else { return }
      spans.elements(at: scopes.lowerBound) { scope in
        guard let records = spans.value(of: "logRecords", at: scope.lowerBound) else { return }
        spans.elements(at: records.lowerBound) { record in
          let text = spans.text.slice(record.lowerBound, record.upperBound)
          readLogRecord(text, envelope, level, place(of: text, in: span), &state, sink)
        }
      }
    }
  }

  private func readLogRecord(
    _ text: Bytes, _ outer: Envelope, _ level: Int, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) {
    guard let record = parsers[level].parse(text), record[0].kind == .object else { return }
    var envelope = outer
    let times = [record.firstIndex(key: "timeUnixNano"), record.firstIndex(key: "observedTimeUnixNano")]
    if let time = times.lazy.compactMap({ $0.flatMap { Self.time($0, record) } }).first {
      envelope.take(time, origin: .envelope)
    }
    if let number = record.first(key: "severityNumber"), number.kind == .integer {
      envelope.level = LevelWords.level(telemetry: number.integer)
    } else if let word = record.first(key: "severityText") {
      envelope.level = LevelWords.level(word.textBytes)
    }
    let body = record.firstIndex(key: "body").flatMap { record.firstIndex(key: "stringValue", of: $0) }
    if let body, isLine(record[body].textBytes, record) {
      return readInner(record[body].textBytes, envelope, level, span, &state, sink)
    }
    closeBefore(envelope, span, &state, sink)
    emitLogRecord(record, text, envelope, span, sink)
  }

  /// Whether a body is a line as a file had it: it shows its own beginning, or nothing but the file is told of it.
  private func isLine(_ body: Bytes, _ record: UnsafeMutableBufferPointer<FieldNode>) -> Bool {
    if TextShapes.isStructured(body) || LinePrefixes.isCollected(body) { return true }
    guard let attributes = record.firstIndex(key: "attributes") else { return true }
    var isAlone = true
    record.forEachChild(of: attributes) { pair in
      isAlone = record.first(key: "key", of: pair)?.textBytes.starts(with: "log.") ?? true
      return isAlone
    }
    return isAlone
  }

  /// Attributes are the fields; the body is words with a JSON object behind them, or itself fields.
  private func emitLogRecord(
    _ log: UnsafeMutableBufferPointer<FieldNode>, _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan,
    _ sink: RecordSink
  ) {
    var record = ParsedRecord()
    record.format = .json
    record.text = text
    fields.reset()
    if let attributes = log.firstIndex(key: "attributes") { appendPairs(log, attributes, &record) }
    if let id = log.first(key: "traceId"), id.textLength > 0 { fields.append("traceId", text: id.textBytes) }
    if let body = log.firstIndex(key: "body") {
      if let words = log.first(key: "stringValue", of: body) {
        record.message = readWords(words.textBytes)
      } else if let list = log.firstIndex(key: "kvlistValue", of: body),
        let values = log.firstIndex(key: "values", of: list)
      {
        appendPairs(log, values, &record)
      }
    }
    record.fields = fields.finish()
    if record.fields.first(key: "pid") != nil, record.fields.first(key: "worker") != nil { record.format = .zeroJSON }
    envelope.apply(to: &record)
    sink(&record, span)
  }

  /// `[{"key":"pid","value":{"intValue":"7"}}]`; a pair with the name of a message is the record's words.
  private func appendPairs(
    _ log: UnsafeMutableBufferPointer<FieldNode>, _ list: Int, _ record: inout ParsedRecord
  ) {
    log.forEachChild(of: list) { pair in
      guard let key = log.first(key: "key", of: pair), let value = log.firstIndex(key: "value", of: pair),
        Int(log[value].end) > value + 1
      else { return true }
      let inner = log[value + 1]
      if key.hasText("message") || key.hasText("msg"), inner.hasKey("stringValue"), record.message.isEmpty {
        record.message = readWords(inner.textBytes)
      } else if key.hasText("level"), inner.hasKey("stringValue"), record.level == .unknown {
        record.level = LevelWords.level(inner.textBytes)
      } else if inner.hasKey("intValue"), let number = Self.integer(inner) {
        fields.append(key: key.textBytes, integer: number)
      } else if inner.kind == .string {
        fields.append(key: key.textBytes, text: inner.textBytes)
      } else if inner.kind == .integer || inner.kind == .bool || inner.kind == .double {
        fields.append(key: key.textBytes, scalar: inner)
      }
      return true
    }
  }

  /// The protocol writes 64-bit numbers as strings.
  private static func integer(_ node: FieldNode) -> Int64? {
    if node.kind == .integer { return node.integer }
    guard node.kind == .string, node.textLength > 0, node.textLength < 19 else { return nil }
    let text = node.textBytes
    let isNegative = text.first == ASCII.hyphen
    var value: Int64 = 0
    for byte in text.dropFirst(isNegative ? 1 : 0) {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int64(byte - ASCII.zero)
    }
    return isNegative ? -value : value
  }
}
