#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes of a record, borrowed.
typealias Bytes = UnsafeRawBufferPointer

/// Byte values that the formats are made of.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let escape: UInt8 = 0x1B
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let apostrophe: UInt8 = 0x27
  static let comma: UInt8 = 0x2C
  static let hyphen: UInt8 = 0x2D
  static let dot: UInt8 = 0x2E
  static let zero: UInt8 = 0x30
  static let colon: UInt8 = 0x3A
  static let equals: UInt8 = 0x3D
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let openBrace: UInt8 = 0x7B
  static let bar: UInt8 = 0x7C
  static let closeBrace: UInt8 = 0x7D
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isPrintable: Bool { self >= 0x20 && self < 0x7F }
  var isUppercase: Bool { self &- 0x41 < 26 }
  var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  /// A byte of a field's name: letters, digits, `_ - . @ $`.
  var isNameByte: Bool {
    isLetter || isDigit || self == 0x5F || self == 0x2D || self == 0x2E || self == 0x40 || self == 0x24
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes `from ..< to`, without a copy.
  func slice(_ from: Int, _ to: Int) -> Bytes { Bytes(rebasing: self[from..<to]) }
  func slice(from: Int) -> Bytes { Bytes(rebasing: self[from...]) }

  /// Whether `text` (ASCII) stands at `offset`.
  func starts(with text: StaticString, at offset: Int = 0) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, count - offset >= length, let baseAddress else { return false }
    return memcmp(baseAddress + offset, text.utf8Start, length) == 0
  }

  func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && starts(with: text) }

  /// Whether these are the letters of `text`, which is lower case, in any case.
  func equalsIgnoringCase(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where (self[index] | 0x20) != text.utf8Start[index] { return false }
    return true
  }

  /// The first index of a byte at or after `start`.
  func index(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count, let baseAddress else { return nil }
    guard let hit = memchr(baseAddress + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(hit) - baseAddress
  }

  /// The first index of `text` (ASCII) at or after `start`.
  func index(of text: StaticString, from start: Int = 0) -> Int? {
    let length = text.utf8CodeUnitCount
    guard length > 0 else { return start }
    var at = start
    while let hit = index(of: text.utf8Start[0], from: at) {
      if starts(with: text, at: hit) { return hit }
      at = hit + 1
    }
    return nil
  }

  /// Without white space at both ends.
  var trimmed: Bytes {
    var start = 0
    var end = count
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return slice(start, end)
  }

  var withoutLeadingSpaces: Bytes {
    var start = 0
    while start < count, self[start] == ASCII.space { start += 1 }
    return slice(from: start)
  }

  /// Without the zero bytes at the start.
  var behindHole: Bytes {
    var start = 0
    while start < count, self[start] == 0 { start += 1 }
    return slice(from: start)
  }

  var isBlank: Bool {
    for byte in self where !byte.isBlank { return false }
    return true
  }

  /// How many spaces and tabs stand in front.
  var indentation: Int {
    var start = 0
    while start < count, self[start] == ASCII.space || self[start] == ASCII.tab { start += 1 }
    return start
  }

  /// Mixes these bytes into a hash that is the same in every run (FNV-1a).
  func mixed(into seed: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    var hash = seed
    for byte in self { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}

/// A growing buffer that a worker reuses; always has the padding behind it that the JSON parser needs.
final class ByteScratch {
  private static let padding = 64
  private(set) var base: UnsafeMutableRawPointer
  private var capacity: Int
  var count = 0

  init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    base = .allocate(byteCount: capacity + Self.padding, alignment: 16)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + Self.padding)
  }

  deinit { base.deallocate() }

  var bytes: Bytes { Bytes(start: base, count: count) }

  /// Empties the buffer and makes room; gives a very large one back.
  func reset(capacity wanted: Int) {
    count = 0
    guard wanted > capacity || (capacity > 1 << 21 && wanted < 1 << 20) else { return }
    base.deallocate()
    capacity = Swift.max(wanted + wanted / 2, 1 << 16)
    base = .allocate(byteCount: capacity + Self.padding, alignment: 16)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + Self.padding)
  }

  /// Appends; `reset` must have made room.
  func append(_ byte: UInt8) {
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Replaces the content by a copy of `bytes`, and returns it.
  func copy(_ bytes: Bytes) -> Bytes {
    reset(capacity: bytes.count)
    if let start = bytes.baseAddress { base.copyMemory(from: start, byteCount: bytes.count) }
    count = bytes.count
    return self.bytes
  }
}
