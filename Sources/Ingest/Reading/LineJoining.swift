import JSONTape
import Model

/// Lines that were split, and records of several lines.
extension RecordReader {
  /// Limits of what is kept open.
  private enum Limit {
    static let partialBytes = 4 << 20
    static let recordBytes = 1 << 20
    static let recordLines = 500
    static let objectBytes = 16 << 20
    /// A record that got no line for so many lines of its source is complete.
    static let idleLines: UInt64 = 64
    /// As it is when so many microseconds passed.
    static let idleTime: Int64 = 1_000_000
    static let lanes = 64
  }

  /// Keeps a part of a line until the rest comes.
  func keepPartial(
    _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) -> LineOutcome {
    limitLanes(envelope.lane, &state, sink)
    let lane = state.ensureLane(envelope.lane)
    guard state.lanes[lane].partial != nil else {
      var first = envelope
      first.isPartial = false
      state.lanes[lane].partial = .init(text, first, span)
      return .parsed
    }
    guard (state.lanes[lane].partial?.bytes.count ?? 0) + text.count <= Limit.partialBytes else { return .skipped }
    state.lanes[lane].partial?.bytes.append(contentsOf: text)
    state.lanes[lane].partial?.span.extend(by: span)
    return .continuation
  }

  /// The whole line, when `text` is the end of one whose parts were kept. Its time is that of its first part.
  func joinPartial(
    _ text: Bytes, _ envelope: inout Envelope, _ span: RecordSpan, _ state: inout FramingState
  ) -> (text: Bytes, span: RecordSpan)? {
    guard let lane = state.laneIndex(envelope.lane), let open = state.lanes[lane].partial else { return nil }
    state.lanes[lane].partial = nil
    state.removeLaneIfEmpty(lane)
    var bytes = open.bytes
    bytes.append(contentsOf: text)
    let line = bytes.withUnsafeBytes(joined.copy)
    envelope = open.envelope
    var whole = open.span
    whole.extend(by: span)
    return (line, whole)
  }

  /// An inner line of text: continues the lane's open record, stands for itself, or opens a record.
  func readText(
    _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) -> LineOutcome {
    if text.index(of: 0) != nil { return leaveOutBinary(span) }
    if !state.lanes.isEmpty, !envelope.isWhole,
      let outcome = continueRecord(text, envelope, span, &state, sink)
    {
      return outcome
    }
    if text.isBlank { return .blank }
    // The end of an array whose elements were records.
    if text.equals("]"), !state.isReversed { return .continuation }
    closeBefore(envelope, span, &state, sink)
    if state.isReversed, !envelope.isWhole {
      readReversed(text, envelope, span, &state, sink)
    } else if envelope.isWhole {
      emitText(text, envelope, span, sink)
    } else if !emitRequestLine(text, envelope, span, sink) {
      open(text, envelope, span, &state, sink)
    }
    return .parsed
  }

  func leaveOutBinary(_ span: RecordSpan) -> LineOutcome {
    notices.note(.binaryLine, line: span.line)
    return .malformed
  }

  private func open(
    _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) {
    limitLanes(envelope.lane, &state, sink)
    let lane = state.ensureLane(envelope.lane)
    var record = FramingState.OpenText(text, envelope, span)
    if text.first == ASCII.openBrace || text.trimmed.equals("{") {
      record.shape = .object
    } else if TextShapes.opensContext(text) {
      record.shape = .context
    } else if text.starts(with: "] ") {
      record.shape = .contextEnd
    }
    state.lanes[lane].record = record
  }

