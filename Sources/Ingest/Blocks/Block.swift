import Dialects
import Model

/// What is kept of one record until it is written.
struct BlockRecord {
  var offset: UInt64
  var length: UInt64
  var line: UInt64
  var at: Timestamp
  /// Masked text to keep; empty for none.
  var text: TextSpan
  /// As in `RecordRow.facts`.
  var facts: UInt16
  var entry: UInt16
}

/// What a parser made of a block.
final class BlockResult {
  var records: [BlockRecord] = []
  let events = EventBuffer()
  var tally = SourceTally()

  func removeAll() {
    records.removeAll(keepingCapacity: true)
    events.removeAll()
    tally = SourceTally()
  }
}

/// Whole lines of a block, as a parser gets them.
struct Lines {
  /// 64 bytes behind it may be read.
  var content: UnsafeRawBufferPointer
  /// Where it starts in its source.
  var offset: UInt64
  /// 1-based number of its first line.
  var firstLine: UInt64
  /// Whether the source ends with it.
  var isLast: Bool
  /// Set where the source is a table.
  var table: TableHeader?
  var layout = SourceLayout()
}

/// A piece of a source: whole lines, on the way from the feeder through a worker to the merger.
///
/// One thread has it at a time; `Conveyor` hands it on.
final class Block: @unchecked Sendable {
  /// Bytes that may be read behind the end of a block: parsers look ahead without checks.
  static let padding = 64

  private(set) var bytes: UnsafeMutableRawBufferPointer
  /// Bytes in use.
  var count = 0
  var source: SourceContext?
  /// Where the block starts in its source.
  var offset: UInt64 = 0
  /// 1-based number of its first line.
  var firstLine: UInt64 = 1
  /// Whether the source ends with it.
  var isLast = false
  /// Whether it is a piece of a line that is too long to be read.
  var isSkipped = false
  /// Whether a worker parsed it, on the assumption that nothing was carried over to it.
  var isParsed = false
  /// Bytes of the first lines, which are parsed by themselves where sources carry something over: what is carried over
  /// changes the first records, seldom more. 0 where the block is parsed as a whole.
  var headCount = 0
  /// What the first lines gave, and what they left open.
  let head = BlockResult()
  var carriedByHead: (any Sendable)?
  /// What the rest gave, and what the block leaves open for the next one.
  let result = BlockResult()
  var carried: (any Sendable)?

  init(capacity: Int) {
    bytes = Self.allocate(capacity)
  }

  deinit { bytes.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawBufferPointer {
    let all = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity + padding, alignment: 64)
    all.initializeMemory(as: UInt8.self, repeating: 0)
    return all
  }

  /// How many bytes it can take.
  var capacity: Int { bytes.count - Self.padding }
  /// The bytes to parse.
  var content: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[..<count]) }
  var headLines: Lines {
    Lines(
      content: UnsafeRawBufferPointer(rebasing: content[..<headCount]), offset: offset, firstLine: firstLine,
      isLast: false, table: source?.table, layout: source?.layout ?? SourceLayout())
  }
  /// The lines behind the head.
  var restLines: Lines {
    Lines(
      content: UnsafeRawBufferPointer(rebasing: content[headCount...]), offset: offset + UInt64(headCount),
      firstLine: firstLine + headLines.content.lineEnds, isLast: isLast, table: source?.table,
      layout: source?.layout ?? SourceLayout())
  }
  var free: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: bytes[count..<capacity]) }

  /// Takes another capacity and keeps the content, which must fit.
  func resize(to capacity: Int) {
    guard capacity != self.capacity else { return }
    let larger = Self.allocate(capacity)
    larger.copyMemory(from: content)
    bytes.deallocate()
    bytes = larger
  }

  /// Ends the block after `count` bytes and makes the bytes behind it harmless to read.
  func close(at count: Int) {
    self.count = count
    UnsafeMutableRawBufferPointer(rebasing: bytes[count..<count + Self.padding]).initializeMemory(
      as: UInt8.self, repeating: 0)
  }
}
