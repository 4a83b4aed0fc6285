import Model

/// Text of no known format.
extension RecordReader {
  private enum Limit {
    static let pairs = 64
  }

  /// A level word in front, `key=value` pairs, a JSON object at the end.
  func readPlainText(
    _ words: Bytes, isAfterTime: Bool, _ record: inout ParsedRecord, _ envelope: inout Envelope
  ) {
    record.format = .text
    let text = words.trimmed
    let (level, length) = Self.leadingLevel(text, isAfterTime: isAfterTime)
    record.level = level
    record.message = readWords(text.slice(from: length))
    if !readProxyError(record.message) { readLogfmt(record.message, &record, &envelope) }
  }

  /// nginx's error log: `..., client: 10.0.0.1, server: , request: "GET /path HTTP/1.1", ...`.
  private func readProxyError(_ text: Bytes) -> Bool {
    guard let request = text.index(of: ", request: \""), let end = text.index(of: ASCII.quote, from: request + 12)
    else {
      return false
    }
    if let client = text.index(of: ", client: "), client < request,
      let comma = text.index(of: ASCII.comma, from: client + 10)
    {
      fields.append("remote_addr", text: text.slice(client + 10, comma))
    }
    readRequest(text.slice(request + 12, end))
    return true
  }

  /// `ERROR words`, `WARN: words`, `[error] words`, `[ INFO ] words`: the level, and how much of the text it takes.
  private static func leadingLevel(_ text: Bytes, isAfterTime: Bool) -> (LogLevel, Int) {
    let isBracketed = text.first == ASCII.openBracket
    var start = isBracketed ? 1 : 0
    if isBracketed, text.count > 1, text[1] == ASCII.space { start += 1 }
    var end = start
    while end < text.count, end < 16, text[end].isLetter { end += 1 }
    guard end > start, end < text.count else { return (.unknown, 0) }
    let word = text.slice(start, end)
    let level = LevelWords.level(word)
    guard level != .unknown else { return (.unknown, 0) }
    if isBracketed {
      while end < text.count, text[end] == ASCII.space { end += 1 }
      guard end < text.count, text[end] == ASCII.closeBracket else { return (.unknown, 0) }
    } else {
      guard isAfterTime || word.allSatisfy(\.isUppercase), text[end].isBlank || text[end] == ASCII.colon else {
        return (.unknown, 0)
      }
    }
    var after = text[end].isBlank ? end : end + 1
    while after < text.count, text[after].isBlank { after += 1 }
    return (level, after)
  }

  /// `key=value` and `key="quoted value"` pairs; a logfmt line's own level and time count.
  private func readLogfmt(_ text: Bytes, _ record: inout ParsedRecord, _ envelope: inout Envelope) {
    var from = 0
    var pairs = 0
    while pairs < Limit.pairs, let equals = text.index(of: ASCII.equals, from: from) {
      from = equals + 1
      var start = equals
      while start > 0, text[start - 1].isNameByte { start -= 1 }
      guard start < equals, text[start].isLetter || text[start] == 0x5F, start == 0 || Self.separates(text[start - 1])
      else { continue }
      let value = Self.value(text, at: equals + 1)
      let key = text.slice(start, equals)
      fields.append(key: key, text: text.slice(value.start, value.end))
      if record.level == .unknown, key.equals("level") || key.equals("lvl") || key.equals("severity") {
        record.level = LevelWords.level(text.slice(value.start, value.end))
      }
      if pairs == 0, key.equals("time") || key.equals("ts") || key.equals("t") || key.equals("timestamp"),
        let time = CivilTime.iso(text.slice(value.start, value.end))
      {
        envelope.take(time, origin: .body)
      }
      if key.equals("msg") || key.equals("message") { record.message = text.slice(value.start, value.end) }
      from = value.next
      pairs += 1
    }
  }

  private static func separates(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == ASCII.comma || byte == 0x28 || byte == ASCII.openBracket || byte == 0x3B
  }

  private static func value(_ text: Bytes, at start: Int) -> (start: Int, end: Int, next: Int) {
    if start < text.count, text[start] == ASCII.quote || text[start] == ASCII.apostrophe {
      var end = start + 1
      while end < text.count, text[end] != text[start] { end += text[end] == ASCII.backslash ? 2 : 1 }
      if end < text.count { return (start + 1, end, end + 1) }
    }
    var end = start
    while end < text.count, !text[end].isBlank { end += 1 }
    let next = end
    while end > start, text[end - 1] == ASCII.comma || text[end - 1] == 0x29 || text[end - 1] == 0x3B { end -= 1 }
    return (start, end, next)
  }
}
