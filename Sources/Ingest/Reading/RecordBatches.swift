import JSONTape
import Model

/// Documents that hold many records: every record is read by itself and has its own place in the source.
enum RecordBatch {
  /// `{"resourceLogs":[{"scopeLogs":[{"logRecords":[...]}]}]}`: OpenTelemetry.
  case telemetry
  /// `{"data":{"result":[{"stream":{...},"values":[["ns","line"]]}]}}`: Loki's queries; `{"streams":[...]}`: its pushes.
  case streams
  /// Objects with a time and a line each, as CloudWatch's command line and subscriptions write.
  case events
  /// `{"results":[[{"field":"@timestamp","value":"..."}]]}`: CloudWatch Insights.
  case rows
  /// `{"hits":{"hits":[...]}}`: an answer of Elasticsearch.
  case hits
  /// Spans and metrics of OpenTelemetry, and series of numbers: no log.
  case foreign

  /// What the array or object at `index` of a document holds; nil where it is part of a single record.
  init?(_ fields: UnsafeMutableBufferPointer<FieldNode>, at index: Int) {
    let node = fields[index]
    if node.hasKey("body") {
      // A request that somebody kept, with the document as its body.
      guard index + 1 < Int(node.end), fields[index + 1].keyLength > 8 else { return nil }
      self.init(telemetry: fields[index + 1])
      return
    }
    if let telemetry = RecordBatch(telemetry: node) {
      self = telemetry
    } else if node.hasKey("data") {
      guard let result = fields.first(key: "result", of: index), result.kind == .array else { return nil }
      self = fields.first(key: "resultType", of: index)?.hasText("streams") ?? true ? .streams : .foreign
    } else if node.hasKey("hits") {
      guard fields.first(key: "hits", of: index)?.kind == .array else { return nil }
      self = .hits
    } else {
      guard node.kind == .array else { return nil }
      self.init(element: index + 1, of: node, fields)
    }
  }

  /// What a member of a large document holds, by its name and its first byte.
  init?(name: Bytes, _ first: UInt8) {
    if first == ASCII.openBracket {
      if name.equals("resourceLogs") {
        self = .telemetry
      } else if name.equals("streams") {
        self = .streams
      } else if name.equals("events") || name.equals("logEvents") {
        self = .events
      } else if name.equals("results") {
        self = .rows
      } else {
        return nil
      }
    } else if first == ASCII.openBrace, name.equals("data") || name.equals("hits") {
      self = name.equals("data") ? .streams : .hits
    } else {
      return nil
    }
  }

  private init?(telemetry node: FieldNode) {
    guard node.kind == .array else { return nil }
    if node.hasKey("resourceLogs") {
      self = .telemetry
    } else if node.hasKey("resourceSpans") || node.hasKey("resourceMetrics") {
      self = .foreign
    } else {
      return nil
    }
  }

  private init?(element: Int, of array: FieldNode, _ fields: UnsafeMutableBufferPointer<FieldNode>) {
    if fields[element].kind == .array {
      guard array.hasKey("results"), fields[element + 1].kind == .object,
        fields.first(key: "field", of: element + 1) != nil
      else { return nil }
      self = .rows
    } else if array.hasKey("streams"), fields.first(key: "values", of: element) != nil {
      self = .streams
    } else {
      let shape = ObjectShape(fields, root: element)
      guard shape.isEvent else { return nil }
      self = .events
    }
  }
}

extension ObjectShape {
  /// Whether an element of an array is a record by itself: it has a time, and words.
  var isEvent: Bool {
    (timestamp != 0 || time != 0 || ts != 0) && (message != 0 || msg != 0 || line != 0 || log != 0 || payload != 0)
  }
}

