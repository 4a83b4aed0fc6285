import Model

/// How the lines of a source begin, where one line alone cannot tell; seen in its first lines.
struct SourceLayout: Equatable, Sendable {
  enum Prefix: Equatable, Sendable {
    case none
    /// `TIME STREAM LINE`: `aws logs tail`. With `--format json` the line follows on lines of its own.
    case stream
    /// `TIME LINE`, whole seconds without a zone: `aws logs tail --format short`, `render logs`.
    case stamp
  }

  private(set) var prefix = Prefix.none
  /// Year and zone of syslog times, where lines with a time of their own tell them.
  private(set) var syslogClock: SyslogClock?

  /// Whether it is what `journalctl -o export` prints.
  private(set) var isJournalExport = false

  /// As for a source of which every line says what it is.
  init() {}

  /// - Parameter head: the first bytes of the source.
  init(head: Bytes) {
    var sample = PrefixSample()
    Self.forEachLine(of: head) { line in
      sample.look(at: line)
      if syslogClock == nil { syslogClock = SyslogClock(line) }
    }
    prefix = sample.prefix
    isJournalExport = head.starts(with: "__CURSOR=")
  }

  /// How much of a source is looked at.
  private static let headLength = 1 << 16

  private static func forEachLine(of head: Bytes, _ body: (Bytes) -> Void) {
    let end = min(head.count, headLength)
    var start = 0
    while start < end, let newline = head.index(of: ASCII.newline, from: start) {
      body(head.slice(start, newline > start && head[newline - 1] == ASCII.carriageReturn ? newline - 1 : newline))
      start = newline + 1
    }
    if start == 0 { body(head) }
  }

  /// The line behind its prefix; nil where it has none, as the further lines of an event.
  func strip(_ line: Bytes, _ envelope: inout Envelope) -> Bytes? {
    switch prefix {
    case .none: return nil
    case .stream:
      guard let (time, name) = PrefixSample.streamPrefix(line) else { return nil }
      envelope.mark(.time)
      envelope.take(time, origin: .envelope)
      envelope.mixLane(line.slice(time.length + 1, name))
      return line.slice(from: min(name + 1, line.count))
    case .stamp:
      guard let time = PrefixSample.stamp(line) else { return nil }
      envelope.mark(.time)
      envelope.take(time, origin: .envelope)
      return line.slice(from: PrefixSample.endOfStamp(line, time))
    }
  }
}

/// What the first lines of a source have in front.
private struct PrefixSample {
  private var streamLines = 0
  private var plainStreams = 0
  private var streamNames: Set<UInt64> = []
  private var stampLines = 0
  private var otherTimes = 0
  /// Lines that show their own beginning behind the prefix.
  private var shown = 0

  /// The decision. Names that could be words of a program must repeat, and stand in front of lines that show it.
  var prefix: SourceLayout.Prefix {
    if streamLines > 0, stampLines == 0, otherTimes == 0 {
      let repeats = streamLines < 4 || streamNames.count * 2 <= streamLines
      if plainStreams == 0 { return repeats || shown > 0 ? .stream : .none }
      return streamLines >= 3 && streamNames.count * 3 <= streamLines && shown > 0 ? .stream : .none
    }
    return stampLines > 0 && streamLines == 0 && otherTimes == 0 && shown > 0 ? .stamp : .none
  }

  mutating func look(at line: Bytes) {
    guard line.first?.isDigit == true, let time = CivilTime.iso(line) else { return }
    if let (_, name) = Self.streamPrefix(line) {
      let bytes = line.slice(time.length + 1, name)
      streamLines += 1
      if !Self.isStreamName(bytes) { plainStreams += 1 }
      streamNames.insert(bytes.mixed())
      if Self.showsItself(line.slice(from: min(name + 1, line.count))) { shown += 1 }
    } else if Self.stamp(line) != nil {
      stampLines += 1
      if Self.showsItself(line.slice(from: Self.endOfStamp(line, time))) { shown += 1 }
    } else {
      otherTimes += 1
    }
  }

  private static func showsItself(_ text: Bytes) -> Bool {
    text.starts(with: "{\"") || text.first != ASCII.openBrace && TextShapes.isRecordStart(text)
  }

  /// Names that no sentence begins with: paths that end in an id (`zero/cache/5b1e9f...`), long ids.
  private static func isStreamName(_ name: Bytes) -> Bool {
    var digits = 0
    var slash: Int?
    for index in 0..<name.count {
      if name[index] == 0x2F { slash = index }
      if name[index].isDigit { digits += 1 }
    }
    guard digits > 0 else { return false }
    return slash.map { name.count - $0 > 8 } ?? (name.count >= 20)
  }

  /// The time as AWS's command line prints it, and where the stream's name ends. Names have no colon and no asterisk.
  static func streamPrefix(_ line: Bytes) -> (time: CivilTime, nameEnd: Int)? {
    guard line.first?.isDigit == true, let time = CivilTime.iso(line), time.hasZone, !time.isZulu,
      time.fractionDigits == 6 || time.fractionDigits == 0, line.starts(with: "+00:00 ", at: time.length - 6)
    else { return nil }
    let start = time.length + 1
    guard start < line.count, line[start].isLetter || line[start].isDigit || line[start] == 0x2F else { return nil }
    var end = start
    while end < line.count, line[end] > ASCII.space {
      switch line[end] {
      case ASCII.colon, ASCII.equals, ASCII.comma, ASCII.quote, ASCII.openBrace, 0x2A, ASCII.bar: return nil
      default: end += 1
      }
    }
    guard end - start <= 512, LevelWords.level(line.slice(start, end)) == .unknown else { return nil }
    return (time, end)
  }

  /// A time of whole seconds without a zone, and a space behind it.
  static func stamp(_ line: Bytes) -> CivilTime? {
    guard line.first?.isDigit == true, let time = CivilTime.iso(line), !time.hasZone, time.fractionDigits == 0,
      time.length < line.count, line[time.length] == ASCII.space, line[4] == ASCII.hyphen
    else { return nil }
    return time
  }

  /// One space behind AWS's times, two behind Render's, which have a space inside too.
  static func endOfStamp(_ line: Bytes, _ time: CivilTime) -> Int {
    let isSpaced = line[10] == ASCII.space && time.length + 1 < line.count && line[time.length + 1] == ASCII.space
    return time.length + (isSpaced ? 2 : 1)
  }
}
