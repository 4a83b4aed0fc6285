import Model

/// Access log lines that are text.
extension RecordReader {
  /// Hands on an access log line: Hono's arrows, morgan's, Apache's and nginx's common and combined formats. False when
  /// it is none.
  func emitRequestLine(_ text: Bytes, _ outer: Envelope, _ span: RecordSpan, _ sink: RecordSink) -> Bool {
    var envelope = outer
    fields.reset()
    guard readArrow(text.trimmed) || readCommonLog(text, &envelope) else { return false }
    var record = ParsedRecord()
    record.format = .access
    record.text = text
    record.message = text.trimmed
    record.fields = fields.finish()
    envelope.apply(to: &record)
    sink(&record, span)
    return true
  }

  /// Hono: `<-- POST /path` when a request arrives, `--> POST /path 200 5ms` when it was answered.
  private func readArrow(_ text: Bytes) -> Bool {
    let isAnswer = text.starts(with: "--> ")
    guard isAnswer || text.starts(with: "<-- "), let space = text.index(of: ASCII.space, from: 4), space > 4,
      text.slice(4, space).allSatisfy(\.isUppercase)
    else { return false }
    let urlEnd = text.index(of: ASCII.space, from: space + 1) ?? text.count
    fields.append("method", text: text.slice(4, space))
    fields.append("url", text: text.slice(space + 1, urlEnd))
    fields.append("direction", text: Self.direction(isAnswer))
    guard isAnswer, urlEnd + 3 < text.count else { return true }
    let rest = text.slice(from: urlEnd + 1)
    if let status = Self.integer(rest.slice(0, min(3, rest.count))) { fields.append("status", integer: status) }
    if rest.count > 4, let duration = Self.duration(rest.slice(from: 4)) {
      fields.append("duration_us", integer: duration)
    }
    return true
  }

  private static func direction(_ isAnswer: Bool) -> Bytes {
    let word: StaticString = isAnswer ? "out" : "in"
    return Bytes(start: word.utf8Start, count: word.utf8CodeUnitCount)
  }

  /// `address - user [time] "METHOD url HTTP/1.1" status bytes "referer" "agent" rt=0.017`.
  private func readCommonLog(_ text: Bytes, _ envelope: inout Envelope) -> Bool {
    guard let bracket = TextShapes.accessTime(text), let time = CivilTime.accessLog(text, at: bracket + 1),
      text.starts(with: "] \"", at: bracket + 1 + time.length)
    else { return false }
    let request = bracket + time.length + 4
    guard let requestEnd = Self.closingQuote(text, from: request) else { return false }
    envelope.take(time, origin: .body)
    let address = text.index(of: ASCII.space) ?? 0
    fields.append("remote_addr", text: text.slice(0, min(address, bracket)))
    readRequest(text.slice(request, requestEnd))
    readOutcome(text.slice(from: min(requestEnd + 2, text.count)))
    return true
  }

  /// `METHOD url HTTP/1.1`; anything else is given as the URL.
  func readRequest(_ request: Bytes) {
    guard let space = request.index(of: ASCII.space), space > 0, request.slice(0, space).allSatisfy(\.isUppercase)
    else {
      fields.append("url", text: request)
      return
    }
    var end = request.count
    while end > space + 1, request[end - 1] != ASCII.space { end -= 1 }
    let hasProtocol = end > space + 1 && request.starts(with: "HTTP/", at: end)
    fields.append("method", text: request.slice(0, space))
    fields.append("url", text: request.slice(space + 1, hasProtocol ? end - 1 : request.count))
  }

  /// Status and bytes, two quoted strings, `key=value` pairs. `-` is no value.
  private func readOutcome(_ text: Bytes) {
    var at = 0
    var words = 0
    var quoted = 0
    while at < text.count {
      if text[at] == ASCII.quote {
        let end = Self.closingQuote(text, from: at + 1) ?? text.count
        if quoted < 2 { appendQuoted(text.slice(at + 1, end), quoted == 0 ? "referer" : "user_agent") }
        quoted += 1
        at = end + 1
      } else if text[at] == ASCII.space {
        at += 1
      } else {
        let end = text.index(of: ASCII.space, from: at) ?? text.count
        let word = text.slice(at, end)
        if words < 2, let value = Self.integer(word) {
          fields.append(words == 0 ? "status" : "bytes", integer: value)
        } else {
          appendTail(word)
        }
        words += 1
        at = end + 1
      }
    }
  }

  private func appendQuoted(_ value: Bytes, _ name: StaticString) {
    if !value.equals("-") { fields.append(name, text: value) }
  }

  /// nginx's `rt=0.017` is the request's time in seconds.
  private func appendTail(_ word: Bytes) {
    guard let equals = word.index(of: ASCII.equals), equals > 0 else { return }
    let key = word.slice(0, equals)
    let value = word.slice(from: equals + 1)
    let unquoted = value.count > 1 && value.first == ASCII.quote ? value.slice(1, value.count - 1) : value
    fields.append(key: key, text: unquoted)
    if key.equals("rt") || key.equals("request_time"), let duration = Self.duration(unquoted) {
      fields.append("duration_us", integer: duration)
    }
  }

  private static func closingQuote(_ text: Bytes, from start: Int) -> Int? {
    var at = start
    while at < text.count, text[at] != ASCII.quote { at += text[at] == ASCII.backslash ? 2 : 1 }
    return at < text.count ? at : nil
  }

  private static func integer(_ text: Bytes) -> Int64? {
    guard !text.isEmpty, text.count < 18 else { return nil }
    var value: Int64 = 0
    for byte in text {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int64(byte - ASCII.zero)
    }
    return value
  }

  /// `5ms`, `2s`, `0.017` (seconds) in microseconds.
  private static func duration(_ text: Bytes) -> Int64? {
    var whole: Int64 = 0
    var scale: Int64 = 0
    var at = 0
    while at < text.count, at < 15 {
      if text[at].isDigit {
        whole = whole * 10 + Int64(text[at] - ASCII.zero)
        scale *= 10
      } else if text[at] == ASCII.dot, scale == 0 {
        scale = 1
      } else {
        break
      }
      at += 1
    }
    guard at > 0 else { return nil }
    let unit: Int64 = text.starts(with: "ms", at: at) ? 1_000 : text.starts(with: "us", at: at) ? 1 : 1_000_000
    return scale > 1 ? whole * unit / scale : whole * unit
  }
}
