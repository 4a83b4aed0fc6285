/// Bytes that arrive in pieces, from a file, a pipe or a member of an archive.
public protocol ByteStream: AnyObject {
  /// Reads the next bytes.
  ///
  /// - Returns: how many bytes were put at the start of `buffer`; 0 at the end.
  /// - Throws: `ReadFault`. Bytes that earlier calls returned stay good.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int
}

extension ByteStream {
  /// Reads until the buffer is full or the bytes end.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int {
    var count = 0
    while count < buffer.count {
      let read = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if read == 0 { break }
      count += read
    }
    return count
  }
}

/// A stream whose first bytes were looked at.
final class PeekedStream: ByteStream {
  let head: [UInt8]
  private var taken = 0
  private let rest: any ByteStream
  /// What ended the look; thrown once the bytes before it are read.
  private var fault: ReadFault?

  /// Looks at the first `count` bytes of a stream.
  init(_ stream: any ByteStream, count: Int) {
    rest = stream
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      do throws(ReadFault) {
        let offset = filled
        var outcome = Result<Int, ReadFault>.success(0)
        bytes.withUnsafeMutableBytes { all in
          let free = UnsafeMutableRawBufferPointer(rebasing: all[offset...])
          outcome = Result { () throws(ReadFault) in try stream.read(into: free) }
        }
        let read = try outcome.get()
        if read == 0 { break }
        filled += read
      } catch {
        fault = error
        break
      }
    }
    head = Array(bytes[..<filled])
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int {
    guard taken < head.count else {
      if let fault { throw fault }
      return try rest.read(into: buffer)
    }
    let count = min(buffer.count, head.count - taken)
    head.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<taken + count])) }
    taken += count
    return count
  }
}

/// No bytes at all: the content of an empty compressed file.
final class EmptyStream: ByteStream {
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int { 0 }
}
