import Model

extension MaskingPass {
  private static let leastBlobLength = 40
  private static let leastHeaderLength = 8

  /// A JWT, or base64 of JSON that holds a credential: both begin with `{"`, which is `eyJ`.
  mutating func maskToken(at index: Int) -> Int? {
    guard byte(at: index + 1) == UInt8(ascii: "y"), byte(at: index + 2) == UInt8(ascii: "J") else { return nil }
    if let end = endOfJWT(at: index) {
      replaceToken(index..<end, kind: "jwt")
      return end
    }
    return maskBlob(at: index)
  }

  /// The end of a JWT of two to five parts; dots may be percent-encoded. The parts behind the header may be cut off.
  func endOfJWT(at start: Int) -> Int? {
    guard hasPrefix("eyJ", at: start) else { return nil }
    var dots = 0
    var firstPartEnd = start
    var index = start
    while true {
      index = endOfRun(from: index, while: \.isURLSafe)
      if dots == 0 { firstPartEnd = index }
      let dot = dotLength(at: index)
      guard dot > 0, dots < 4 else { break }
      let next = byte(at: index + dot) ?? 0
      let isPart = next.isURLSafe || (dots == 0 && dotLength(at: index + dot) > 0) || dots == 1
      guard isPart else { break }
      dots += 1
      index += dot
    }
    guard dots > 0, firstPartEnd - start >= Self.leastHeaderLength else { return nil }
    let second = firstPartEnd + dotLength(at: firstPartEnd)
    let header = ClaimScanner.members(of: Base64Text.decode(text[start..<firstPartEnd]))
    return header["alg"] != nil || hasPrefix("eyJ", at: second) ? index : nil
  }

  /// The bytes of `.`, `%2E`, `%252E` or `\u002e` at an index, else 0.
  private func dotLength(at index: Int) -> Int {
    switch byte(at: index) {
    case UInt8(ascii: "."): 1
    case UInt8(ascii: "%"): hasPrefix("%2E", at: index) ? 3 : hasPrefix("%252E", at: index) ? 5 : 0
    case UInt8(ascii: "\\"): hasPrefix("\\u002e", at: index) ? 6 : 0
    default: 0
    }
  }

  /// A token with plain dots, so that the same token has the same fingerprint however it was encoded.
  func canonicalToken(in range: Range<Int>) -> [UInt8] {
    guard hasPrefix("eyJ", at: range.lowerBound) else { return Array(text[range]) }
    var token: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let dot = dotLength(at: index)
      token.append(dot > 0 ? UInt8(ascii: ".") : text[index])
      index += max(dot, 1)
    }
    return token
  }

  /// Base64 of JSON that holds a credential is replaced whole, by the mark of the first token in it.
  private mutating func maskBlob(at start: Int) -> Int? {
    let blob = base64(from: start)
    guard blob.end - start >= Self.leastBlobLength else { return nil }
    let inside = masker.credentials(inside: Base64Text.decode(blob.characters), depth: depth + 1)
    guard let shown = inside.first(where: { $0.kind != "secret" }) ?? inside.first else { return nil }
    replace(start..<blob.end, by: shown, isReported: false)
    found.append(contentsOf: inside)
    return blob.end
  }

  /// The run of base64 from an index on, freed of what encodes its characters.
  func base64(from start: Int) -> (characters: [UInt8], end: Int) {
    var characters: [UInt8] = []
    var index = start
    while let (character, length) = base64Character(at: index) {
      characters.append(character)
      index += length
    }
    return (characters, index)
  }

  /// A character of base64 or its padding: plain, behind a backslash, or percent-encoded once or twice.
  private func base64Character(at index: Int) -> (character: UInt8, length: Int)? {
    guard let byte = byte(at: index) else { return nil }
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return (byte, 1)
    case UInt8(ascii: "\\"): return hasPrefix("\\/", at: index) ? (UInt8(ascii: "/"), 2) : nil
    case UInt8(ascii: "%"):
      let code = hasPrefix("%25", at: index) ? index + 3 : index + 1
      let length = code + 2 - index
      if hasPrefix("2B", at: code) { return (UInt8(ascii: "+"), length) }
      if hasPrefix("2F", at: code) { return (UInt8(ascii: "/"), length) }
      return hasPrefix("3D", at: code) ? (UInt8(ascii: "="), length) : nil
    default: return byte.isURLSafe ? (byte, 1) : nil
    }
  }
}
