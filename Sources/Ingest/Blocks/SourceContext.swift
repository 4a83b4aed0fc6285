import Synchronization

/// One source while it is read. Its numbers are given by the merger.
final class SourceContext: Sendable {
  let path: String
  /// Whether its blocks hold rows of a table; those are read in order by the merger.
  let table: TableHeader?
  /// Whether workers leave its blocks alone, because each needs what the one before left open.
  private let sequential: Atomic<Bool>

  init(path: String, table: TableHeader?) {
    self.path = path
    self.table = table
    sequential = Atomic(table != nil)
  }

  var isSequential: Bool { sequential.load(ordering: .relaxed) }
  func becomeSequential() { sequential.store(true, ordering: .relaxed) }
}

/// What is known of a source when all its bytes were read.
struct SourceEnd: Sendable {
  var sha256: String
  var size: UInt64
  /// Why bytes are missing.
  var note: String?
  /// Whether the case has the same bytes already.
  var isDuplicate: Bool
}
