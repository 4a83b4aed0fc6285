import Foundation

/// The bytes of a file, or of a pipe that has no size and cannot be rewound.
final class FileStream: ByteStream {
  let isRegular: Bool
  let size: UInt64
  /// How many bytes were read so far, from the beginning.
  private(set) var position: UInt64 = 0
  private let file: Int32
  private let isOwned: Bool

  /// Opens a file for reading.
  init(path: String) throws(ReadFault) {
    file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(errno) }
    isOwned = true
    var status = stat()
    guard fstat(file, &status) == 0 else {
      let number = errno
      close(file)
      throw .system(number)
    }
    isRegular = status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? UInt64(clamping: status.st_size) : 0
    if isRegular { posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL) }
  }

  /// Standard input.
  init() {
    file = STDIN_FILENO
    isOwned = false
    isRegular = false
    size = 0
  }

  deinit { if isOwned { close(file) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFault) -> Int {
    while true {
      let count =
        isRegular
        ? pread(file, buffer.baseAddress, buffer.count, off_t(position))
        : Foundation.read(file, buffer.baseAddress, buffer.count)
      if count >= 0 {
        position += UInt64(count)
        return count
      }
      guard errno == EINTR else { throw .system(errno) }
    }
  }

  /// Goes to a position of a regular file.
  func seek(to position: UInt64) { self.position = min(position, size) }
}
