import ArchiveReading
import CaseStore
import Dialects
import Model

/// Reads single records of one source again, as ingest read them: envelope removed, parts joined, secrets replaced.
final class RecordReproduction {
  private let window: any ByteWindow
  private let masker: CredentialMasker
  private let reader = RecordReader()
  private let tables = TableReader()
  private let table: TableHeader?
  /// What the source's first line makes of all others.
  private var framing = FramingState()
  private var masked: [UInt8] = []

  /// How far behind its first bytes a record may go on: other streams can stand in between.
  private static let reach = 1 << 20
  private static let headLength = 1 << 16
  private static let step = 4096

  /// - Throws: `ReadFault` where the first bytes cannot be read.
  init(path: String, window: any ByteWindow, masker: CredentialMasker) throws(ReadFault) {
    self.window = window
    self.masker = masker
    let head = try window.bytes(from: 0, count: Self.headLength)
    table = TableHeader(path: path, head: head)
    reader.layout = SourceLayout(head: head)
    if table == nil, let end = head.endOfFirstLine {
      _ = reader.read(head.slice(0, end), at: 0, firstLine: 1, state: &framing, isLast: false) { _, _ in }
      framing.lanes = []
    }
  }

  /// The records that are read together with the first one: those of its line, which may be a document with many.
  func group(_ places: ArraySlice<RecordPlace>) throws(ReadFault) -> ArraySlice<RecordPlace> {
    guard let first = places.first else { return places }
    var isLine = false
    if table == nil { isLine = try window.lineStart(of: first.offset) != nil }
    return places.prefix { isLine ? $0.line == first.line : $0.offset == first.offset }
  }

  /// Reads the records of one line, or of one byte where the line's start is gone.
  ///
  /// - Parameters:
  ///   - places: what `group` put together.
  ///   - take: gets each with its masked text, good until it returns.
  /// - Throws: `ReadFault` where the bytes cannot be read, and what `take` throws.
  func read(_ places: ArraySlice<RecordPlace>, take: (RecordPlace, UnsafeRawBufferPointer) throws -> Void) throws {
    guard let first = places.first else { return }
    let lineStart = table == nil ? try window.lineStart(of: first.offset) : nil
    let start = lineStart ?? first.offset
    try window.advance(to: start)
    let wanted = Wanted(places)
    var backwards = framing
    backwards.isReversed = true
    for state in table == nil ? [framing, backwards] : [framing] {
      try reproduce(from: start, isLine: lineStart != nil, line: first.line, wanted, state)
      if wanted.isComplete { break }
    }
    for place in places {
      let text = try wanted.texts[Wanted.Key(place)] ?? firstLine(of: place)
      try text.withUnsafeBytes { try take(place, $0) }
    }
  }

  /// What is looked for in one line, and what was found.
  private final class Wanted {
    struct Key: Hashable {
      var offset: UInt64
      var ordinal: Int
      init(_ place: RecordPlace) { (offset, ordinal) = (place.offset, place.ordinal) }
      init(offset: UInt64, ordinal: Int) { (self.offset, self.ordinal) = (offset, ordinal) }
    }

    let lengths: [Key: UInt64]
    /// Where the last of them ends.
    let end: UInt64
    var texts: [Key: [UInt8]] = [:]
    private var seen: [UInt64: Int] = [:]

    init(_ places: ArraySlice<RecordPlace>) {
      lengths = Dictionary(places.map { (Key($0), $0.length) }, uniquingKeysWith: { first, _ in first })
      end = places.map { $0.offset + $0.length }.max() ?? 0
    }

    var isComplete: Bool { texts.count == lengths.count }

    func startOver() { seen.removeAll(keepingCapacity: true) }

    /// Whether a record of this span is looked for and was not found yet.
    func take(_ span: RecordSpan) -> Key? {
      let key = Key(offset: span.offset, ordinal: seen[span.offset, default: 0])
      seen[span.offset] = key.ordinal + 1
      return lengths[key] == span.length && texts[key] == nil ? key : nil
    }
  }

  private func note(_ record: ParsedRecord, _ span: RecordSpan, _ wanted: Wanted) {
    if let key = wanted.take(span) { wanted.texts[key] = mask(record.text) }
  }

  private func reproduce(
    from start: UInt64, isLine: Bool, line firstLine: UInt64, _ wanted: Wanted, _ initial: FramingState
  ) throws(ReadFault) {
    wanted.startOver()
    if let table {
      return reproduceRow(try window.bytes(from: start, count: count(start, wanted.end)), start, wanted, table)
    }
    var end = wanted.end
    // A document goes on behind the last record that is wanted of it.
    if isLine, end > start { end += UInt64(max(1, try nextLine(at: end - 1).count) - 1) }
    let own = try window.bytes(from: start, count: count(start, end))
    var state = initial
    var line = firstLine + own.lineEnds
    feed(own, at: start, line: firstLine, &state, wanted)
    let begin = end
    // A record of text is complete when the next one begins.
    while !wanted.isComplete, end - begin < UInt64(Self.reach) {
      let next = try nextLine(at: end)
      guard !next.isEmpty else { break }
      feed(next, at: end, line: line, &state, wanted)
      end += UInt64(next.count)
      line += 1
    }
    if !wanted.isComplete {
      _ = reader.read(Bytes(start: nil, count: 0), at: end, firstLine: line, state: &state, isLast: true) {
        note($0, $1, wanted)
      }
    }
  }

  private func count(_ start: UInt64, _ end: UInt64) -> Int { Int(clamping: end > start ? end - start : 0) }

  private func feed(_ bytes: Bytes, at offset: UInt64, line: UInt64, _ state: inout FramingState, _ wanted: Wanted) {
    _ = reader.read(bytes, at: offset, firstLine: line, state: &state, isLast: false) { note($0, $1, wanted) }
  }

  private func reproduceRow(_ own: Bytes, _ offset: UInt64, _ wanted: Wanted, _ table: TableHeader) {
    var state = TableState(table)
    state.isHeaderRead = true
    let lines = Lines(content: own, offset: offset, firstLine: 1, isLast: true, table: table)
    _ = tables.read(lines, state: &state) { note($0, $1, wanted) }
  }

  /// The line from an offset on, with its end; what there is of it where it is very long.
  private func nextLine(at offset: UInt64) throws(ReadFault) -> Bytes {
    var count = Self.step
    while true {
      let bytes = try window.bytes(from: offset, count: count)
      if let end = bytes.endOfFirstLine { return bytes.slice(0, end) }
      if bytes.count < count || count > RecordReader.lineLimit { return bytes }
      count *= 4
    }
  }

  /// What is shown of a record that cannot be made again: its first line as it is written.
  ///
  /// Not more, because a credential that is cut in two by a line end cannot be recognised.
  private func firstLine(of place: RecordPlace) throws -> [UInt8] {
    let bytes = try window.bytes(from: place.offset, count: Int(clamping: min(place.length, UInt64(Self.reach))))
    let end = bytes.firstIndex { $0 == ASCII.newline || $0 == ASCII.carriageReturn } ?? bytes.count
    return mask(bytes.slice(0, end))
  }

  private func mask(_ text: Bytes) -> [UInt8] {
    guard masker.mayHoldCredential(text) else { return Array(text) }
    masked.removeAll(keepingCapacity: true)
    masker.mask(text, into: &masked) { _ in }
    return masked
  }
}
