import Model

/// Numbers as logs write them.
enum Numbers {
  /// An integer, also from digits in a string.
  static func integer(_ node: FieldNode) -> Int64? {
    switch node.kind {
    case .integer: node.integer
    case .double: node.double.isFinite && abs(node.double) < 9e15 ? Int64(node.double) : nil
    case .string: integer(node.textBytes)
    default: nil
    }
  }

  static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes.count > 0, bytes.count < 19 else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  /// Seconds since 1970 from seconds or milliseconds.
  static func epochSeconds(_ value: Int64) -> Int64 { value > 100_000_000_000 ? value / 1000 : value }
}
