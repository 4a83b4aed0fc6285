import Model

/// Events in memory with their texts, in the order of their numbers.
///
/// About 150 bytes an event. Chunks, because one array of all events would be copied each time it grows.
public struct EventTable: Sendable {
  struct Chunk: Sendable {
    var rows: ContiguousArray<PackedEvent> = []
    /// Request and detail of each row, one after the other.
    var texts: ContiguousArray<UInt8> = []
  }

  static let rowsPerChunk = 8192

  private(set) var chunks: [Chunk] = []
  /// How many events there are.
  public private(set) var count = 0
  /// About how much memory they take.
  private(set) var bytes = 0

  init() {}

  /// The row of an index; the index of an event is not its number.
  subscript(index: Int) -> PackedEvent { chunks[index / Self.rowsPerChunk].rows[index % Self.rowsPerChunk] }

  /// The event of an index with its texts.
  func event(_ index: Int) -> Event {
    let chunk = chunks[index / Self.rowsPerChunk]
    let row = chunk.rows[index % Self.rowsPerChunk]
    var event = row.event
    if row.requestLength + row.detailLength > 0 {
      let start = Int(row.textOffset)
      let middle = start + Int(row.requestLength)
      event.request = String(decoding: chunk.texts[start..<middle], as: UTF8.self)
      event.detail = String(decoding: chunk.texts[middle..<middle + Int(row.detailLength)], as: UTF8.self)
    }
    return event
  }

  /// Adds an event; request and detail are those given, not those in `event`.
  mutating func append(_ event: Event, request: UnsafeRawBufferPointer, detail: UnsafeRawBufferPointer) {
    if count == chunks.count * Self.rowsPerChunk {
      chunks.append(Chunk())
      chunks[chunks.count - 1].rows.reserveCapacity(Self.rowsPerChunk)
    }
    let last = chunks.count - 1
    var row = PackedEvent(event)
    row.textOffset = UInt32(chunks[last].texts.count)
    row.requestLength = UInt32(request.count)
    row.detailLength = UInt32(detail.count)
    chunks[last].texts.append(contentsOf: request)
    chunks[last].texts.append(contentsOf: detail)
    chunks[last].rows.append(row)
    count += 1
    bytes += MemoryLayout<PackedEvent>.stride + request.count + detail.count
  }

  mutating func append(_ event: Event) {
    var (request, detail) = (event.request, event.detail)
    request.withUTF8 { request in
      detail.withUTF8 { append(event, request: UnsafeRawBufferPointer(request), detail: UnsafeRawBufferPointer($0)) }
    }
  }

  /// Takes away the events from an index on.
  mutating func truncate(to count: Int) {
    guard count < self.count else { return }
    let kept = (count + Self.rowsPerChunk - 1) / Self.rowsPerChunk
    chunks.removeSubrange(kept...)
    let rest = count - (kept - 1) * Self.rowsPerChunk
    if kept > 0 && rest < chunks[kept - 1].rows.count { chunks[kept - 1].rows.removeSubrange(rest...) }
    self.count = count
  }

  /// Forgets all rows but keeps the memory of the last chunk.
  mutating func removeAll() {
    chunks.removeAll()
    count = 0
    bytes = 0
  }
}
