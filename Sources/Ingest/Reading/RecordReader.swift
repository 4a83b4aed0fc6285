import JSONTape
import Model

/// Receives each record; its bytes live until it returns.
typealias RecordSink = (inout ParsedRecord, RecordSpan) -> Void

/// Reads blocks of whole lines into records: removes envelopes, joins what was split, parses the inner format.
///
/// One per worker. Everything that decides a result is in the block and the `FramingState`, so a source gives the same
/// records wherever its blocks are cut.
final class RecordReader {
  /// Lines beyond this are counted as skipped.
  static let lineLimit = 16 << 20
  /// Documents beyond this are not parsed as JSON.
  static let documentLimit = 4 << 20
  /// How many envelopes may lie around a line.
  static let nestingLimit = 4

  let parsers = (0...RecordReader.nestingLimit).map { _ in JSONParser() }
  let tailParser = JSONParser()
  let unwrapped = (0...RecordReader.nestingLimit).map { _ in ByteScratch() }
  let joined = ByteScratch()
  let released = ByteScratch()
  let plain = ByteScratch()
  let context = ByteScratch(capacity: 1 << 12)
  let fields = FieldBuffer()
  /// What the lines of the source have in front.
  var layout = SourceLayout()
  /// The block that is read, and where it begins in the source.
  var block = Bytes(start: nil, count: 0)
  var blockOffset: UInt64 = 0
  var notices = ReadingNotices()
  /// Reads objects that were printed over several lines.
  lazy var printed = RecordReader()

  init() {}

  /// Reads a block of whole lines; only the source's last line may lack its newline.
  ///
  /// 64 bytes behind the block must be readable. Records come in the order in which they end: one that is continued may
  /// follow one that began later on another stream.
  /// - Parameters:
  ///   - block: the bytes; each byte is counted once in the ledger.
  ///   - offset: where the block begins in the source.
  ///   - firstLine: the 1-based number of its first line.
  ///   - state: what the block before left open; empty for a source's first block.
  ///   - isLast: nothing follows, so everything open is handed on.
  ///   - sink: receives the records.
  /// - Returns: what became of the block's bytes.
  func read(
    _ block: UnsafeRawBufferPointer, at offset: UInt64, firstLine: UInt64, state: inout FramingState, isLast: Bool,
    sink: RecordSink
  ) -> ByteLedger {
    var ledger = ByteLedger()
    self.block = block
    blockOffset = offset
    notices = ReadingNotices()
    var start = 0
    while start < block.count {
      let newline = block.index(of: ASCII.newline, from: start)
      let next = newline.map { $0 + 1 } ?? block.count
      let span = RecordSpan(
        offset: offset + UInt64(start), length: UInt64(next - start), line: firstLine + ledger.lines)
      let line = content(block, start, newline ?? block.count, isFirst: span.offset == 0)
      let outcome = readPhysical(line, span, &state, sink)
      ledger.count(outcome, bytes: span.length)
      start = next
    }
    if isLast { releaseAll(&state, sink) }
    ledger.notices = notices
    return ledger
  }

  /// The line without a carriage return at its end and a byte order mark at the source's start.
  private func content(_ block: Bytes, _ start: Int, _ end: Int, isFirst: Bool) -> Bytes {
    var from = start
    if isFirst, end - start >= 3, block[start] == 0xEF, block[start + 1] == 0xBB, block[start + 2] == 0xBF { from += 3 }
    return block.slice(from, end > from && block[end - 1] == ASCII.carriageReturn ? end - 1 : end)
  }

  private func readPhysical(
    _ line: Bytes, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) -> LineOutcome {
    guard line.count <= Self.lineLimit else {
      notices.note(.longLine, line: span.line)
      return .skipped
    }
    // Where a log was cut while it was written to, the file goes on behind a hole.
    if line.first == 0, line.behindHole.first?.isPrintable == true {
      return readLine(line.behindHole, Envelope(), 0, span, &state, sink)
    }
    if state.csv != nil { return readCSV(line, span, &state, sink) }
    if span.offset == 0, layout.isJournalExport { notices.note(.journalExport, line: 1) }
    if span.offset == 0, let framing = CSVFraming(header: line) {
      state.csv = framing
      return .parsed
    }
    if layout.prefix != .none { return readPrefixed(line, span, &state, sink) }
    return readLine(line, Envelope(), 0, span, &state, sink)
  }

  /// A line of a source whose lines have a prefix. One without it goes on with the event of the line before.
  private func readPrefixed(
    _ line: Bytes, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) -> LineOutcome {
    var envelope = Envelope()
    if let inner = layout.strip(line, &envelope) {
      // The event is a JSON object on the lines that follow.
      if inner.isEmpty { return announce(envelope, span, &state, sink) }
      return readLine(inner, envelope, 1, span, &state, sink)
    }
    let (before, whole) = takeAnnounced(span, &state)
    return readLine(line, before, 1, whole, &state, sink)
  }

