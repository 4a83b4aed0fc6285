import Model

/// Envelopes that are text in front of the line.
enum LinePrefixes {
  /// The line behind its prefix; nil where it has none.
  static func unwrap(_ text: Bytes, _ clock: SyslogClock?, _ envelope: inout Envelope) -> Bytes? {
    guard let first = text.first else { return nil }
    if first.isDigit {
      if let time = CivilTime.iso(text) { return unwrapTime(text, time, &envelope) }
      if let counted = behindCount(text) { return SyslogPrefixes.unwrap(counted, clock, &envelope) }
    }
    if text.last == ASCII.closeBracket, let inner = unwrapFluent(text, &envelope) { return inner }
    if first == ASCII.openBracket { return unwrapPod(text, &envelope) }
    if first == 0x3C { return SyslogPrefixes.unwrap(text, clock, &envelope) }
    if first.isUppercase, let inner = SyslogPrefixes.unwrap(text, clock, &envelope) { return inner }
    return unwrapService(text, &envelope)
  }

  /// Whether a text is a line of Kubernetes' files.
  static func isCollected(_ text: Bytes) -> Bool {
    guard text.first?.isDigit == true, let time = CivilTime.iso(text) else { return false }
    return text.starts(with: " stdout ", at: time.length) || text.starts(with: " stderr ", at: time.length)
  }

  /// Syslog over TCP may count the bytes of each message: `83 <14>1 ...`.
  private static func behindCount(_ text: Bytes) -> Bytes? {
    var at = 0
    while at < text.count, at < 7, text[at].isDigit { at += 1 }
    return text.starts(with: " <", at: at) ? text.slice(from: at + 1) : nil
  }

  private static func unwrapTime(_ text: Bytes, _ time: CivilTime, _ envelope: inout Envelope) -> Bytes? {
    guard time.length < text.count, text[time.length] == ASCII.space else {
      return time.length == text.count && time.fractionDigits == 9 ? takeTime(text, time, &envelope) : nil
    }
    let start = time.length + 1
    if let inner = unwrapCRI(text, start, time, &envelope) ?? unwrapFly(text, start, time, &envelope) { return inner }
    let rest = text.slice(from: start).withoutLeadingSpaces
    if let inner = SyslogPrefixes.unwrapFile(rest, time, &envelope) { return inner }
    if let inner = unwrapNamed(rest, time, &envelope) { return inner }
    if isOwnTime(rest, time, envelope) { return nil }
    return takeTime(text, time, &envelope)
  }

  private static func takeTime(_ text: Bytes, _ time: CivilTime, _ envelope: inout Envelope) -> Bytes {
    envelope.mark(.time)
    envelope.take(time, origin: .envelope)
    let rest = text.slice(from: min(time.length + 1, text.count))
    // Render writes two spaces; indentation that means something is kept.
    return rest.withoutLeadingSpaces.first == ASCII.openBrace ? rest.withoutLeadingSpaces : rest
  }

  /// Whether a time belongs to the inner line rather than to a collector. Collectors write Z and mostly nine digits;
  /// what follows a logger's own time is its level, its context or its words.
  private static func isOwnTime(_ rest: Bytes, _ time: CivilTime, _ envelope: Envelope) -> Bool {
    if !time.hasZone { return rest.first != ASCII.openBrace || !rest.starts(with: "\"", at: 1) }
    if TextShapes.isZeroContext(rest) || rest.trimmed.equals("[") { return !time.isZulu || envelope.time.isKnown }
    if time.fractionDigits == 9 { return false }
    if envelope.time.isKnown { return true }
    return rest.first != ASCII.openBrace && TextShapes.afterTime(rest) == 0 && !TextShapes.isConsoleSink(rest)
      && !TextShapes.isRequestLine(rest)
  }

  /// `TIME stream {json}` as `aws logs tail` prints, `TIME {label="x"} {json}` as logcli does: a name and a line that
  /// shows its own beginning.
  private static func unwrapNamed(_ rest: Bytes, _ time: CivilTime, _ envelope: inout Envelope) -> Bytes? {
    let isLabels = rest.first == ASCII.openBrace && rest.count > 1 && rest[1].isLetter
    let end = isLabels ? rest.index(of: "} ").map { $0 + 1 } : rest.index(of: ASCII.space)
    guard let end, end > 0, end < 600, isLabels || rest[0].isNameByte || rest[0] == 0x2F else { return nil }
    let inner = rest.slice(from: end).withoutLeadingSpaces
    guard inner.starts(with: "{\"") || TextShapes.isZeroContext(inner) || TextShapes.afterTime(inner) > 19,
      !TextShapes.isZeroContext(rest), !TextShapes.isConsoleSink(rest), TextShapes.afterTime(rest) == 0
    else { return nil }
    // A level word in front of an object belongs to a logger's own line.
    guard isLabels || LevelWords.level(rest.slice(0, end)) == .unknown else { return nil }
    envelope.mark(.time)
    envelope.take(time, origin: .envelope)
    envelope.mixLane(rest.slice(0, end))
    return inner
  }

