import Model

/// What syslog writes in front of a line.
enum SyslogPrefixes {
  /// RFC 5424: `<14>1 TIME host app process id [data] line`, perhaps behind a count of bytes. Heroku's drains leave the
  /// data out. RFC 3164: `<14>Nov 22 10:23:18 host app[7]: line`, in files also without the number in front.
  static func unwrap(_ text: Bytes, _ clock: SyslogClock?, _ envelope: inout Envelope) -> Bytes? {
    guard text.first == 0x3C else { return unwrapOld(text, 0, clock, &envelope) }
    guard let close = text.index(of: 0x3E), close > 1, close < 5, let priority = number(text, 1, close) else {
      return nil
    }
    let inner =
      text.starts(with: "1 ", at: close + 1)
      ? unwrapNew(text, close + 3, &envelope) : unwrapOld(text, close + 1, clock, &envelope)
    if inner != nil { take(severity: priority & 7, &envelope) }
    return inner
  }

  /// Docker's driver makes 3 of stderr and 6 of stdout, whatever the line says.
  private static func take(severity: Int, _ envelope: inout Envelope) {
    switch severity {
    case 0...2: envelope.level = .fatal
    case 3: envelope.setStream(.stderr)
    case 4: envelope.level = .warn
    case 5: envelope.level = .info
    case 6: envelope.setStream(.stdout)
    default: envelope.level = .debug
    }
  }

  private static func number(_ text: Bytes, _ start: Int, _ end: Int) -> Int? {
    var value = 0
    for index in start..<end {
      guard text[index].isDigit else { return nil }
      value = value * 10 + Int(text[index] - ASCII.zero)
    }
    return value
  }

  // MARK: RFC 5424

  private static func unwrapNew(_ text: Bytes, _ start: Int, _ envelope: inout Envelope) -> Bytes? {
    let time = CivilTime.iso(text, at: start)
    let name = start + (time?.length ?? 1)
    guard time != nil || text.starts(with: "- ", at: start) else { return nil }
    var at = name
    for _ in 0..<4 {
      guard at < text.count, text[at] == ASCII.space else { return nil }
      at = text.index(of: ASCII.space, from: at + 1) ?? text.count
    }
    envelope.mark(.syslog)
    if let time { envelope.take(time, origin: .envelope) }
    envelope.mixLane(text.slice(name, at))
    at = behindData(text, min(at + 1, text.count))
    if text.starts(with: "\u{FEFF}", at: at) { at += 3 }
    return text.slice(from: at)
  }

  /// Behind `[id key="value"]...` or `-`, and the space that follows.
  private static func behindData(_ text: Bytes, _ start: Int) -> Int {
    if text.starts(with: "- ", at: start) { return start + 2 }
    guard start < text.count, text[start] == ASCII.openBracket else {
      return start + 1 == text.count && text[start] == ASCII.hyphen ? text.count : start
    }
    var at = start
    var isQuoted = false
    while at < text.count {
      switch text[at] {
      case ASCII.backslash where isQuoted: at += 1
      case ASCII.quote: isQuoted.toggle()
      case ASCII.closeBracket where !isQuoted:
        if at + 1 == text.count { return text.count }
        if text[at + 1] == ASCII.space { return at + 2 }
        guard text[at + 1] == ASCII.openBracket else { return start }
      default: break
      }
      at += 1
    }
    return start
  }

  // MARK: RFC 3164

  private static func unwrapOld(
    _ text: Bytes, _ start: Int, _ clock: SyslogClock?, _ envelope: inout Envelope
  ) -> Bytes? {
    guard let header = header(text, at: start) else { return nil }
    envelope.mark(.syslog)
    if let time = clock?.time(of: header.moment) { envelope.take(time, origin: .envelope) }
    envelope.mixLane(text.slice(header.name, header.end))
    return text.slice(from: min(header.end + 1, text.count))
  }

  /// A day and a time without a year and a zone.
  struct Moment: Equatable {
    var month: Int64
    var day: Int64
    /// Since midnight.
    var second: Int64
  }

