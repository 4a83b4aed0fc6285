import Foundation

/// What tells that a file was not written to since: a write changes at least the time of its last change.
public struct FileStamp: Sendable, Hashable {
  public var device: Int64
  public var inode: Int64
  public var size: Int64
  /// Nanoseconds since 1970: of the content, and of the content or its attributes.
  public var modified: Int64
  public var changed: Int64

  public init(device: Int64, inode: Int64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  init(_ status: stat) {
    func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }
    self.init(
      device: Int64(truncatingIfNeeded: status.st_dev), inode: Int64(truncatingIfNeeded: status.st_ino),
      size: Int64(status.st_size), modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim))
  }

  /// The later of the two times, nanoseconds since 1970.
  public var lastChange: Int64 { max(modified, changed) }
}