  /// Removes envelopes, the outermost first, and hands the inner line on.
  func readLine(
    _ line: Bytes, _ outer: Envelope, _ outerLevel: Int, _ span: RecordSpan, _ state: inout FramingState,
    _ sink: RecordSink
  ) -> LineOutcome {
    var envelope = outer
    var text = line
    var level = outerLevel
    while true {
      if text.index(of: ASCII.escape) != nil { text = withoutColours(text, &envelope) }
      if text.first == ASCII.openBrace {
        guard let inner = unwrapJSON(text, level, &envelope, span, &state, sink) else { return objectOutcome }
        text = inner
      } else if text.first == ASCII.openBracket, text.count > 1, text[1] == ASCII.openBrace,
        readArray(text, level, envelope, span, &state, sink)
      {
        return .parsed
      } else if level < Self.nestingLimit, let inner = LinePrefixes.unwrap(text, layout.syslogClock, &envelope) {
        text = inner
      } else {
        return readText(text, envelope, span, &state, sink)
      }
      level += 1
      if envelope.isPartial { return keepPartial(text, envelope, span, &state, sink) }
      if !state.lanes.isEmpty, let whole = joinPartial(text, &envelope, span, &state) {
        let outcome = readLine(whole.text, envelope, level, whole.span, &state, sink)
        return outcome == .parsed ? .continuation : outcome
      }
    }
  }

  /// What `unwrapJSON` made of a line that was no envelope.
  var objectOutcome = LineOutcome.parsed

  /// The line inside a JSON envelope. Nil when the object was itself the record, or no JSON; it is then handed on.
  private func unwrapJSON(
    _ text: Bytes, _ level: Int, _ envelope: inout Envelope, _ span: RecordSpan, _ state: inout FramingState,
    _ sink: RecordSink
  ) -> Bytes? {
    let mayUnwrap = level < Self.nestingLimit
    if mayUnwrap, let inner = DockerLine.read(text, unwrapped[level], &envelope) { return inner }
    let parser = parsers[min(level, Self.nestingLimit)]
    guard text.count <= Self.documentLimit, let object = parser.parse(text) else {
      if text.count > Self.documentLimit, readLargeBatch(text, level, envelope, span, &state, sink) {
        objectOutcome = .parsed
        return nil
      }
      objectOutcome = readBrokenObject(text, level, envelope, span, &state, sink)
      return nil
    }
    let shape = ObjectShape(object)
    if mayUnwrap, let inner = unwrapObject(object, shape, unwrapped[level], &envelope) { return inner }
    if mayUnwrap, shape.payload != 0 {
      if let inner = unwrapPayload(object, shape, text, unwrapped[level], &envelope) { return inner }
      if emitAttributes(object, shape, text, envelope, span, &state, sink) { return nil }
    }
    closeBefore(envelope, span, &state, sink)
    if shape.isBatch, mayUnwrap, let batch = RecordBatch(object, at: shape.batch) {
      readBatch(batch, text, object[shape.batch].keyBytes, level, envelope, span, &state, sink)
    } else {
      emitObject(object, shape, text: text, envelope, span, sink)
    }
    objectOutcome = .parsed
    return nil
  }

  /// A line that begins like an object and is none: a text record of its own, or the start of a printed object.
  private func readBrokenObject(
    _ text: Bytes, _ level: Int, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState,
    _ sink: RecordSink
  ) -> LineOutcome {
    if text.trimmed.count == 1 { return readText(text, envelope, span, &state, sink) }
    if text.index(of: 0) != nil { return leaveOutBinary(span) }
    if text.count > 2, text.last == ASCII.comma, parsers[level].parse(text.slice(0, text.count - 1)) != nil {
      // An element of an array that has a line for each.
      return readLine(text.slice(0, text.count - 1), envelope, level, span, &state, sink)
    }
    if readConcatenated(text, level, envelope, span, &state, sink) { return .parsed }
    notices.note(.brokenJSON, line: span.line)
    closeBefore(envelope, span, &state, sink)
    emitText(text, envelope, span, sink)
    return .malformed
  }

  /// A copy without the escape sequences that colour terminals. zero-cache's text sink shows its level by colour alone.
  private func withoutColours(_ text: Bytes, _ envelope: inout Envelope) -> Bytes {
    defer {
      if envelope.level == .unknown, text.first == ASCII.escape, TextShapes.isZeroText(plain.bytes) {
        let isColour = { (code: StaticString) in text.starts(with: code, at: 1) }
        envelope.level = isColour("[31m") ? .error : isColour("[33m") ? .warn : isColour("[90m") ? .debug : .unknown
      }
    }
    plain.reset(capacity: text.count)
    var at = 0
    while at < text.count {
      guard text[at] == ASCII.escape else {
        plain.append(text[at])
        at += 1
        continue
      }
      at += 1
      guard at < text.count, text[at] == ASCII.openBracket else { continue }
      at += 1
      while at < text.count, text[at] < 0x40 { at += 1 }
      at += 1
    }
    return plain.bytes
  }
}

/// What became of one physical line.
enum LineOutcome {
  case parsed, continuation, blank, malformed, skipped
}

extension ByteLedger {
  mutating func count(_ outcome: LineOutcome, bytes: UInt64) {
    lines += 1
    switch outcome {
    case .parsed: parsed += bytes
    case .continuation: continuation += bytes
    case .blank: blank += bytes
    case .malformed:
      malformed += bytes
      malformedLines += 1
      firstMalformed = firstMalformed ?? lines
    case .skipped: skipped += bytes
    }
  }
}
