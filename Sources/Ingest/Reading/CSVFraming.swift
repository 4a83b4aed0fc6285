import Model

/// CloudWatch's CSV exports: a header with a time and a message column, RFC 4180 quotes.
struct CSVFraming: Equatable, Sendable {
  private(set) var timeColumn = -1
  private(set) var messageColumn = -1
  /// A row whose quotes are open at the end of the line.
  var open: FramingState.OpenText?

  /// Nil when the line is no such header.
  init?(header line: Bytes) {
    guard line.count < 1000, line.index(of: ASCII.comma) != nil else { return nil }
    var column = 0
    var start = 0
    while start <= line.count {
      let end = line.index(of: ASCII.comma, from: start) ?? line.count
      let name = line.slice(start, end).trimmed
      let bare = name.count > 2 && name.first == ASCII.quote ? name.slice(1, name.count - 1) : name
      guard bare.allSatisfy({ $0.isNameByte || $0 == ASCII.space }) else { return nil }
      if bare.equals("timestamp") || bare.equals("@timestamp") || bare.equals("time") { timeColumn = column }
      if bare.equals("message") || bare.equals("@message") || bare.equals("log") { messageColumn = column }
      column += 1
      start = end + 1
    }
    guard timeColumn >= 0, messageColumn >= 0 else { return nil }
  }
}

extension RecordReader {
  /// One physical line of a CSV file; a row ends where its quotes are closed.
  func readCSV(
    _ line: Bytes, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) -> LineOutcome {
    var isOpen = line.reduce(false) { $1 == ASCII.quote ? !$0 : $0 }
    guard state.csv?.open != nil else {
      if line.isBlank { return .blank }
      guard isOpen else { return readRow(line, span, &state, sink) }
      state.csv?.open = .init(line, Envelope(), span)
      return .parsed
    }
    guard (state.csv?.open?.bytes.count ?? 0) + line.count <= Self.documentLimit else {
      state.csv?.open = nil
      return .skipped
    }
    state.csv?.open?.bytes.append(ASCII.newline)
    state.csv?.open?.bytes.append(contentsOf: line)
    state.csv?.open?.span.extend(by: span)
    isOpen.toggle()
    guard !isOpen, let row = state.csv?.open else { return .continuation }
    state.csv?.open = nil
    let text = row.bytes.withUnsafeBytes(joined.copy)
    let outcome = readRow(text, row.span, &state, sink)
    return outcome == .parsed ? .continuation : outcome
  }

  /// A row whose quotes never closed is read as far as it goes.
  func releaseCSV(_ state: inout FramingState, _ sink: RecordSink) {
    guard let row = state.csv?.open else { return }
    state.csv?.open = nil
    _ = readRow(row.bytes.withUnsafeBytes(joined.copy), row.span, &state, sink)
  }

  private func readRow(
    _ row: Bytes, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) -> LineOutcome {
    guard let framing = state.csv else { return .malformed }
    var envelope = Envelope()
    envelope.mark(.csv)
    var message: Bytes?
    var isDated = false
    var at = 0
    var column = 0
    while at <= row.count {
      let scratch = column == framing.messageColumn ? unwrapped[0] : plain
      let value = Self.value(row, &at, scratch)
      if column == framing.messageColumn { message = value }
      if column == framing.timeColumn, let time = CivilTime.epoch(value.trimmed) ?? CivilTime.iso(value.trimmed) {
        isDated = true
        envelope.take(time, origin: .envelope)
      }
      column += 1
    }
    // The first line promised rows; one that is none is read as what it is.
    guard isDated, var text = message else {
      notices.note(.foreignRow, line: span.line)
      return readLine(row, Envelope(), 1, span, &state, sink)
    }
    while let last = text.last, last == ASCII.newline || last == ASCII.carriageReturn {
      text = text.slice(0, text.count - 1)
    }
    envelope.isWhole = text.index(of: ASCII.newline) != nil
    return readLine(text, envelope, 1, span, &state, sink)
  }

  /// The value at `at`, without its quotes; moves behind its comma.
  private static func value(_ row: Bytes, _ at: inout Int, _ scratch: ByteScratch) -> Bytes {
    guard at < row.count, row[at] == ASCII.quote else {
      let end = row.index(of: ASCII.comma, from: at) ?? row.count
      defer { at = end + 1 }
      return scratch.copy(row.slice(at, end))
    }
    scratch.reset(capacity: row.count - at)
    at += 1
    while at < row.count {
      if row[at] == ASCII.quote {
        guard at + 1 < row.count, row[at + 1] == ASCII.quote else { break }
        at += 1
      }
      scratch.append(row[at])
      at += 1
    }
    at = (row.index(of: ASCII.comma, from: at) ?? row.count) + 1
    return scratch.bytes
  }
}
