import JSONTape
import Model

/// Exports in which a line stands under a name of the collector, as text or as the object that it was.
extension RecordReader {
  /// The line inside; nil when the object is itself the record.
  ///
  /// Google's `textPayload` and `jsonPayload`, Azure's `LogMessage`, `LogEntry` and `Log_s`, Elasticsearch's `_source`,
  /// Splunk's `result`, and `attributes` around a time and a message.
  func unwrapPayload(
    _ fields: Fields, _ shape: ObjectShape, _ text: Bytes, _ scratch: ByteScratch, _ envelope: inout Envelope
  ) -> Bytes? {
    let payload = fields[shape.payload]
    var inner = envelope
    inner.mark(.collector)
    if let time = Self.time(shape.timestamp, fields) { inner.take(time, origin: .envelope) }
    if shape.severity != 0 { inner.level = LevelWords.level(fields[shape.severity].textBytes) }
    let isNamedForLogs = shape.message == 0 && shape.msg == 0 && shape.level == 0
    var line: Bytes?
    if payload.hasKey("result") {
      guard let raw = fields.first(key: "_raw", of: shape.payload), raw.kind == .string else { return nil }
      if let time = fields.first(key: "_time", of: shape.payload).flatMap(Self.splunkTime) {
        inner.take(time, origin: .envelope)
      }
      line = scratch.copy(raw.textBytes)
    } else if payload.hasKey("attributes") {
      guard isNamedForLogs, ObjectShape(fields, root: shape.payload).isEvent else { return nil }
      line = part(text, payload)
    } else if payload.kind == .object {
      guard isNamedForLogs else { return nil }
      line = part(text, payload)
    } else if payload.kind == .string {
      guard isNamedForLogs, inner.time.isKnown else { return nil }
      line = scratch.copy(payload.textBytes)
    }
    guard var line else { return nil }
    while line.last == ASCII.newline { line = line.slice(0, line.count - 1) }
    inner.isWhole = line.index(of: ASCII.newline) != nil
    noteOrigin(fields, &inner)
    envelope = inner
    return line
  }

  /// `2026-03-04 12:34:56.789 UTC`
  private static func splunkTime(_ node: FieldNode) -> CivilTime? {
    guard var time = time(of: node) else { return nil }
    if node.textBytes.index(of: " UTC") != nil { time.hasZone = true }
    return time
  }

  private func part(_ text: Bytes, _ node: FieldNode) -> Bytes? {
    let key = node.keyBytes
    var range: Range<Int>?
    JSONSpans(text: text).members(at: 0) { name, value in
      if name.elementsEqual(key) { range = value }
    }
    return range.map { text.slice($0.lowerBound, $0.upperBound) }
  }

  /// Container and stream: lines of one continue one another.
  private func noteOrigin(_ fields: Fields, _ envelope: inout Envelope) {
    let names: [StaticString] = ["PodName", "ContainerName", "ContainerName_s", "ContainerID", "ContainerGroupName_s"]
    for name in names {
      if let value = fields.first(key: name), value.kind == .string { envelope.mixLane(value.textBytes) }
    }
    let streams: [StaticString] = ["LogSource", "LogEntrySource", "Stream_s"]
    for name in streams {
      if let value = fields.first(key: name), value.kind == .string {
        envelope.setStream(Self.stream(named: value.textBytes))
      }
    }
  }

  /// Datadog takes zero-cache's JSON apart: the message stays, everything else stands in `attributes`.
  func emitAttributes(
    _ object: Fields, _ shape: ObjectShape, _ text: Bytes, _ outer: Envelope, _ span: RecordSpan,
    _ state: inout FramingState, _ sink: RecordSink
  ) -> Bool {
    let inner = ObjectShape(object, root: shape.payload)
    guard object[shape.payload].hasKey("attributes"), inner.pid != 0, inner.worker != 0, shape.message != 0,
      object[shape.message].kind == .string
    else { return false }
    var envelope = outer
    envelope.mark(.collector)
    if let time = Self.time(shape.timestamp, object) { envelope.take(time, origin: .envelope) }
    closeBefore(envelope, span, &state, sink)
    var record = ParsedRecord()
    record.format = .zeroJSON
    record.text = text
    record.message = object[shape.message].textBytes
    let level = inner.level != 0 ? object[inner.level] : object.first(key: "status")
    record.level = level.map { LevelWords.level($0.textBytes) } ?? .unknown
    fields.reset()
    fields.append(childrenOf: object, root: shape.payload)
    record.fields = fields.finish()
    envelope.apply(to: &record)
    sink(&record, span)
    objectOutcome = .parsed
    return true
  }
}
