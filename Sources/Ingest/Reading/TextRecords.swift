import JSONTape
import Model

/// Records that are text.
extension RecordReader {
  /// Hands on a text record, of one line or several.
  func emitText(_ text: Bytes, _ outer: Envelope, _ span: RecordSpan, _ sink: RecordSink) {
    if emitRequestLine(text, outer, span, sink) { return }
    var record = ParsedRecord()
    var envelope = outer
    record.text = text
    fields.reset()
    var words = text
    // `TIME words` or `[TIME] words`.
    let bracket = text.first == ASCII.openBracket ? 1 : 0
    if let time = CivilTime.iso(text, at: bracket), bracket + time.length < text.count,
      bracket == 0 ? text[time.length].isBlank : text[1 + time.length] == ASCII.closeBracket
    {
      envelope.take(time, origin: .body)
      words = text.slice(from: bracket + time.length + 1)
    }
    if TextShapes.isZeroContext(words) {
      readZeroText(words, &record)
    } else if TextShapes.isConsoleSink(words) {
      readConsoleSink(words, &record)
    } else {
      readPlainText(words, isAfterTime: words.count < text.count, &record, &envelope)
    }
    record.fields = fields.finish()
    if record.level == .unknown, envelope.level == .unknown, record.format != .text, envelope.stream == .stderr {
      record.level = .warn
    }
    envelope.apply(to: &record)
    sink(&record, span)
  }

  /// zero-cache's text sink: `pid=7,worker=syncer words {json}`, or `[ 'pid=7', 'worker=syncer' ] words {json}` for info.
  private func readZeroText(_ words: Bytes, _ record: inout ParsedRecord) {
    record.format = .zeroText
    if words.first == ASCII.openBracket {
      record.level = .info
      record.message = readWords(words.slice(from: readInspectedContext(words)))
    } else {
      let end = words.index(of: ASCII.space) ?? words.count
      readPairs(words.slice(0, end), separator: ASCII.comma)
      record.message = readWords(words.slice(from: end))
    }
  }

  /// The entries of a context that Node printed as an array; returns the index behind its bracket.
  private func readInspectedContext(_ words: Bytes) -> Int {
    var at = 1
    while at < words.count, words[at] != ASCII.closeBracket {
      let quote = words[at]
      at += 1
      guard quote == ASCII.apostrophe || quote == ASCII.quote else { continue }
      let start = at
      while at < words.count, words[at] != quote { at += words[at] == ASCII.backslash ? 2 : 1 }
      let end = min(at, words.count)
      appendPair(words.slice(start, end))
      at = end + 1
    }
    return min(at + 1, words.count)
  }

  /// The console sink of @rocicorp/logger: context, words, JSON.
  private func readConsoleSink(_ words: Bytes, _ record: inout ParsedRecord) {
    record.format = .consoleSink
    var at = TextShapes.sinkNameLength(words)
    if at > 0 {
      fields.append("context", text: words.slice(0, at))
      at += 1
    }
    while at < words.count {
      let end = words.index(of: ASCII.space, from: at) ?? words.count
      guard let equals = words.slice(at, end).index(of: ASCII.equals), equals > 0,
        words.slice(at, at + equals).allSatisfy(\.isNameByte)
      else { break }
      appendPair(words.slice(at, end))
      at = end + 1
    }
    record.message = readWords(words.slice(from: min(at, words.count)))
  }

  private func readPairs(_ context: Bytes, separator: UInt8) {
    var at = 0
    while at < context.count {
      let end = context.index(of: separator, from: at) ?? context.count
      appendPair(context.slice(at, end))
      at = end + 1
    }
  }

  /// A context entry without a value (`connection`) is no field.
  private func appendPair(_ entry: Bytes) {
    guard let equals = entry.index(of: ASCII.equals), equals > 0 else { return }
    fields.append(key: entry.slice(0, equals), text: entry.slice(from: equals + 1))
  }

  /// The words of a record: without the JSON object at its end, whose fields are added, and without a stack trace.
  func readWords(_ text: Bytes) -> Bytes {
    let all = text.trimmed
    var words = all
    if all.last == ASCII.closeBrace, let start = objectStart(all) { words = all.slice(0, start).trimmed }
    guard let newline = words.index(of: ASCII.newline) else { return words }
    var line = newline
    while true {
      var at = line + 1
      while at < words.count, words[at] == ASCII.space || words[at] == ASCII.tab { at += 1 }
      if at > line + 1, words.starts(with: "at ", at: at) { return words.slice(0, line).trimmed }
      guard let next = words.index(of: ASCII.newline, from: at) else { return words }
      line = next
    }
  }

  /// Where the last JSON object of a text begins that ends with it; its fields are added.
  private func objectStart(_ text: Bytes) -> Int? {
    var from = 0
    for _ in 0..<8 {
      guard let at = text.index(of: ASCII.openBrace, from: from) else { return nil }
      from = at + 1
      guard at == 0 || text[at - 1].isBlank, text[at + 1] == ASCII.quote || text[at + 1] == ASCII.closeBrace,
        text.count - at <= Self.documentLimit
      else { continue }
      guard let object = tailParser.parse(text.slice(from: at)) else { continue }
      fields.append(childrenOf: object)
      return at
    }
    return nil
  }
}
