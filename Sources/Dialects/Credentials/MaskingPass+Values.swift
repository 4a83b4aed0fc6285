/// Where the value of a key stands.
struct ValueSpan {
  let range: Range<Int>
  let isQuoted: Bool
  /// Whether the separator is a colon or has spaces around it, as also in running text.
  let isLoose: Bool
}

extension MaskingPass {
  private static let longestKey = 48

  /// The value behind `:`, `=`, their percent-encoded forms, or a comma in a list of header names and values.
  mutating func maskValue(behind separator: Range<Int>) -> Int? {
    guard let key = key(before: separator.lowerBound) else { return nil }
    var name = key.range
    if text[name].elementsEqual("value".utf8), let named = nameOfValue(before: name.lowerBound) { name = named }
    guard let kind = CredentialKey.of(text[name], isInBlob: depth > 0) else { return nil }
    guard let value = value(after: separator, hasSpaceBefore: key.hasSpace) else { return nil }
    if text[separator.lowerBound] == UInt8(ascii: ","), !isHeaderPair(kind, key.isQuoted, value) { return nil }
    switch kind {
    case .cookie: return maskCookies(value)
    case .authorization: return maskAuthorization(value)
    case .opaque: return isOpaque(value) ? maskKeyed(value, kind: "bearer") : nil
    case .token(let kind): return maskKeyed(value, kind: kind)
    case .secret: return maskKeyed(value, kind: nil)
    }
  }

  private func isHeaderPair(_ kind: CredentialKey, _ isQuoted: Bool, _ value: ValueSpan) -> Bool {
    guard isQuoted, value.isQuoted else { return false }
    switch kind {
    case .cookie: return text[value.range].contains(UInt8(ascii: "="))
    case .authorization: return CredentialValue.looksRandom(text[value.range])
    default: return false
    }
  }

  private func isOpaque(_ value: ValueSpan) -> Bool {
    (value.isQuoted || !value.isLoose) && CredentialValue.isOpaque(text[value.range])
  }

  /// The value of a key of a token (with the kind of its facts) or of another secret (nil).
  private mutating func maskKeyed(_ value: ValueSpan, kind: String?) -> Int? {
    let bytes = text[value.range]
    guard bytes.count >= CredentialValue.minimumLength, !CredentialValue.isStandIn(bytes) else { return nil }
    if let scheme = maskSchemeOf(value) { return scheme }
    if kind != nil, bytes.contains(UInt8(ascii: " ")) { return nil }
    if value.isLoose, !value.isQuoted, !CredentialValue.looksRandom(bytes) {
      // A password may be a word, but running text goes on behind one.
      guard kind == nil, value.range.upperBound == text.count else { return nil }
    }
    if let end = endOfJWT(at: value.range.lowerBound), end >= value.range.upperBound {
      // Its dots may be escaped, which ends other values.
      replaceToken(value.range.lowerBound..<end, kind: kind ?? "bearer")
      return end
    } else if let end = maskToken(at: value.range.lowerBound), end >= value.range.upperBound {
      return end
    } else if let kind {
      replaceToken(value.range, kind: kind)
    } else {
      replaceSecret(value.range)
    }
    return value.range.upperBound
  }

  /// A token field that holds `Bearer xxx`.
  private mutating func maskSchemeOf(_ value: ValueSpan) -> Int? {
    let start = value.range.lowerBound
    guard value.isQuoted, hasPrefix("Bearer ", at: start) || hasPrefix("Basic ", at: start) else { return nil }
    return maskAuthorization(value)
  }

  /// The word before a separator, at most between quotes of any escape level.
  private func key(before end: Int) -> (range: Range<Int>, isQuoted: Bool, hasSpace: Bool)? {
    var end = end
    while byte(at: end - 1) == UInt8(ascii: " ") { end -= 1 }
    let hasSpace = end > 0 && byte(at: end) == UInt8(ascii: " ")
    let unquoted = endBeforeQuote(end)
    let isQuoted = unquoted < end
    end = unquoted
    var start = end
    while let byte = byte(at: start - 1), byte.isURLSafe, end - start < Self.longestKey { start -= 1 }
    if byte(at: start - 1) == UInt8(ascii: "%"), end - start > 2 { start += 2 }
    if byte(at: start - 1) == UInt8(ascii: "\\"), let first = byte(at: start), "nrt".utf8.contains(first) { start += 1 }
    return start < end ? (start..<end, isQuoted, hasSpace) : nil
  }

  private func endBeforeQuote(_ index: Int) -> Int {
    if hasPrefix("%22", at: index - 3) { return index - 3 }
    guard let quote = byte(at: index - 1), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return index
    }
    var end = index - 1
    while byte(at: end - 1) == UInt8(ascii: "\\") { end -= 1 }
    return end
  }

  /// The name in `"name":"cookie","value":` before the key `value`.
  private func nameOfValue(before start: Int) -> Range<Int>? {
    var end = endBeforeQuote(start)
    while byte(at: end - 1) == UInt8(ascii: " ") { end -= 1 }
    guard byte(at: end - 1) == UInt8(ascii: ","), let name = key(before: end - 1), name.isQuoted else { return nil }
    var colon = endBeforeQuote(name.range.lowerBound)
    while byte(at: colon - 1) == UInt8(ascii: " ") { colon -= 1 }
    guard byte(at: colon - 1) == UInt8(ascii: ":"), let label = key(before: colon - 1) else { return nil }
    return text[label.range].elementsEqual("name".utf8) || text[label.range].elementsEqual("key".utf8)
      ? name.range : nil
  }
}
