/// Puts short writes together: a system call per row is slow.
struct OutputBuffer {
  private let write: (String) throws -> Void
  private var waiting = ""
  private static let size = 64 * 1_024

  private init(_ write: @escaping (String) throws -> Void) { self.write = write }

  /// Gives `body` a way to write in small pieces, which reach `write` as few large ones.
  static func around(
    _ write: (String) throws -> Void, _ body: ((String) throws -> Void) throws -> Void
  ) throws {
    try withoutActuallyEscaping(write) { write in
      var buffer = OutputBuffer(write)
      try body { try buffer.add($0) }
      try buffer.flush()
    }
  }

  private mutating func add(_ text: String) throws {
    waiting += text
    if waiting.utf8.count >= Self.size { try flush() }
  }

  private mutating func flush() throws {
    if !waiting.isEmpty { try write(waiting) }
    waiting = ""
  }
}