  /// `Nov 22 10:23:18 host app[7]:`, also without the host. The name begins at `name` and ends with its colon.
  static func header(_ text: Bytes, at start: Int) -> (moment: Moment, name: Int, end: Int)? {
    guard text.count - start > 17, text[start].isUppercase, text[start + 3] == ASCII.space,
      let moment = CivilTime.syslog(text, at: start), text[start + 15] == ASCII.space
    else { return nil }
    let name = start + 16
    guard let end = tagEnd(text, name) else {
      guard let host = text.index(of: ASCII.space, from: name), host > name, host - name < 256,
        let end = tagEnd(text, host + 1)
      else { return nil }
      return (moment, name, end)
    }
    return (moment, name, end)
  }

  /// The index behind the colon of `app:` or `app[7]:`, which a space or nothing follows.
  private static func tagEnd(_ text: Bytes, _ start: Int) -> Int? {
    var at = start
    while at < text.count, at - start < 128, text[at].isNameByte || "/()[]".utf8.contains(text[at]) { at += 1 }
    guard at > start, at < text.count, text[at] == ASCII.colon else { return nil }
    return at + 1 == text.count || text[at + 1] == ASCII.space ? at + 1 : nil
  }

  /// What rsyslog writes to files, and `journalctl -o short-iso`: `TIME host app[7]: line`, of which `rest` stands
  /// behind the time.
  static func unwrapFile(_ rest: Bytes, _ time: CivilTime, _ envelope: inout Envelope) -> Bytes? {
    guard time.hasZone, let host = rest.index(of: ASCII.space), host > 0, host < 256, rest[0].isNameByte,
      let end = tagEnd(rest, host + 1), end >= 2, rest[end - 2] == ASCII.closeBracket, rest[end - 3].isDigit
    else { return nil }
    envelope.mark(.syslog)
    envelope.take(time, origin: .envelope)
    envelope.mixLane(rest.slice(0, end))
    return rest.slice(from: min(end + 1, rest.count))
  }
}

/// Year and zone of times that name none, learnt from a line whose program wrote a time of its own.
struct SyslogClock: Equatable, Sendable {
  private let year: Int64
  private let month: Int64
  /// Seconds east of UTC, in quarters of an hour.
  private let offset: Int64

  /// Nil where a line is none of RFC 3164, or has no time inside.
  init?(_ line: Bytes) {
    let start = line.first == 0x3C ? (line.index(of: 0x3E) ?? 0) + 1 : 0
    guard let header = SyslogPrefixes.header(line, at: start) else { return nil }
    let inner = Array(line.slice(from: min(header.end + 1, line.count))) + [UInt8](repeating: 0, count: 64)
    let time = inner.withUnsafeBytes { Self.time(inside: $0.slice(0, $0.count - 64)) }
    guard time.isKnown else { return nil }
    let guess = CivilDate.date(ofDay: time.microseconds / 86_400_000_000).year
    let distances = (guess - 1...guess + 1).map {
      ($0, Self.seconds(header.moment, $0) - time.microseconds / 1_000_000)
    }
    guard let (year, distance) = distances.min(by: { abs($0.1) < abs($1.1) }) else { return nil }
    let quarters = (Double(distance) / 900).rounded()
    offset = Int64(quarters) * 900
    guard abs(offset) <= 14 * 3600, abs(distance - offset) <= 120 else { return nil }
    self.year = year
    month = header.moment.month
  }

  /// The time that the text of a line itself says.
  private static func time(inside text: Bytes) -> Timestamp {
    var time = Timestamp.unknown
    var state = FramingState()
    _ = RecordReader().read(text, at: 1, firstLine: 1, state: &state, isLast: true) { record, _ in
      if record.timeOrigin == .body { time = record.time }
    }
    return time
  }

  private static func seconds(_ moment: SyslogPrefixes.Moment, _ year: Int64) -> Int64 {
    CivilDate.day(year: year, month: moment.month, day: moment.day) * 86_400 + moment.second
  }

  /// The time of a moment within half a year of the line that this was learnt from.
  func time(of moment: SyslogPrefixes.Moment) -> CivilTime {
    let turn: Int64 = moment.month - month > 6 ? -1 : moment.month - month < -6 ? 1 : 0
    return CivilTime(
      time: Timestamp(microseconds: (Self.seconds(moment, year + turn) - offset) * 1_000_000),
      resolution: 1_000_000, hasZone: true, length: 15)
  }
}