  /// Adds a line to the lane's open record. Nil when it does not belong there.
  private func continueRecord(
    _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) -> LineOutcome? {
    guard let lane = state.laneIndex(envelope.lane), let record = state.lanes[lane].record else { return nil }
    if record.shape == .reversed { return continueReversed(text, envelope, span, lane, &state, sink) }
    let step = Self.step(text, record)
    switch step {
    case .foreign: return nil
    case .opensList:
      state.lanes[lane].record = nil
      state.removeLaneIfEmpty(lane)
      return nil
    case .turns:
      state.isReversed = true
      state.lanes[lane].record?.shape = .reversed
      return continueReversed(text, envelope, span, lane, &state, sink)
    case .blank: return .blank
    case .interleaved:
      emitText(text, envelope, span, sink)
      return .parsed
    case .adds(let shape), .ends(let shape):
      state.lanes[lane].record?.shape = shape
    }
    let fits =
      record.shape == .object
      ? record.bytes.count + text.count < Limit.objectBytes
      : record.bytes.count + text.count < Limit.recordBytes && record.lines < Limit.recordLines
    guard fits else {
      release(lane, &state, sink)
      return nil
    }
    if case .ends(.object) = step { return endObject(text, envelope, span, lane, &state, sink) }
    state.lanes[lane].record?.bytes.append(ASCII.newline)
    state.lanes[lane].record?.bytes.append(contentsOf: text)
    state.lanes[lane].record?.span.extend(by: span)
    state.lanes[lane].record?.lines += 1
    state.lanes[lane].record?.lastLine = span.line
    state.lanes[lane].record?.lastTime = envelope.time
    return .continuation
  }

  /// The last line of a printed object. Some programs begin the next one on it: `}{`.
  private func endObject(
    _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan, _ lane: Int, _ state: inout FramingState,
    _ sink: RecordSink
  ) -> LineOutcome {
    let next = text.trimmed.last == ASCII.openBrace ? text.index(of: ASCII.openBrace) : nil
    var last = span
    var first = span
    if let next {
      first = place(of: text.slice(from: next), in: span)
      first.length = span.offset + span.length - first.offset
      last.length = max(1, first.offset - span.offset)
    }
    state.lanes[lane].record?.bytes.append(ASCII.newline)
    state.lanes[lane].record?.bytes.append(contentsOf: text.slice(0, next ?? text.count))
    state.lanes[lane].record?.span.extend(by: last)
    release(lane, &state, sink)
    if let next { open(text.slice(from: next), envelope, first, &state, sink) }
    return .continuation
  }

  private enum Step {
    case foreign, blank, interleaved
    /// Shows that the open bracket was that of an array of objects, each of which is a record.
    case opensList
    /// Shows that the source runs backwards.
    case turns
    case adds(FramingState.Shape)
    case ends(FramingState.Shape)
  }

  /// What a line is to an open record.
  private static func step(_ text: Bytes, _ record: FramingState.OpenText) -> Step {
    let isIndented = text.first == ASCII.space || text.first == ASCII.tab
    switch record.shape {
    case .announced: return .foreign
    case .context:
      if text.first == ASCII.closeBracket { return .ends(.text) }
      if text.trimmed.first == ASCII.openBrace, record.bytes == [ASCII.openBracket] { return .opensList }
      if isIndented { return .adds(.context) }
      // Another process may write a line of its own in between.
      return TextShapes.isZeroText(text) ? .interleaved : text.isBlank ? .blank : .foreign
    case .object:
      if text.trimmed.first == ASCII.closeBrace, text.indentation <= record.bytes.withUnsafeBytes(\.indentation) {
        return .ends(.object)
      }
      return isIndented || text.isBlank ? .adds(.object) : .foreign
    case .contextEnd, .reversed:
      if isIndented, text.trimmed.first == ASCII.apostrophe || text.trimmed.first == ASCII.quote { return .turns }
      return isIndented ? .adds(.text) : text.isBlank ? .blank : .foreign
    case .text, .awaitingText:
      if text.isBlank { return record.bytes.last == ASCII.colon ? .adds(.awaitingText) : .blank }
      if isIndented { return TextShapes.isIndentedRequest(text) ? .foreign : .adds(.text) }
      if text.starts(with: "Caused by:") { return .adds(.text) }
      if text.count < 4, text.first == ASCII.closeBrace || text.first == ASCII.closeBracket { return .adds(.text) }
      return record.shape == .awaitingText && !TextShapes.isRecordStart(text) ? .adds(.text) : .foreign
    }
  }

  /// Hands on what a new record of `envelope`'s lane ends, and records that were idle for long.
  func closeBefore(_ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink) {
    guard !state.lanes.isEmpty else { return }
    var lane = 0
    while lane < state.lanes.count {
      let before = state.lanes.count
      if let record = state.lanes[lane].record,
        state.lanes[lane].id == envelope.lane || record.lastLine + Limit.idleLines < span.line
          || envelope.time.since(record.lastTime) ?? 0 > Limit.idleTime
      {
        release(lane, &state, sink)
      }
      if state.lanes.count == before { lane += 1 }
    }
  }

