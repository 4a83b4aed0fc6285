import Model

/// Sources that run backwards: the further lines of a record come before its first one.
extension RecordReader {
  /// A line that opens a record or completes one, when the lane has none open.
  func readReversed(
    _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan, _ state: inout FramingState, _ sink: RecordSink
  ) {
    guard Self.isFurtherLine(text) else {
      emitText(text, envelope, span, sink)
      return
    }
    let lane = state.ensureLane(envelope.lane)
    var record = FramingState.OpenText(text, envelope, span)
    record.shape = .reversed
    state.lanes[lane].record = record
  }

  /// Puts a line in front of the lane's open record; a first line completes it.
  func continueReversed(
    _ text: Bytes, _ envelope: Envelope, _ span: RecordSpan, _ lane: Int, _ state: inout FramingState,
    _ sink: RecordSink
  ) -> LineOutcome? {
    if text.isBlank { return .blank }
    let lines = state.lanes[lane].record?.lines ?? 0
    let size = state.lanes[lane].record?.bytes.count ?? 0
    guard lines < 500, size + text.count < 1 << 20 else { return nil }
    state.lanes[lane].record?.bytes.insert(contentsOf: Array(text) + [ASCII.newline], at: 0)
    state.lanes[lane].record?.envelope = envelope
    state.lanes[lane].record?.span.extend(by: span)
    state.lanes[lane].record?.lines += 1
    state.lanes[lane].record?.lastLine = span.line
    state.lanes[lane].record?.lastTime = envelope.time
    if !Self.isFurtherLine(text) { release(lane, &state, sink) }
    return .continuation
  }

  private static func isFurtherLine(_ text: Bytes) -> Bool {
    guard let first = text.first else { return false }
    if first == ASCII.space || first == ASCII.tab { return !TextShapes.isIndentedRequest(text) }
    return first == ASCII.closeBrace || text.starts(with: "] ") || text.equals("]")
  }
}
