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

  /// Reads the records that begin at one byte.
  ///
  /// - Parameters:
  ///   - places: records of the same offset, by their ordinal.
  ///   - take: gets each with its masked text, good until it returns.
  /// - Throws: `ReadFault` where the bytes cannot be read, and what `take` throws.
  func read(_ places: ArraySlice<RecordPlace>, take: (RecordPlace, UnsafeRawBufferPointer) throws -> Void) throws {
    guard let first = places.first else { return }
    try window.advance(to: first.offset)
    let wanted = Wanted(places)
    var backwards = framing
    backwards.isReversed = true
    for state in table == nil ? [framing, backwards] : [framing] {
      try reproduce(first, wanted, state)
      if wanted.isComplete { break }
    }
    for place in places {
      let text = try wanted.texts[place.ordinal] ?? firstLine(of: place)
      try text.withUnsafeBytes { try take(place, $0) }
    }
  }

  /// What is looked for at one byte, and what was found.
  private final class Wanted {
    let offset: UInt64
    let lengths: [Int: UInt64]
    var texts: [Int: [UInt8]] = [:]
    var seen = 0

    init(_ places: ArraySlice<RecordPlace>) {
      offset = places.first?.offset ?? 0
      lengths = Dictionary(places.map { ($0.ordinal, $0.length) }, uniquingKeysWith: { first, _ in first })
    }

    var isComplete: Bool { texts.count == lengths.count }
  }

  private func note(_ record: ParsedRecord, _ span: RecordSpan, _ wanted: Wanted) {
    guard span.offset == wanted.offset else { return }
    defer { wanted.seen += 1 }
    guard let length = wanted.lengths[wanted.seen], length == span.length, wanted.texts[wanted.seen] == nil else {
      return
    }
    wanted.texts[wanted.seen] = mask(record.text)
  }

  private func reproduce(_ first: RecordPlace, _ wanted: Wanted, _ initial: FramingState) throws(ReadFault) {
    wanted.seen = 0
    let length = wanted.lengths.values.max() ?? first.length
    let own = try window.bytes(from: first.offset, count: Int(clamping: length))
    if let table { return reproduceRow(own, first, wanted, table) }
    var state = initial
    feed(own, at: first.offset, line: first.line, &state, wanted)
    var end = first.offset + UInt64(own.count)
    var line = first.line + own.lineEnds
    // A record of text is complete when the next one begins.
    while !wanted.isComplete, end - first.offset < UInt64(Self.reach) {
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

  private func feed(_ bytes: Bytes, at offset: UInt64, line: UInt64, _ state: inout FramingState, _ wanted: Wanted) {
    _ = reader.read(bytes, at: offset, firstLine: line, state: &state, isLast: false) { note($0, $1, wanted) }
  }

  private func reproduceRow(_ own: Bytes, _ place: RecordPlace, _ wanted: Wanted, _ table: TableHeader) {
    var state = TableState(table)
    state.isHeaderRead = true
    let lines = Lines(content: own, offset: place.offset, firstLine: place.line, isLast: true, table: table)
    _ = tables.read(lines, state: &state) { note($0, $1, wanted) }
  }

  /// The line from an offset on, with its end; what there is of it where it is very long.
  private func nextLine(at offset: UInt64) throws(ReadFault) -> Bytes {
    var count = Self.step
    while true {
      let bytes = try window.bytes(from: offset, count: count)
      if let end = bytes.endOfFirstLine { return bytes.slice(0, end) }
      if bytes.count < count || count > Self.reach { return bytes }
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
