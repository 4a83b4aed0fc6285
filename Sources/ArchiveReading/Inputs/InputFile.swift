import Foundation

/// One file that the user named, or that stands in a directory the user named.
public struct InputFile: Sendable, Hashable {
  /// As the user gave it; below a directory joined with `/`; `-` is standard input.
  public let path: String
  /// Bytes on disk; 0 where unknown.
  public let size: UInt64
  /// Whether it can be read twice.
  public let isRegular: Bool
  /// What the file system said of it when it was listed; nil where it cannot be read twice.
  public let stamp: FileStamp?

  init(path: String, _ status: stat) {
    self.path = path
    isRegular = status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? UInt64(clamping: status.st_size) : 0
    stamp = isRegular ? FileStamp(status) : nil
  }

  /// Standard input.
  init(stream path: String) {
    self.path = path
    size = 0
    isRegular = false
    stamp = nil
  }
}

extension InputFile {
  /// A file that exists and can be read as often as one likes; nil for pipes, devices, directories and what is gone.
  public init?(regularFile path: String) {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(path: path, status)
  }
}
