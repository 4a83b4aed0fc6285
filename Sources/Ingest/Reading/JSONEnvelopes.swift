import JSONTape
import Model

/// JSON objects in which collectors wrap a line.
extension RecordReader {
  typealias Fields = UnsafeMutableBufferPointer<FieldNode>

  /// The wrapped line, copied into `scratch`; nil when the object is itself the record.
  func unwrapObject(_ fields: Fields, _ shape: ObjectShape, _ scratch: ByteScratch, _ envelope: inout Envelope)
    -> Bytes?
  {
    if shape.log != 0 { return unwrapDocker(fields, shape, scratch, &envelope) }
    if shape.journalMessage != 0 { return unwrapJournal(fields, shape, scratch, &envelope) }
    if shape.line != 0 || shape.entry != 0 { return unwrapLoki(fields, shape, scratch, &envelope) }
    guard shape.message != 0, shape.timestamp != 0, shape.pid == 0, shape.worker == 0, shape.msg == 0 else {
      return nil
    }
    return unwrapMessage(fields, shape, scratch, &envelope)
  }

  /// Docker's json-file in any order of keys, and what Fluentd and FireLens make of it.
  private func unwrapDocker(
    _ fields: Fields, _ shape: ObjectShape, _ scratch: ByteScratch, _ envelope: inout Envelope
  ) -> Bytes? {
    let isFile = shape.stream != 0 && shape.time != 0
    guard fields[shape.log].kind == .string,
      isFile || shape.time != 0 || shape.timestamp != 0 || shape.otherFields > 0 || envelope.time.isKnown,
      shape.level == 0, shape.msg == 0
    else { return nil }
    envelope.mark(.docker)
    let time = Self.time(shape.time, fields) ?? Self.time(shape.timestamp, fields)
    if let time { envelope.take(time, origin: .envelope) }
    envelope.setStream(Self.stream(named: Self.text(shape.stream, fields) ?? Self.text("source", fields, shape)))
    let text = scratch.copy(fields[shape.log].textBytes)
    if isFile { return DockerLine.unterminated(text, &envelope) }
    envelope.isPartial = shape.partialMark != 0 && fields[shape.partialMark].hasText("true")
    return text.last == ASCII.newline ? text.slice(0, text.count - 1) : text
  }

  /// `journalctl -o json`: microseconds as digits, and bytes as numbers where they are no text.
  private func unwrapJournal(
    _ fields: Fields, _ shape: ObjectShape, _ scratch: ByteScratch, _ envelope: inout Envelope
  ) -> Bytes? {
    guard shape.journalTime != 0 else { return nil }
    envelope.mark(.journald)
    let message = fields[shape.journalMessage]
    if let time = Self.time(shape.journalTime, fields) { envelope.take(time, origin: .envelope) }
    // Both standard streams come as `_TRANSPORT=stdout`; services that set priorities by stream use 3 or 4 for stderr.
    let priority = Self.text(shape.priority, fields)?.first ?? 0x36
    if let unit = Self.text("_SYSTEMD_UNIT", fields, shape) { envelope.mixLane(unit) }
    envelope.setStream(priority <= 0x34 ? .stderr : .stdout)
    envelope.isPartial = shape.partialMark != 0 && fields[shape.partialMark].hasText("true")
    guard message.kind == .array else { return message.kind == .string ? scratch.copy(message.textBytes) : nil }
    scratch.reset(capacity: Int(message.end) - shape.journalMessage)
    for index in shape.journalMessage + 1..<Int(message.end) {
      scratch.append(UInt8(truncatingIfNeeded: fields[index].integer))
    }
    return scratch.bytes
  }

  /// Loki's exports: `{"labels":{...},"line":"...","timestamp":"..."}`, and promtail's `entry` and `ts`.
  private func unwrapLoki(
    _ fields: Fields, _ shape: ObjectShape, _ scratch: ByteScratch, _ envelope: inout Envelope
  ) -> Bytes? {
    let line = fields[shape.line != 0 ? shape.line : shape.entry]
    guard line.kind == .string, let time = Self.time(shape.timestamp, fields) ?? Self.time(shape.ts, fields) else {
      return nil
    }
    envelope.mark(.loki)
    envelope.take(time, origin: .envelope)
    var stream = Self.text(shape.stream, fields)
    if shape.labels != 0 {
      if let label = fields.first(key: "stream", of: shape.labels) { stream = label.textBytes }
      fields.forEachChild(of: shape.labels) {
        envelope.mixLane(fields[$0].textBytes)
        return true
      }
    }
    envelope.setStream(Self.stream(named: stream))
    let text = scratch.copy(line.textBytes)
    return text.last == ASCII.newline ? text.slice(0, text.count - 1) : text
  }

  /// `{"timestamp","level","message"}` of a console capture, and the exports of CloudWatch, Railway and Render, where
  /// `message` is the line. The same keys are what winston writes: words stay a record of that object.
  private func unwrapMessage(
    _ fields: Fields, _ shape: ObjectShape, _ scratch: ByteScratch, _ envelope: inout Envelope
  ) -> Bytes? {
    let message = fields[shape.message]
    guard message.kind == .string, let time = Self.time(shape.timestamp, fields) else { return nil }
    let text = message.textBytes
    let isCollectors = shape.otherFields == 0 && (shape.collectorFields > 0 || shape.labels != 0)
    // Collectors with fields of their own (Fly, Vector) are known by the object that they wrap.
    let isWrapped = text.starts(with: "{\"") && text.trimmed.last == ASCII.closeBrace
    guard isCollectors || isWrapped || shape.otherFields == 0 && TextShapes.isStructured(text) else { return nil }
    envelope.mark(.collector)
    envelope.take(time, origin: .envelope)
    let level = shape.level != 0 ? shape.level : shape.severity
    if level != 0 { envelope.level = LevelWords.level(fields[level].textBytes) }
    envelope.isWhole = !isCollectors || text.dropLast().contains(ASCII.newline)
    let copy = scratch.copy(text)
    return copy.last == ASCII.newline ? copy.slice(0, copy.count - 1) : copy
  }

  private static func text(_ index: Int, _ fields: Fields) -> Bytes? {
    index != 0 && fields[index].kind == .string ? fields[index].textBytes : nil
  }

  private static func text(_ key: StaticString, _ fields: Fields, _ shape: ObjectShape) -> Bytes? {
    fields.firstIndex(key: key, of: shape.root).flatMap { text($0, fields) }
  }

  static func stream(named name: Bytes?) -> LogStream {
    guard let name else { return .unknown }
    return name.equals("stderr") ? .stderr : name.equals("stdout") ? .stdout : .unknown
  }
}