extension RecordReader {
  /// Hands on the records of a document, in its order. Lines of one may be continued by the next, as anywhere.
  func readBatch(
    _ batch: RecordBatch, _ text: Bytes, _ key: Bytes, _ level: Int, _ outer: Envelope, _ span: RecordSpan,
    _ state: inout FramingState, _ sink: RecordSink
  ) {
    let spans = JSONSpans(text: text)
    let key = Array(key)
    var found: Range<Int>?
    spans.members(at: 0) { name, value in
      if found == nil, name.elementsEqual(key) { found = value }
    }
    guard let found else { return }
    switch batch {
    case .telemetry:
      let logs =
        text[found.lowerBound] == ASCII.openBrace ? spans.value(of: "resourceLogs", at: found.lowerBound) : found
      if let logs { readTelemetry(spans, logs, level, outer, span, &state, sink) }
    case .streams:
      let result = text[found.lowerBound] == ASCII.openBrace ? spans.value(of: "result", at: found.lowerBound) : found
      if let result { readStreams(spans, result, level, outer, span, &state, sink) }
    case .events: readElements(spans, found, level, outer, span, &state, sink)
    case .rows:
      spans.elements(at: found.lowerBound) { readRow($0, spans, level, outer, span, &state, sink) }
    case .hits:
      guard let inner = spans.value(of: "hits", at: found.lowerBound) else { break }
      readElements(spans, inner, level, outer, span, &state, sink)
    case .foreign: notices.note(.foreignDocument, line: span.line)
    }
  }

  /// A document that is too large for the parser, known by the names of its members alone. False when it is none.
  func readLargeBatch(
    _ text: Bytes, _ level: Int, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState,
    _ sink: RecordSink
  ) -> Bool {
    guard level < Self.nestingLimit, text.first == ASCII.openBrace else { return false }
    let spans = JSONSpans(text: text)
    guard spans.end(at: 0) == text.count else { return false }
    var found: (batch: RecordBatch, key: Bytes)?
    spans.members(at: 0) { key, value in
      if found == nil, let batch = RecordBatch(name: key, text[value.lowerBound]) { found = (batch, key) }
    }
    guard let found else { return false }
    readBatch(found.batch, text, found.key, level, envelope, span, &state, sink)
    return true
  }

  /// A line that is an array of records: `[{...},{...}]`. False when it is none.
  func readArray(
    _ text: Bytes, _ level: Int, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState,
    _ sink: RecordSink
  ) -> Bool {
    guard level < Self.nestingLimit, text.count <= Self.documentLimit, let array = parsers[level].parse(text),
      array.count > 1
    else { return false }
    let isRow = array.first(key: "field", of: 1) != nil
    guard isRow || ObjectShape(array, root: 1).isEvent else { return false }
    closeBefore(envelope, span, &state, sink)
    var inside = FramingState()
    let spans = JSONSpans(text: text)
    if isRow {
      readRow(0..<text.count, spans, level, envelope, span, &inside, sink)
    } else {
      readElements(spans, 0..<text.count, level, envelope, span, &inside, sink)
    }
    releaseAll(&inside, sink)
    return true
  }

  /// Objects one behind the other on a line, as Firehose puts them into files. False when they are not.
  func readConcatenated(
    _ text: Bytes, _ level: Int, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState,
    _ sink: RecordSink
  ) -> Bool {
    guard text.last == ASCII.closeBrace, text.count <= Self.documentLimit else { return false }
    let spans = JSONSpans(text: text)
    var ranges: [Range<Int>] = []
    var at = 0
    while at < text.count {
      guard text[at] == ASCII.openBrace, let end = spans.end(at: at),
        parsers[Self.nestingLimit].parse(text.slice(at, end)) != nil
      else { return false }
      ranges.append(at..<end)
      at = spans.behindBlanks(end)
    }
    guard ranges.count > 1 else { return false }
    for range in ranges {
      let part = text.slice(range.lowerBound, range.upperBound)
      _ = readLine(part, envelope, level, place(of: part, in: span), &state, sink)
    }
    return true
  }

