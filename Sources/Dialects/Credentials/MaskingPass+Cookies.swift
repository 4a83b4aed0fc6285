extension MaskingPass {
  private static let leastReportedCookie = 8

  /// The values of the cookies in a Cookie or Set-Cookie header, or in a list of such; names and attributes stay.
  mutating func maskCookies(_ value: ValueSpan) -> Int? {
    let start = value.range.lowerBound
    let end = value.isQuoted ? value.range.upperBound : endOfHeaderLine(from: start)
    let nameEnd = endOfRun(from: start, upTo: end, while: Self.isCookieName)
    // `"cookie":"3hwk8"` is a version of the data, and `cookie: ` in running text is no header.
    guard nameEnd > start, nameEnd < end, text[nameEnd] == UInt8(ascii: "=") else { return nil }
    maskPairs(in: start..<end)
    guard value.isQuoted else { return end }
    return maskNextInList(after: end, opening: start)
  }

  /// `curl -b 'session=...'` and `--cookie "session=..."`: a command line in the text.
  mutating func maskCookieOption(at index: Int) -> Int? {
    let isLong = hasPrefix("--cookie ", at: index)
    guard isLong || hasPrefix("-b ", at: index), byte(at: index - 1).map({ $0 == UInt8(ascii: " ") }) ?? isLong else {
      return nil
    }
    // Other programs mean other things by `-b`.
    guard isLong || mentionsCurl(before: index) else { return nil }
    let space = index + (isLong ? 8 : 2)
    guard let word = value(after: space..<space + 1, hasSpaceBefore: true) else { return nil }
    return maskCookies(ValueSpan(range: word.range, isQuoted: true, isLoose: true))
  }

  private func mentionsCurl(before end: Int) -> Bool {
    (0..<end).contains { text[$0] == UInt8(ascii: "c") && hasPrefix("curl", at: $0) }
  }

  /// `["a=b; Path=/","c=d"]`: the strings behind the first one.
  private mutating func maskNextInList(after end: Int, opening: Int) -> Int {
    var quotesStart = opening - 1
    while byte(at: quotesStart - 1) == UInt8(ascii: "\\") { quotesStart -= 1 }
    guard byte(at: quotesStart - 1) == UInt8(ascii: "["), byte(at: opening - 1) == UInt8(ascii: "\"") else {
      return end
    }
    let quoteLength = opening - quotesStart
    var last = end
    while true {
      var next = last + quoteLength
      guard byte(at: next) == UInt8(ascii: ",") else { return last }
      next = endOfRun(from: next + 1) { $0 == UInt8(ascii: " ") }
      let start = next + quoteLength
      guard byte(at: start - 1) == UInt8(ascii: "\"") else { return last }
      last = closingQuote(UInt8(ascii: "\""), from: start, escapes: quoteLength - 1)
      guard start <= last else { return start }
      maskPairs(in: start..<last)
    }
  }

  private mutating func maskPairs(in range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = endOfRun(from: start, upTo: range.upperBound) { $0 != UInt8(ascii: ";") }
      maskPair(in: start..<end)
      start = end + 1
    }
  }

  private mutating func maskPair(in range: Range<Int>) {
    let nameStart = endOfRun(from: range.lowerBound, upTo: range.upperBound) { $0 == UInt8(ascii: " ") }
    let nameEnd = endOfRun(from: nameStart, upTo: range.upperBound) { $0 != UInt8(ascii: "=") }
    guard nameEnd < range.upperBound, !Self.attributes.contains(text[nameStart..<nameEnd].map(\.lowered)) else {
      return
    }
    var start = nameEnd + 1
    var end = range.upperBound
    while start < end, "\\\" ".utf8.contains(text[start]) { start += 1 }
    while start < end, "\\\" ".utf8.contains(text[end - 1]) { end -= 1 }
    // Escaped dots end a header, not the token.
    if let tokenEnd = endOfJWT(at: start), tokenEnd > end { end = tokenEnd }
    let value = text[start..<end]
    guard !value.isEmpty, !value.starts(with: "[".utf8), !value.starts(with: "<".utf8) else { return }
    guard value.contains(where: { $0 != UInt8(ascii: "*") }) else { return }
    let facts = masker.facts(ofToken: canonicalToken(in: start..<end), kind: "cookie")
    let isReported = value.count >= Self.leastReportedCookie && !CredentialValue.isStandIn(value)
    replace(start..<end, by: facts, isReported: isReported)
  }

  private static let attributes: Set<[UInt8]> = Set(
    ["path", "domain", "expires", "max-age", "samesite", "priority", "version"].map { Array($0.utf8) })

  private static func isCookieName(_ byte: UInt8) -> Bool {
    byte.isURLSafe || ".$!%:~".utf8.contains(byte)
  }
}
