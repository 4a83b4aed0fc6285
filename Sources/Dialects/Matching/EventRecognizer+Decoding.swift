import Model

extension EventRecognizer {
  /// Reads a value of a URL as the one who wrote it meant it: `u1%40example.com` is `u1@example.com` in a token.
  ///
  /// - Parameters:
  ///   - value: as it stands in the URL.
  ///   - isForm: whether `+` is a blank, as in the query strings of browsers (WHATWG URL, application/x-www-form-urlencoded).
  ///   - body: gets the value decoded.
  /// - Returns: what `body` makes of it.
  func decoded<Result>(
    _ value: UnsafeRawBufferPointer, isForm: Bool = false, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard value.contains(where: { $0 == UInt8(ascii: "%") || isForm && $0 == UInt8(ascii: "+") }) else {
      return body(value)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(value.count)
    var index = 0
    while index < value.count {
      if value[index] == UInt8(ascii: "%"), index + 2 < value.count,
        let high = Self.digit(value[index + 1]), let low = Self.digit(value[index + 2])
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(isForm && value[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : value[index])
        index += 1
      }
    }
    return bytes.withUnsafeBytes(body)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
