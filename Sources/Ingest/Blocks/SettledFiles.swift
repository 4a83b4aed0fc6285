import ArchiveReading
import CaseStore
import Foundation

/// Files that need not be read again as long as their stamps stay.
struct SettledFiles {
  private let earlier: [String: KnownFile]
  private var files: [KnownFile] = []
  private var current: (file: InputFile, contents: [KnownFile.Content], hasProblem: Bool)?

  init(_ earlier: [KnownFile]) {
    self.earlier = Dictionary(earlier.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a file held when it was read before; nil where it may hold something else now.
  func contents(of file: InputFile) -> [KnownFile.Content]? {
    guard let known = earlier[file.path], let stamp = file.stamp, known.stamp == stamp.numbers else { return nil }
    return known.contents
  }

  mutating func begin(_ file: InputFile) { current = (file, [], false) }

  mutating func saw(_ sha256: String, size: UInt64, at path: String) {
    current?.contents.append(.init(path: path, sha256: sha256, size: size))
  }

  /// The file has to be read again, so that its problem is told again.
  mutating func noteProblem() { current?.hasProblem = true }

  mutating func end() {
    defer { current = nil }
    guard let current, !current.hasProblem, !current.contents.isEmpty, let stamp = current.file.stamp else { return }
    files.append(KnownFile(path: current.file.path, stamp: stamp.numbers, contents: current.contents))
  }

  /// The files that will show any later write; another write right after the last might bear the same time.
  ///
  /// - Parameter moment: nanoseconds since 1970; a file has to be as old as this.
  /// - Returns: those whose stamps can be relied on.
  func settled(by moment: Int64) -> [KnownFile] {
    files.filter { FileStamp(numbers: $0.stamp).map { $0.lastChange < moment } ?? false }
  }

  /// Nanoseconds since 1970.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension FileStamp {
  fileprivate var numbers: [Int64] { [device, inode, size, modified, changed] }

  fileprivate init?(numbers: [Int64]) {
    guard numbers.count == 5 else { return nil }
    self.init(device: numbers[0], inode: numbers[1], size: numbers[2], modified: numbers[3], changed: numbers[4])
  }
}
