import Model

/// Where the parts of a JSON text stand in it. The parser gives values without their places.
struct JSONSpans {
  let text: Bytes

  /// The members of the object at `start`: key and range of the value. Ends at the first byte that does not fit.
  func members(at start: Int, _ body: (_ key: Bytes, _ value: Range<Int>) -> Void) {
    guard byte(start) == ASCII.openBrace else { return }
    var at = behindBlanks(start + 1)
    while byte(at) == ASCII.quote, let keyEnd = end(at: at) {
      let colon = behindBlanks(keyEnd)
      let value = behindBlanks(colon + 1)
      guard byte(colon) == ASCII.colon, let valueEnd = end(at: value) else { return }
      body(text.slice(at + 1, keyEnd - 1), value..<valueEnd)
      at = behindBlanks(valueEnd)
      guard byte(at) == ASCII.comma else { return }
      at = behindBlanks(at + 1)
    }
  }

  /// The elements of the array at `start`; false where it is not closed.
  @discardableResult
  func elements(at start: Int, _ body: (Range<Int>) -> Void) -> Bool {
    guard byte(start) == ASCII.openBracket else { return false }
    var at = behindBlanks(start + 1)
    if byte(at) == ASCII.closeBracket { return true }
    while let valueEnd = end(at: at) {
      body(at..<valueEnd)
      at = behindBlanks(valueEnd)
      guard byte(at) == ASCII.comma else { return byte(at) == ASCII.closeBracket }
      at = behindBlanks(at + 1)
    }
    return false
  }

  /// The range of a member's value; nil where the object at `start` has none of that name.
  func value(of name: StaticString, at start: Int) -> Range<Int>? {
    var found: Range<Int>?
    members(at: start) { key, value in if found == nil, key.equals(name) { found = value } }
    return found
  }

  /// The index behind the value at `start`; nil where it does not end, or none begins.
  func end(at start: Int) -> Int? {
    switch byte(start) {
    case ASCII.quote: endOfString(start)
    case ASCII.openBrace, ASCII.openBracket: endOfNest(start)
    default: endOfWord(start)
    }
  }

  private func endOfString(_ start: Int) -> Int? {
    var at = start + 1
    while at < text.count, text[at] != ASCII.quote { at += text[at] == ASCII.backslash ? 2 : 1 }
    return at < text.count ? at + 1 : nil
  }

  private func endOfNest(_ start: Int) -> Int? {
    var depth = 0
    var at = start
    while at < text.count {
      switch text[at] {
      case ASCII.quote:
        guard let end = endOfString(at) else { return nil }
        at = end
        continue
      case ASCII.openBrace, ASCII.openBracket: depth += 1
      case ASCII.closeBrace, ASCII.closeBracket:
        depth -= 1
        if depth == 0 { return at + 1 }
      default: break
      }
      at += 1
    }
    return nil
  }

  private func endOfWord(_ start: Int) -> Int? {
    var at = start
    while at < text.count, text[at].isLetter || text[at].isDigit || "+-.".utf8.contains(text[at]) { at += 1 }
    return at > start ? at : nil
  }

  func behindBlanks(_ start: Int) -> Int {
    var at = start
    while at < text.count, text[at].isBlank { at += 1 }
    return at
  }

  private func byte(_ at: Int) -> UInt8 { at < text.count ? text[at] : 0 }
}
