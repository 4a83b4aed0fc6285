/// Turns UTF-16, as Windows writes it, into UTF-8. Its byte order mark becomes that of UTF-8.
final class UTF16Stream: ByteStream {
  private let source: any ByteStream
  private let isBigEndian: Bool
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 15, alignment: 64)
  /// Bytes of the input that are not converted: half a unit at the end.
  private var kept = 0
  /// The first half of a pair.
  private var high: UInt16?
  private var output: [UInt8] = []
  private var taken = 0
  private var isAtEnd = false

  /// Nil where the first bytes are no byte order mark of UTF-16.
  init?(_ source: any ByteStream, head: [UInt8]) {
    guard head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) else { return nil }
    self.source = source
    isBigEndian = head[0] == 0xFE
  }

  deinit { input.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int {
    while taken == output.count && !isAtEnd { try convertMore() }
    let count = min(buffer.count, output.count - taken)
    output.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<taken + count])) }
    taken += count
    return count
  }

  private func convertMore() throws(ReadFault) {
    output.removeAll(keepingCapacity: true)
    taken = 0
    let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: input[kept...]))
    let count = kept + read
    isAtEnd = read == 0
    var index = 0
    while index + 1 < count {
      append(
        isBigEndian
          ? UInt16(input[index]) << 8 | UInt16(input[index + 1]) : UInt16(input[index + 1]) << 8 | UInt16(input[index]))
      index += 2
    }
    kept = count - index
    if kept == 1 { input[0] = input[index] }
    if isAtEnd, kept == 1 || high != nil { append(scalar: Self.replacement) }
  }

  private static let replacement: UInt32 = 0xFFFD

  private func append(_ unit: UInt16) {
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        return append(scalar: 0x10000 + (UInt32(first & 0x3FF) << 10) + UInt32(unit & 0x3FF))
      }
      append(scalar: Self.replacement)
    }
    switch unit & 0xFC00 {
    case 0xD800: high = unit
    case 0xDC00: append(scalar: Self.replacement)
    default: append(scalar: UInt32(unit))
    }
  }

  private func append(scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar) else { return }
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
