import JSONTape
import Model

/// One document with many log events in it.
extension RecordReader {
  /// Hands on the events of the array at `array`: `{"timestamp":...,"message":"line"}`. False when it holds none.
  func emitElements(
    _ fields: Fields, _ array: Int, _ level: Int, _ outer: Envelope, _ span: RecordSpan, _ sink: RecordSink
  ) -> Bool {
    guard level < Self.nestingLimit, Int(fields[array].end) > array + 1 else { return false }
    var found = false
    // Lines of one event may be continued by the next, as anywhere.
    var state = FramingState()
    fields.forEachChild(of: array) { element in
      let shape = ObjectShape(fields, root: element)
      var envelope = outer
      guard let line = unwrapObject(fields, shape, unwrapped[level], &envelope) else { return true }
      found = true
      _ = readLine(line, envelope, level + 1, span, &state, sink)
      return true
    }
    releaseAll(&state, sink)
    return found
  }
}
