import Model

/// JWTs whose bytes stand as base64 or as hex digits: programs print tokens so to hide them from the eye.
extension MaskingPass {
  /// A JWT begins with `eyJ`, and its base64 with `ZXlK`.
  mutating func maskBase64Token(at start: Int) -> Int? {
    guard text[start...].starts(with: "ZXlK".utf8) else { return nil }
    let blob = base64(from: start)
    return maskEncoded(start..<blob.end, bytes: Base64Text.decode(blob.characters))
  }

  /// The hex digits of `eyJ` are `65794a`.
  mutating func maskHexToken(at start: Int) -> Int? {
    guard hasPrefix("65794a", at: start) else { return nil }
    let end = endOfRun(from: start) { Self.hexValue($0) != nil }
    var bytes: [UInt8] = []
    for index in stride(from: start, to: end - 1, by: 2) {
      bytes.append((Self.hexValue(text[index]) ?? 0) << 4 | (Self.hexValue(text[index + 1]) ?? 0))
    }
    return maskEncoded(start..<end, bytes: bytes)
  }

  /// Only bytes that are a JWT from their first one on are taken for a credential: ids and digests are no text.
  private mutating func maskEncoded(_ range: Range<Int>, bytes: [UInt8]) -> Int? {
    let inside = masker.credentials(inside: bytes, depth: depth + 1)
    guard let token = inside.first, token.kind == "jwt" else { return nil }
    replace(range, by: token, isReported: false)
    found.append(contentsOf: inside)
    return range.upperBound
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    if byte.isDigit { return byte - UInt8(ascii: "0") }
    let letter = byte.lowered &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }
}