  /// Keeps the prefix of an event whose text follows on lines of its own.
  func announce(
    _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) -> LineOutcome {
    closeBefore(envelope, span, &state, sink)
    limitLanes(envelope.lane, &state, sink)
    let lane = state.ensureLane(envelope.lane)
    var record = FramingState.OpenText(Bytes(start: nil, count: 0), envelope, span)
    record.shape = .announced
    state.lanes[lane].record = record
    return .parsed
  }

  /// The envelope of the event that the line before belongs to, and the span of a line that begins or goes on with it.
  func takeAnnounced(_ span: RecordSpan, _ state: inout FramingState) -> (Envelope, RecordSpan) {
    guard let lane = state.lanes.firstIndex(where: { $0.record?.lastLine == span.line - 1 }),
      let record = state.lanes[lane].record
    else { return (Envelope(), span) }
    guard record.shape == .announced else { return (record.envelope, span) }
    state.lanes[lane].record = nil
    state.removeLaneIfEmpty(lane)
    var whole = record.span
    whole.extend(by: span)
    return (record.envelope, whole)
  }

  /// Hands on the open record of a lane.
  func release(_ lane: Int, _ state: inout FramingState, _ sink: RecordSink) {
    guard let record = state.lanes[lane].record else { return }
    state.lanes[lane].record = nil
    state.removeLaneIfEmpty(lane)
    if record.shape == .announced { return }
    let text = record.bytes.withUnsafeBytes(released.copy)
    if record.shape == .object, emitPrintedObject(text, record.envelope, record.span, sink) { return }
    emitText(text, record.envelope, record.span, sink)
  }

  /// An object printed over several lines. Read with buffers of its own: the line that ended it is still in use.
  private func emitPrintedObject(
    _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan, _ sink: RecordSink
  ) -> Bool {
    var object = text.trimmed
    if object.last == ASCII.comma { object = object.slice(0, object.count - 1) }
    let isLarge = object.count > Self.documentLimit
    guard object.first == ASCII.openBrace,
      isLarge ? JSONSpans(text: object).end(at: 0) == object.count : parsers[Self.nestingLimit].parse(object) != nil
    else {
      notices.note(.brokenJSON, line: span.line)
      return false
    }
    var whole = envelope
    whole.isWhole = true
    var none = FramingState()
    // Its bytes are those of the source where nothing but its newlines was taken off.
    let isDirect = envelope.kind == .none && (0...1).contains(Int(span.length) - text.count)
    printed.block = isDirect ? text : Bytes(start: nil, count: 0)
    printed.blockOffset = span.offset
    printed.notices = ReadingNotices()
    _ = printed.readLine(object, whole, 0, span, &none, sink)
    printed.releaseAll(&none, sink)
    notices.add(printed.notices)
    return true
  }

  private func limitLanes(_ id: UInt64, _ state: inout FramingState, _ sink: RecordSink) {
    guard state.lanes.count >= Limit.lanes, state.laneIndex(id) == nil else { return }
    releaseLanes(&state, sink)
  }

  /// Hands on everything at the end of a source.
  func releaseAll(_ state: inout FramingState, _ sink: RecordSink) {
    releaseCSV(&state, sink)
    releaseLanes(&state, sink)
    state = FramingState()
  }

  /// In the order in which the records began.
  private func releaseLanes(_ state: inout FramingState, _ sink: RecordSink) {
    while let lane = state.lanes.indices.min(by: { start(state.lanes[$0]) < start(state.lanes[$1]) }) {
      if state.lanes[lane].record != nil {
        release(lane, &state, sink)
      } else if let open = state.lanes[lane].partial {
        state.lanes.remove(at: lane)
        let text = open.bytes.withUnsafeBytes(joined.copy)
        var none = FramingState()
        _ = readLine(text, open.envelope, 1, open.span, &none, sink)
        releaseLanes(&none, sink)
      } else {
        state.lanes.remove(at: lane)
      }
    }
  }

  private func start(_ lane: FramingState.Lane) -> UInt64 {
    lane.record?.span.offset ?? lane.partial?.span.offset ?? 0
  }
}
