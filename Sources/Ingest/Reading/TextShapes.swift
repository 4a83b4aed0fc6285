import Model

/// Recognises text lines by how they begin.
enum TextShapes {
  /// Lines that a collector's `message` would hold, as against the words of an application's own JSON record.
  static func isStructured(_ text: Bytes) -> Bool {
    if text.first == ASCII.openBrace, text.trimmed.last == ASCII.closeBrace { return true }
    return isZeroText(text) || isConsoleSink(text) || isRequestLine(text)
  }

  /// zero-cache's text sink, with or without its time.
  static func isZeroText(_ text: Bytes) -> Bool {
    isZeroContext(text.slice(from: afterTime(text)))
  }

  /// The context that zero-cache's text sink begins with: `pid=7,`, `pid=7 ` or `[ 'pid=7'`.
  static func isZeroContext(_ text: Bytes) -> Bool {
    if text.starts(with: "pid=") {
      var at = 4
      while at < text.count, text[at].isDigit { at += 1 }
      return at > 4 && at < text.count && text[at] == ASCII.comma
    }
    guard text.first == ASCII.openBracket else { return false }
    var at = 1
    while at < text.count, text[at].isBlank { at += 1 }
    return at > 1 && (text.starts(with: "'pid=", at: at) || text.starts(with: "\"pid=", at: at))
  }

  /// The first line of a context that zero-cache wrapped: it ends behind the bracket.
  static func opensContext(_ text: Bytes) -> Bool {
    guard text.trimmed.last == ASCII.openBracket else { return false }
    return text.slice(from: afterTime(text)).trimmed.count == 1
  }

  /// The console sink of @rocicorp/logger: its context words come first.
  static func isConsoleSink(_ text: Bytes) -> Bool {
    switch text.first {
    case 0x63: text.starts(with: "clientID=") || text.starts(with: "clientGroupID=") || text.starts(with: "component=")
    case 0x50: text.starts(with: "PushProcessor ")
    case 0x51: text.starts(with: "QueryProcessor ")
    case 0x54: text.starts(with: "TransformRequest ") || text.starts(with: "TransformProcessor ")
    case 0x72: text.starts(with: "runLoopCounter=") || text.starts(with: "requestID=")
    case 0x77: text.starts(with: "wsid=") || text.starts(with: "worker=")
    default: false
    }
  }

  /// The name in front of a console sink's line that is no `key=value`; 0 where there is none.
  static func sinkNameLength(_ text: Bytes) -> Int {
    guard text.first?.isUppercase == true, let space = text.index(of: ASCII.space) else { return 0 }
    return space
  }

  /// Hono's arrows, or an access log's time in brackets.
  static func isRequestLine(_ text: Bytes) -> Bool {
    var at = 0
    while at < text.count, at < 4, text[at] == ASCII.space { at += 1 }
    return text.starts(with: "<-- ", at: at) || text.starts(with: "--> ", at: at) || accessTime(text) != nil
  }

  /// Where `[22/Nov/2026:` begins; it follows the address, the identity and the user.
  static func accessTime(_ text: Bytes) -> Int? {
    var from = 0
    for _ in 0..<3 {
      guard let at = text.index(of: ASCII.openBracket, from: from), at < 300, at + 21 < text.count else { return nil }
      if text[at + 1].isDigit, text[at + 3] == 0x2F, text[at + 7] == 0x2F { return at }
      from = at + 1
    }
    return nil
  }

  /// The length of a time and its space at the start; 0 where the text begins with none.
  static func afterTime(_ text: Bytes) -> Int {
    guard text.first?.isDigit == true, let time = CivilTime.iso(text), time.length < text.count,
      text[time.length] == ASCII.space
    else { return 0 }
    return time.length + 1
  }

  /// A line that cannot continue another one.
  static func isRecordStart(_ text: Bytes) -> Bool {
    text.first == ASCII.openBrace || afterTime(text) > 0 || isConsoleSink(text) || isZeroContext(text)
      || isRequestLine(text)
  }

  /// Whether an indented line is a request line of its own: Hono before 4 and Next.js indent theirs.
  static func isIndentedRequest(_ text: Bytes) -> Bool {
    let words = text.trimmed
    if words.starts(with: "<-- ") || words.starts(with: "--> ") { return true }
    guard let space = words.index(of: ASCII.space), space >= 3, space <= 7, words.starts(with: " /", at: space) else {
      return false
    }
    return words.slice(0, space).allSatisfy(\.isUppercase)
  }
}
