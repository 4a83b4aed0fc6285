import ArchiveReading
import CaseStore
import Digests
import Foundation

/// Cuts the bytes of one source at line ends.
struct BlockCutter {
  let hash = SHA256Stream()
  private(set) var size: UInt64 = 0
  /// The known sources that this one begins with, the longest last.
  private(set) var beginnings: [CaseContents.KnownSource] = []
  /// What ended the source early.
  private(set) var fault: ReadFault?

  /// Whether the source is no text.
  var isBinary: Bool { context.isBinary }

  private let stream: any ByteStream
  private let conveyor: Conveyor
  private let limits: (block: Int, line: Int)
  private let known: KnownBytes
  private var context: SourceContext
  private var block: Block?
  private var offset: UInt64 = 0
  private var line: UInt64 = 1
  private var isAtEnd = false
  /// Whether the bytes to come belong to a line of which pieces were skipped.
  private var isInLongLine = false

  init(
    path: String, stream: any ByteStream, conveyor: Conveyor, limits: (block: Int, line: Int), known: KnownBytes
  ) throws(Conveyor.Stopped) {
    self.stream = stream
    self.conveyor = conveyor
    self.limits = limits
    self.known = known
    beginnings = known.emptySource(at: path).map { [$0] } ?? []
    let first = try conveyor.takeBlock()
    block = first
    context = SourceContext(path: path, table: nil)
    fill(first)
    let isBinary = TextCheck.isBinary(first.content)
    context = SourceContext(
      path: path, table: isBinary ? nil : TableHeader(path: path, head: first.content),
      layout: isBinary ? SourceLayout() : SourceLayout(head: first.content), isBinary: isBinary)
    try conveyor.send(.begin(context))
  }

  /// Sends the next block; false when it was the last.
  mutating func sendNext() throws(Conveyor.Stopped) -> Bool {
    guard let current = block else { return false }
    fill(current)
    if context.isBinary { return try sendBinary(current) }
    if isInLongLine { return try sendEndOfLongLine(current) }
    if isAtEnd {
      try send(current, end: current.count, next: nil)
      return false
    }
    if let end = current.content.endOfLastLine {
      try send(current, end: end, next: try conveyor.takeBlock())
    } else if current.capacity < limits.line {
      current.resize(to: min(limits.line, current.capacity * 2))
    } else {
      isInLongLine = true
      current.isSkipped = true
      try send(current, end: current.count, next: try conveyor.takeBlock())
    }
    return true
  }

  /// Sends a block of a source that is no text.
  private mutating func sendBinary(_ current: Block) throws(Conveyor.Stopped) -> Bool {
    current.isSkipped = true
    try send(current, end: current.count, next: isAtEnd ? nil : try conveyor.takeBlock())
    return !isAtEnd
  }

  private mutating func sendEndOfLongLine(_ current: Block) throws(Conveyor.Stopped) -> Bool {
    current.isSkipped = true
    let end = current.content.endOfFirstLine
    isInLongLine = end == nil && !isAtEnd
    if end == nil && isAtEnd {
      try send(current, end: current.count, next: nil)
      return false
    }
    try send(current, end: end ?? current.count, next: try conveyor.takeBlock())
    return true
  }

  /// Hands the first `end` bytes of a block on; what stands behind them begins the next one.
  private mutating func send(_ current: Block, end: Int, next: Block?) throws(Conveyor.Stopped) {
    if let next {
      let rest = UnsafeRawBufferPointer(rebasing: current.content[end...])
      next.resize(to: max(next.capacity, rest.count))
      next.bytes.copyMemory(from: rest)
      next.count = rest.count
    }
    current.close(at: end)
    current.source = context
    current.offset = offset
    current.firstLine = line
    current.isLast = next == nil
    offset += UInt64(end)
    line += current.content.lineEnds
    block = next
    try conveyor.send(.block(current))
  }

  /// Reads until the block is full or the source ends.
  private mutating func fill(_ block: Block) {
    while !isAtEnd && block.count < block.capacity {
      do throws(ReadFault) {
        let count = try stream.read(into: block.free)
        digest(UnsafeRawBufferPointer(rebasing: block.free[..<count]))
        block.count += count
        isAtEnd = count == 0
      } catch {
        fault = error
        isAtEnd = true
      }
    }
  }

  /// Adds bytes to the digest, and looks where a known source ended whether this one begins with it.
  private mutating func digest(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while let end = known.nextEnd(after: size), end <= size + UInt64(rest.count) {
      let count = Int(end - size)
      hash.update(UnsafeRawBufferPointer(rebasing: rest[..<count]))
      size = end
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      if let source = known.source(sha256: Hex.encode(hash.soFar()), size: end) { beginnings.append(source) }
    }
    hash.update(rest)
    size += UInt64(rest.count)
  }
}

extension UnsafeRawBufferPointer {
  private static var lineEnd: UInt8 { 10 }

  /// Index behind the last line end.
  var endOfLastLine: Int? {
    var index = count
    while index > 0 {
      if self[index - 1] == Self.lineEnd { return index }
      index -= 1
    }
    return nil
  }

  /// Index behind the first line end.
  var endOfFirstLine: Int? {
    guard let baseAddress, let found = memchr(baseAddress, 10, count) else { return nil }
    return UnsafeRawPointer(found) - baseAddress + 1
  }

  /// How many line ends there are.
  var lineEnds: UInt64 {
    guard var at = baseAddress else { return 0 }
    var rest = count
    var total: UInt64 = 0
    while rest > 0, let found = memchr(at, 10, rest) {
      total += 1
      let next = UnsafeRawPointer(found) + 1
      rest -= next - at
      at = next
    }
    return total
  }
}
