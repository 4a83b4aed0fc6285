/// Tells text from other bytes.
enum TextCheck {
  private static let headLength = 1 << 14

  /// Whether the first bytes of a source are no text: a tenth of them or more are control characters or no UTF-8.
  ///
  /// Zero bytes do not count, because holes in logs read as such.
  static func isBinary(_ head: UnsafeRawBufferPointer) -> Bool {
    var looked = 0
    var bad = 0
    var index = 0
    let end = min(head.count, headLength)
    while index < end {
      let length = length(of: head, at: index)
      if head[index] != 0 { looked += 1 }
      if length == 0 || isControl(head[index]) { bad += 1 }
      index += max(1, length)
    }
    return bad >= 8 && bad * 10 >= looked
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 ? byte != 0 && !(8...13).contains(byte) && byte != ASCII.escape : byte == 0x7F
  }

  /// The length of the UTF-8 sequence at an index; 0 where there is none.
  private static func length(of head: UnsafeRawBufferPointer, at index: Int) -> Int {
    let length =
      switch head[index] {
      case 0..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 1 else { return length }
    for offset in 1..<length {
      // A sequence that the head cuts off is none's fault.
      guard index + offset < head.count else { return length }
      guard head[index + offset] & 0xC0 == 0x80 else { return 0 }
    }
    return length
  }
}
