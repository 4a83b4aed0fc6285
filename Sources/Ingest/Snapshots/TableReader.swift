import JSONTape
import Model

/// Where the reader of a table stands between two blocks.
struct TableState: Sendable {
  let header: TableHeader
  var isHeaderRead: Bool
  /// A row that goes on in the next line.
  var open: [UInt8] = []
  var openSpan = RecordSpan(offset: 0, length: 0, line: 0)
  var scan = ObjectScan()

  init(_ header: TableHeader) {
    self.header = header
    isHeaderRead = header.syntax == .json
  }
}

/// Reads the rows of exported tables: records of format `row` whose fields are the columns.
///
/// Rows of tables without bookkeeping columns give records without fields: they are counted, not looked into.
final class TableReader {
  private let rows = RowFields()
  private let row = ByteScratch()
  private let parser = JSONParser()
  private static let rowLimit = 4 << 20

  func read(_ lines: Lines, state: inout TableState, sink: RecordSink) -> ByteLedger {
    var ledger = ByteLedger()
    let content = lines.content
    var start = 0
    while start < content.count {
      let next = content.index(of: ASCII.newline, from: start).map { $0 + 1 } ?? content.count
      let span = RecordSpan(
        offset: lines.offset + UInt64(start), length: UInt64(next - start), line: lines.firstLine + ledger.lines)
      ledger.count(readLine(content.slice(start, next), span, &state, sink), bytes: span.length)
      start = next
    }
    if lines.isLast, !state.open.isEmpty, state.header.syntax == .csv {
      // A row whose quotes never close is read as far as it goes.
      readRow(state, sink)
      state.open = []
    }
    return ledger
  }

  private func readLine(
    _ line: Bytes, _ span: RecordSpan, _ state: inout TableState, _ sink: RecordSink
  ) -> LineOutcome {
    if state.open.isEmpty && line.allSatisfy(\.isBlank) { return .blank }
    guard state.open.count + line.count <= Self.rowLimit else {
      state.open = []
      state.scan = ObjectScan()
      return .skipped
    }
    return state.header.syntax == .csv
      ? readCSVLine(line, span, &state, sink) : readObjects(line, span, &state, sink)
  }

  private func readCSVLine(
    _ line: Bytes, _ span: RecordSpan, _ state: inout TableState, _ sink: RecordSink
  ) -> LineOutcome {
    guard state.isHeaderRead else {
      state.isHeaderRead = true
      return .parsed
    }
    let isFirst = state.open.isEmpty
    if isFirst { state.openSpan = span } else { state.openSpan.extend(by: span) }
    state.open += line
    // Every quote is closed when their number is even: a doubled quote inside quotes closes and opens.
    if state.open.count(where: { $0 == ASCII.quote }).isMultiple(of: 2) {
      readRow(state, sink)
      state.open.removeAll(keepingCapacity: true)
    }
    return isFirst ? .parsed : .continuation
  }

  private func readRow(_ state: TableState, _ sink: RecordSink) {
    var record = ParsedRecord()
    record.format = .row
    record.text = state.open.withUnsafeBytes(row.copy).withoutLineEnd
    if state.header.hasWrites { record.fields = rows.read(record.text, state.header) }
    sink(&record, state.openSpan)
  }

  /// Reads the objects that end in a line; an array can hold all of them in one.
  private func readObjects(
    _ line: Bytes, _ span: RecordSpan, _ state: inout TableState, _ sink: RecordSink
  ) -> LineOutcome {
    let isContinued = state.scan.isInside
    var outcome = isContinued ? LineOutcome.continuation : .parsed
    var start = 0
    for index in line.indices {
      let wasInside = state.scan.isInside
      let isEnd = state.scan.ends(with: line[index])
      if state.scan.isInside && !wasInside {
        start = index
        state.openSpan = RecordSpan(offset: span.offset + UInt64(index), length: 0, line: span.line)
      }
      guard isEnd else { continue }
      state.open += line.slice(start, index + 1)
      if !readObject(state, end: span.offset + UInt64(index) + 1, sink) { outcome = .malformed }
      state.open.removeAll(keepingCapacity: true)
    }
    if state.scan.isInside { state.open += line.slice(from: start) }
    return outcome
  }

  private func readObject(_ state: TableState, end: UInt64, _ sink: RecordSink) -> Bool {
    var record = ParsedRecord()
    record.format = .row
    record.text = state.open.withUnsafeBytes(row.copy)
    guard let fields = parser.parse(record.text) else { return false }
    record.fields = fields
    var span = state.openSpan
    span.length = end - span.offset
    sink(&record, span)
    return true
  }
}

extension Bytes {
  fileprivate var withoutLineEnd: Bytes {
    var end = count
    while end > 0, self[end - 1] == ASCII.newline || self[end - 1] == ASCII.carriageReturn { end -= 1 }
    return slice(0, end)
  }
}
