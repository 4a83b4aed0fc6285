extension MaskingPass {
  /// `Bearer xxx` and `Basic xxx`, wherever they stand.
  mutating func maskScheme(at index: Int) -> Int? {
    let isBearer = hasPrefix("Bearer", at: index)
    guard isBearer || hasPrefix("Basic", at: index) else { return nil }
    if let before = byte(at: index - 1), before.isLetter, byte(at: index - 2) != UInt8(ascii: "\\") { return nil }
    let start = skipSchemeSpace(from: index + (isBearer ? 6 : 5))
    guard start > index + (isBearer ? 6 : 5) else { return nil }
    if let end = endOfJWT(at: start) {
      replaceToken(start..<end, kind: "jwt")
      return end
    }
    let end = endOfRun(from: start, while: Self.isToken68)
    let value = text[start..<end]
    if isBearer {
      guard CredentialValue.looksRandom(value) || (value.count >= 20 && !CredentialValue.isStandIn(value)) else {
        return nil
      }
      if hasPrefix("eyJ", at: start), let blobEnd = maskToken(at: start) { return blobEnd }
      replaceToken(start..<end, kind: "bearer")
    } else {
      let decoded = Base64Text.decode(value)
      let isText = decoded.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
      guard value.count >= 4, isText, decoded.contains(UInt8(ascii: ":")) else { return nil }
      replaceSecret(start..<end)
    }
    return end
  }

  /// The credential of an Authorization header; the name of the scheme stays.
  mutating func maskAuthorization(_ value: ValueSpan) -> Int? {
    var start = value.range.lowerBound
    let end = value.isQuoted ? value.range.upperBound : endOfHeaderLine(from: start)
    let schemeEnd = endOfRun(from: start, upTo: end) { $0.isURLSafe }
    let credentialStart = min(skipSchemeSpace(from: schemeEnd), end)
    let hasScheme = schemeEnd > start && credentialStart > schemeEnd && credentialStart < end
    let isBearer = !hasScheme || hasPrefix("Bearer", at: start)
    let isKnown = hasScheme && Self.schemes.contains(text[start..<schemeEnd].map(\.lowered))
    if hasScheme { start = credentialStart }
    var credentialEnd = end
    if !value.isQuoted, !isKnown || isBearer {
      if !isKnown { start = value.range.lowerBound }
      credentialEnd = endOfRun(from: start, upTo: end) { !Self.isUnquotedEnd($0) }
      guard isKnown || CredentialValue.looksRandom(text[start..<credentialEnd]) else { return nil }
    }
    guard start < credentialEnd, !CredentialValue.isStandIn(text[start..<credentialEnd]) else { return nil }
    if hasScheme, !isBearer {
      replaceSecret(start..<credentialEnd)
    } else {
      replaceToken(start..<credentialEnd, kind: "bearer")
    }
    return credentialEnd
  }

  private static let schemes: Set<[UInt8]> = Set(
    ["bearer", "basic", "token", "digest", "apikey", "negotiate", "aws4-hmac-sha256"].map { Array($0.utf8) })

  private func skipSchemeSpace(from index: Int) -> Int {
    var index = index
    while true {
      if byte(at: index) == UInt8(ascii: " ") || byte(at: index) == UInt8(ascii: "+") {
        index += 1
      } else if hasPrefix("%20", at: index) {
        index += 3
      } else {
        return index
      }
    }
  }

  /// The end of a header that stands as text: a line end, real or escaped, or the quote around it.
  func endOfHeaderLine(from index: Int) -> Int {
    endOfRun(from: index) { byte in
      byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
    }
  }

  private static func isToken68(_ byte: UInt8) -> Bool {
    byte.isURLSafe || ".~+/=%".utf8.contains(byte)
  }

  /// The end of a value without quotes.
  static func isUnquotedEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "\"'\\,;&})]<>#`|".utf8.contains(byte)
  }
}
