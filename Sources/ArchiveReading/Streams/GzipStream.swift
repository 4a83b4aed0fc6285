import CZlib

/// Decompresses gzip, all members of it.
///
/// Through zlib itself, because libarchive drops the bytes that stand before a fault in its current buffer; of a log
/// that was cut off, those are the last lines.
final class GzipStream: ByteStream {
  private let source: any ByteStream
  private let watch: ExpansionWatch
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 64)
  private var state = z_stream()
  private var expanded: UInt64 = 0
  /// Whether the bytes up to here are whole: before the first member, or behind one.
  private var isBetweenMembers = true
  private var hasMembers = false
  private var isAtEnd = false
  /// Thrown by the next call, after the bytes before it were returned.
  private var fault: ReadFault?

  init(_ source: any ByteStream, watch: ExpansionWatch) {
    self.source = source
    self.watch = watch
    // 16 asks for the gzip format, 15 is the largest window. It fails only without memory, and then `inflate` tells.
    _ = inflateInit2_(&state, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    inflateEnd(&state)
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int {
    guard let start = buffer.baseAddress, !isAtEnd else { return 0 }
    if let fault { throw fault }
    state.next_out = start.assumingMemoryBound(to: UInt8.self)
    state.avail_out = UInt32(clamping: buffer.count)
    let capacity = state.avail_out
    do throws(ReadFault) {
      while state.avail_out == capacity && !isAtEnd { try inflateMore() }
      expanded += UInt64(capacity - state.avail_out)
      try watch.check(expanded)
    } catch {
      guard state.avail_out < capacity else { throw error }
      fault = error
    }
    return Int(capacity - state.avail_out)
  }

  private func inflateMore() throws(ReadFault) {
    if state.avail_in == 0 { try fillInput() }
    guard state.avail_in > 0 else {
      guard isBetweenMembers else { throw ReadFault(kind: .truncated, reason: "the gzip data ends too early") }
      isAtEnd = true
      return
    }
    if isBetweenMembers {
      guard try takeMemberStart() else { return }
      isBetweenMembers = false
      hasMembers = true
    }
    switch inflate(&state, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isBetweenMembers = true
      inflateReset(&state)
    default:
      let words = state.msg.map { String(cString: $0) } ?? "zlib refuses it"
      throw ReadFault(kind: .corrupt, reason: "gzip data: \(words)")
    }
  }

  /// Whether a member starts here. Padding is passed over.
  ///
  /// - Throws: for anything else behind the first member, which would be left out otherwise.
  private func takeMemberStart() throws(ReadFault) -> Bool {
    guard let byte = state.next_in?.pointee else { return false }
    if !hasMembers || byte == 0x1f { return true }
    if byte == 0 {
      state.next_in += 1
      state.avail_in -= 1
    } else {
      throw ReadFault(kind: .corrupt, reason: "what stands behind the gzip data is no gzip data")
    }
    return false
  }

  private func fillInput() throws(ReadFault) {
    let count = try source.read(into: input)
    state.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.avail_in = UInt32(count)
  }
}
