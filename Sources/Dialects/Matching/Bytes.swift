extension UnsafeRawBufferPointer {
  func hasPrefix(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard self.count >= count, let base = baseAddress else { return false }
    return memoryEquals(base, literal.utf8Start, count)
  }

  func isEqual(_ literal: StaticString) -> Bool { count == literal.utf8CodeUnitCount && hasPrefix(literal) }

  func contains(_ literal: StaticString) -> Bool {
    let needle = UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    return find(needle) != nil
  }

  func hasPrefix(_ bytes: [UInt8]) -> Bool {
    guard count >= bytes.count, let base = baseAddress else { return false }
    return bytes.withUnsafeBytes { literal in
      literal.baseAddress.map { memoryEquals(base, $0, literal.count) } ?? true
    }
  }

  func contains(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { find($0) != nil } }

  func find(_ needle: UnsafeRawBufferPointer) -> Int? {
    guard needle.count > 0, count >= needle.count, let base = baseAddress, let start = needle.baseAddress else {
      return nil
    }
    let first = needle[0]
    var index = 0
    let last = count - needle.count
    while index <= last {
      if self[index] == first && memoryEquals(base + index, start, needle.count) { return index }
      index += 1
    }
    return nil
  }

  @inline(__always)
  private func memoryEquals(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int) -> Bool {
    UnsafeRawBufferPointer.areEqual(a, b, count)
  }

  func slice(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    guard from < to, to <= count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: self[from..<to])
  }

  /// Whether the bytes at two places are the same, eight at a time.
  @inline(__always)
  static func areEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int) -> Bool {
    var index = 0
    while index + 8 <= count {
      let one = a.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if one != b.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
      index += 8
    }
    while index < count {
      if a.load(fromByteOffset: index, as: UInt8.self) != b.load(fromByteOffset: index, as: UInt8.self) { return false }
      index += 1
    }
    return true
  }

  /// At most this many bytes from the start, without a torn UTF-8 character at the end.
  func prefixed(_ limit: Int) -> UnsafeRawBufferPointer {
    guard count > limit else { return self }
    var end = limit
    while end > 0 && self[end] & 0xc0 == 0x80 { end -= 1 }
    return slice(0, end)
  }

  var asString: String { String(decoding: self, as: UTF8.self) }
}
