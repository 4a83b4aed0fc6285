import Synchronization

/// One source while it is read. Its numbers are given by the merger.
final class SourceContext: Sendable {
  let path: String
  /// Whether its blocks hold rows of a table; those are read in order by the merger.
  let table: TableHeader?
  /// What its lines have in front.
  let layout: SourceLayout
  /// Whether its bytes are no text, and are only counted.
  let isBinary: Bool
  /// Whether workers leave its blocks alone, because each needs what the one before left open.
  private let sequential: Atomic<Bool>
  private let carries = Atomic(false)

  init(path: String, table: TableHeader?, layout: SourceLayout = SourceLayout(), isBinary: Bool = false) {
    self.path = path
    self.table = table
    self.layout = layout
    self.isBinary = isBinary
    sequential = Atomic(table != nil)
  }

  var isSequential: Bool { sequential.load(ordering: .relaxed) }
  /// Whether its blocks leave something open, so that the first lines of a block are better parsed by themselves.
  var carriesOver: Bool { carries.load(ordering: .relaxed) }
  func startToCarryOver() { carries.store(true, ordering: .relaxed) }
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
  /// The sources of earlier runs that it begins with: what they hold, it holds as well.
  var beginnings: [Int32] = []
}
