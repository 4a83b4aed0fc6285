import ArchiveReading

/// Bytes of one source, read from front to back in the places that are of interest.
protocol ByteWindow: AnyObject {
  /// The bytes from an offset on, fewer where the source ends; 64 bytes behind them may be read.
  ///
  /// They are good until the next call.
  func bytes(from offset: UInt64, count: Int) throws(ReadFault) -> UnsafeRawBufferPointer
  /// Gives up everything before an offset, for good.
  func advance(to offset: UInt64) throws(ReadFault)
  /// Where the line begins that has the byte at an offset; nil where the bytes before it are gone, or the line is long.
  func lineStart(of offset: UInt64) throws(ReadFault) -> UInt64?
}

/// A buffer that grows, with room for parsers to look ahead.
struct WindowBuffer: ~Copyable {
  private(set) var bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16 + Block.padding, alignment: 64)

  init() { bytes.initializeMemory(as: UInt8.self, repeating: 0) }
  deinit { bytes.deallocate() }

  var capacity: Int { bytes.count - Block.padding }

  /// Makes room for `count` bytes; the first `kept` ones stay.
  mutating func reserve(_ count: Int, keeping kept: Int = 0) {
    guard count > capacity else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(count, 2 * capacity) + Block.padding, alignment: 64)
    larger.initializeMemory(as: UInt8.self, repeating: 0)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<kept]))
    bytes.deallocate()
    bytes = larger
  }

  func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }
}

/// A plain file: every place is one read.
final class FileWindow: ByteWindow {
  private let file: PlainFile
  private let size: UInt64
  private var buffer = WindowBuffer()

  /// - Parameters:
  ///   - file: the file.
  ///   - size: where the source ended when the case read it.
  init(_ file: PlainFile, size: UInt64) {
    self.file = file
    self.size = size
  }

  func bytes(from offset: UInt64, count: Int) throws(ReadFault) -> UnsafeRawBufferPointer {
    let wanted = offset < size ? Int(min(UInt64(count), size - offset)) : 0
    buffer.reserve(wanted)
    let free = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<wanted])
    let read = wanted == 0 ? 0 : try file.read(into: free, at: offset)
    return buffer.part(0..<read)
  }

  func advance(to offset: UInt64) {}

  func lineStart(of offset: UInt64) throws(ReadFault) -> UInt64? {
    var end = offset
    var count = 1
    // Nearly always the byte before is a line end; documents of one line can have megabytes.
    while end > 0, offset - end < UInt64(RecordReader.documentLimit) {
      let from = end - min(UInt64(count), end)
      let before = try bytes(from: from, count: Int(end - from))
      if let newline = before.endOfLastLine { return from + UInt64(newline) }
      end = from
      count = 1 << 16
    }
    return end == 0 ? 0 : nil
  }
}

/// A stream: what was passed over is gone.
final class StreamWindow: ByteWindow {
  private let stream: any ByteStream
  private let size: UInt64
  private let sawBytes: (UnsafeRawBufferPointer) -> Void
  private var buffer = WindowBuffer()
  /// Where the buffer begins in the source, and how much of it is filled.
  private var start: UInt64 = 0
  private var count = 0
  private var isAtEnd = false
  /// Whether a line begins where the buffer does.
  private var isAtLineStart = true

  /// - Parameters:
  ///   - stream: the bytes of the source.
  ///   - size: where the source ended when the case read it.
  ///   - sawBytes: is told of all bytes, in order and once.
  init(_ stream: any ByteStream, size: UInt64, sawBytes: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }) {
    self.stream = stream
    self.size = size
    self.sawBytes = sawBytes
  }

  func bytes(from offset: UInt64, count wanted: Int) throws(ReadFault) -> UnsafeRawBufferPointer {
    let end = min(offset + UInt64(wanted), size)
    guard offset >= start, offset < end else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    try fill(to: end)
    let from = Int(min(offset - start, UInt64(count)))
    return buffer.part(from..<Int(min(end - start, UInt64(count))))
  }

  func advance(to offset: UInt64) throws(ReadFault) {
    while start + UInt64(count) < offset && !isAtEnd {
      drop(count)
      try readMore(UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<buffer.capacity]))
    }
    if offset > start { drop(Int(min(offset - start, UInt64(count)))) }
  }

  func lineStart(of offset: UInt64) throws(ReadFault) -> UInt64? {
    while offset >= start {
      let seen = Int(min(offset - start, UInt64(count)))
      if let end = buffer.part(0..<seen).endOfLastLine { drop(end) }
      if start + UInt64(count) >= offset { return isAtLineStart ? start : nil }
      guard !isAtEnd else { return nil }
      // A line that is longer is read without what stands before the record.
      if count >= RecordReader.documentLimit { drop(count) }
      buffer.reserve(count + 1, keeping: count)
      try readMore(UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[count..<buffer.capacity]))
    }
    return nil
  }

  /// Forgets bytes at the front of the buffer.
  private func drop(_ gone: Int) {
    guard gone > 0 else { return }
    isAtLineStart = buffer.bytes[gone - 1] == ASCII.newline
    buffer.bytes.copyMemory(from: buffer.part(gone..<count))
    start += UInt64(gone)
    count -= gone
  }

  /// Reads what is left, so that `sawBytes` is told of all of it.
  func finish() throws(ReadFault) { try advance(to: .max) }

  private func fill(to end: UInt64) throws(ReadFault) {
    buffer.reserve(Int(end - start), keeping: count)
    while start + UInt64(count) < end && !isAtEnd {
      try readMore(UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[count..<buffer.capacity]))
    }
  }

  private func readMore(_ free: UnsafeMutableRawBufferPointer) throws(ReadFault) {
    let read = try stream.read(into: free)
    sawBytes(UnsafeRawBufferPointer(rebasing: free[..<read]))
    count += read
    isAtEnd = read == 0
  }
}
