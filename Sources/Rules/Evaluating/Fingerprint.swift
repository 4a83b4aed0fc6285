/// A short stable hash of texts: FNV-1a, twice 64 bits, as 32 hex digits.
enum Fingerprint {
  static func make(_ texts: [String]) -> String {
    hex(fnv(texts, offset: 0xcbf2_9ce4_8422_2325)) + hex(fnv(texts, offset: 0x6c62_272e_07bb_0142))
  }

  /// Each text ends with a zero, so that their borders count.
  private static func fnv(_ texts: [String], offset: UInt64) -> UInt64 {
    var hash = offset
    for text in texts {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = hash &* 0x100_0000_01b3
    }
    return hash
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
