extension MaskingPass {
  /// The value behind a separator: between quotes of its escape level, or up to what ends a bare word.
  func value(after separator: Range<Int>, hasSpaceBefore: Bool) -> ValueSpan? {
    var start = separator.upperBound
    while byte(at: start) == UInt8(ascii: " ") || hasPrefix("%20", at: start) {
      start += byte(at: start) == UInt8(ascii: " ") ? 1 : 3
    }
    let isLoose = hasSpaceBefore || start > separator.upperBound || text[separator.lowerBound] == UInt8(ascii: ":")
    if byte(at: start) == UInt8(ascii: "["), let inner = byte(at: start + 1), "\"'\\".utf8.contains(inner) {
      start += 1
    }
    if hasPrefix("%22", at: start) {
      return ValueSpan(range: start + 3..<endOfPercentValue(from: start + 3), isQuoted: true, isLoose: isLoose)
    }
    let quote = endOfRun(from: start) { $0 == UInt8(ascii: "\\") }
    if let mark = byte(at: quote), mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") {
      let end = closingQuote(mark, from: quote + 1, escapes: quote - start)
      return ValueSpan(range: quote + 1..<end, isQuoted: true, isLoose: isLoose)
    }
    let isEncoded = text[separator.lowerBound] == UInt8(ascii: "%")
    let end = isEncoded ? endOfPercentValue(from: start) : endOfRun(from: start) { !Self.isUnquotedEnd($0) }
    return end > start ? ValueSpan(range: start..<end, isQuoted: false, isLoose: isLoose) : nil
  }

  /// The quote, behind no more backslashes than the opening one, that ends a string; the end of a text cut off.
  func closingQuote(_ mark: UInt8, from start: Int, escapes: Int) -> Int {
    var backslashes = 0
    var index = start
    while index < text.count {
      if text[index] == mark, backslashes <= escapes { return index - backslashes }
      backslashes = text[index] == UInt8(ascii: "\\") ? backslashes + 1 : 0
      index += 1
    }
    return text.count
  }

  /// The end of a value in percent-encoded text: an encoded quote, ampersand or comma, or what ends a bare word.
  private func endOfPercentValue(from start: Int) -> Int {
    var index = start
    while index < text.count, !Self.isUnquotedEnd(text[index]) {
      if text[index] == UInt8(ascii: "%") {
        if hasPrefix("%22", at: index) || hasPrefix("%26", at: index) || hasPrefix("%2C", at: index) { return index }
      }
      index += 1
    }
    return index
  }
}