  /// Every element of an array is a line of its own.
  func readElements(
    _ spans: JSONSpans, _ array: Range<Int>, _ level: Int, _ outer: Envelope, _ span: RecordSpan,
    _ state: inout FramingState, _ sink: RecordSink
  ) {
    spans.elements(at: array.lowerBound) { element in
      let text = spans.text.slice(element.lowerBound, element.upperBound)
      _ = readLine(text, outer, level + 1, place(of: text, in: span), &state, sink)
    }
  }

  /// Loki: labels, and pairs of nanoseconds and a line.
  private func readStreams(
    _ spans: JSONSpans, _ array: Range<Int>, _ level: Int, _ outer: Envelope, _ span: RecordSpan,
    _ state: inout FramingState, _ sink: RecordSink
  ) {
    spans.elements(at: array.lowerBound) { element in
      var envelope = outer
      envelope.mark(.loki)
      if let labels = spans.value(of: "stream", at: element.lowerBound) {
        envelope.mixLane(spans.text.slice(labels.lowerBound, labels.upperBound))
        if let stream = spans.value(of: "stream", at: labels.lowerBound) {
          envelope.setStream(Self.stream(named: spans.text.slice(stream.lowerBound + 1, stream.upperBound - 1)))
        }
      }
      guard let values = spans.value(of: "values", at: element.lowerBound) else { return }
      spans.elements(at: values.lowerBound) { value in
        let text = spans.text.slice(value.lowerBound, value.upperBound)
        guard let pair = parsers[level].parse(text), pair.count > 2, pair[2].kind == .string else { return }
        var inner = envelope
        if let time = Self.time(1, pair) { inner.take(time, origin: .envelope) }
        readInner(pair[2].textBytes, inner, level, place(of: text, in: span), &state, sink)
      }
    }
  }

  /// CloudWatch Insights: the columns of a row as objects.
  func readRow(
    _ row: Range<Int>, _ spans: JSONSpans, _ level: Int, _ outer: Envelope, _ span: RecordSpan,
    _ state: inout FramingState, _ sink: RecordSink
  ) {
    let text = spans.text.slice(row.lowerBound, row.upperBound)
    guard let columns = parsers[level].parse(text) else { return }
    var envelope = outer
    envelope.mark(.collector)
    var message: Bytes?
    columns.forEachChild { column in
      guard let name = columns.first(key: "field", of: column), let value = columns.firstIndex(key: "value", of: column)
      else { return true }
      if name.hasText("@timestamp"), let time = Self.time(value, columns) { envelope.take(time, origin: .envelope) }
      if name.hasText("@logStream") { envelope.mixLane(columns[value].textBytes) }
      if name.hasText("@message") { message = columns[value].textBytes }
      return true
    }
    if let message { readInner(message, envelope, level, place(of: text, in: span), &state, sink) }
  }

  /// A line that stands as a string in a document.
  func readInner(
    _ text: Bytes, _ outer: Envelope, _ level: Int, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) {
    var line = unwrapped[level].copy(text)
    while let last = line.last, last == ASCII.newline || last == ASCII.carriageReturn {
      line = line.slice(0, line.count - 1)
    }
    var envelope = outer
    envelope.isWhole = line.index(of: ASCII.newline) != nil
    _ = readLine(line, envelope, level + 1, span, &state, sink)
  }

  /// Where a part of a document stands in the source; the document's own place where its bytes are not the source's.
  func place(of part: Bytes, in span: RecordSpan) -> RecordSpan {
    guard let block = block.baseAddress, let start = part.baseAddress, start >= block, start < block + self.block.count
    else { return span }
    let offset = start - block
    var line = span.line
    if span.lineCount > 1, let before = Optional(self.block.slice(0, offset)) { line += before.lineEnds }
    return RecordSpan(
      offset: blockOffset + UInt64(offset), length: UInt64(part.count), line: line,
      lineCount: UInt32(truncatingIfNeeded: part.lineEnds) + 1)
  }
}