  /// Kubernetes' files: `TIME stdout F content`; `P` marks a part of a longer line.
  private static func unwrapCRI(_ text: Bytes, _ start: Int, _ time: CivilTime, _ envelope: inout Envelope) -> Bytes? {
    let isError = text.starts(with: "stderr ", at: start)
    guard isError || text.starts(with: "stdout ", at: start), start + 7 < text.count else { return nil }
    let tag = text[start + 7]
    guard tag == 0x46 || tag == 0x50 else { return nil }
    var at = start + 8
    while at < text.count, text[at] != ASCII.space {
      guard text[at] == ASCII.colon || text[at].isNameByte else { return nil }
      at += 1
    }
    envelope.mark(.cri)
    envelope.take(time, origin: .envelope)
    envelope.setStream(isError ? .stderr : .stdout)
    envelope.isPartial = tag == 0x50
    return text.slice(from: min(at + 1, text.count))
  }

  /// `fly logs`: `TIME app[machine] region [level]line`, whole seconds.
  private static func unwrapFly(_ text: Bytes, _ start: Int, _ time: CivilTime, _ envelope: inout Envelope) -> Bytes? {
    var at = start
    while at < text.count, text[at].isLetter { at += 1 }
    guard at > start, at < text.count, text[at] == ASCII.openBracket,
      let machineEnd = text.index(of: ASCII.closeBracket, from: at), machineEnd - at < 40,
      text.starts(with: "] ", at: machineEnd)
    else { return nil }
    var region = machineEnd + 2
    while region < text.count, text[region].isLetter { region += 1 }
    guard region > machineEnd + 2, text.starts(with: " [", at: region),
      let end = text.index(of: ASCII.closeBracket, from: region), end - region < 14
    else { return nil }
    envelope.mark(.fly)
    envelope.take(time, origin: .envelope)
    envelope.mixLane(text.slice(start, region))
    // Some versions of flyctl print a space before the line.
    let isSpaced = end + 1 < text.count && text[end + 1] == ASCII.space
    return text.slice(from: end + (isSpaced ? 2 : 1))
  }

  /// Fluent Bit's files: `tag: [1772627696.789012345, {...}]`.
  private static func unwrapFluent(_ text: Bytes, _ envelope: inout Envelope) -> Bytes? {
    guard text.count > 20, text[text.count - 2] == ASCII.closeBrace, let start = text.index(of: ": ["), start < 200,
      let comma = text.index(of: ASCII.comma, from: start), comma - start < 30,
      text.starts(with: " {\"", at: comma + 1),
      let time = CivilTime.epoch(text.slice(start + 3, comma))
    else { return nil }
    envelope.mark(.collector)
    envelope.take(time, origin: .envelope)
    envelope.mixLane(text.slice(0, start))
    return text.slice(comma + 2, text.count - 1)
  }

  /// `kubectl logs --prefix`: `[pod/name/container] line`.
  private static func unwrapPod(_ text: Bytes, _ envelope: inout Envelope) -> Bytes? {
    guard text.starts(with: "[pod/"), let end = text.index(of: ASCII.closeBracket), end < 400,
      end + 1 == text.count || text[end + 1] == ASCII.space
    else { return nil }
    envelope.mark(.kubectl)
    envelope.mixLane(text.slice(0, end))
    return text.slice(from: min(end + 2, text.count))
  }

  /// `docker compose logs`: `service-1  | line`; pm2: `0|name  | line`.
  private static func unwrapService(_ text: Bytes, _ envelope: inout Envelope) -> Bytes? {
    guard let bar = serviceBar(text) else { return nil }
    envelope.mark(.compose)
    envelope.mixLane(text.slice(0, bar))
    return text.slice(from: min(bar + 2, text.count))
  }

  private static func serviceBar(_ text: Bytes) -> Int? {
    let limit = min(text.count, 120)
    var at = 0
    while at < limit, text[at].isNameByte { at += 1 }
    guard at > 0, at < limit else { return nil }
    if text[at] == ASCII.bar, at <= 3, text[0].isDigit {
      at += 1
      while at < limit, text[at].isNameByte { at += 1 }
    }
    while at < limit, text[at] == ASCII.space { at += 1 }
    guard at < limit, text[at] == ASCII.bar, text[at - 1] == ASCII.space else { return nil }
    return at + 1 == text.count || text[at + 1] == ASCII.space ? at : nil
  }
}
