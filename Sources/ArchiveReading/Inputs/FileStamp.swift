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

  /// Clocks of file systems are this coarse at worst, nanoseconds.
  private static let coarseness: Int64 = 2_000_000_000

  /// Whether it was old enough at a moment that any later write shows: one right after it may bear the same time.
  ///
  /// - Parameter moment: nanoseconds since 1970.
  /// - Returns: whether its stamp can be relied on.
  public func isSettled(at moment: Int64) -> Bool { max(modified, changed) < moment - Self.coarseness }
}
