public import CaseStore
import Model

/// One timeline over all sources, as `lostwrite trace` prints it.
public struct TraceReport: Sendable {
  let trace: Trace
  /// What was asked for, as typed.
  let asked: [String]
  /// Steps that are shown.
  let limit: Int
  let names: SourceNames

  /// Writes whose verdicts are spelled out above the timeline.
  private static let writesShown = 20
  /// With less room than this the words go on a line of their own.
  private static let wordColumns = 36

  public init(_ trace: Trace, asked: [String], limit: Int) {
    self.trace = trace
    self.asked = asked
    self.limit = limit
    names = SourceNames(trace.sources)
  }

  /// The writes with their verdicts, then a line for every step; ends with a line break.
  public func text(style: TextStyle = .plain) -> String {
    var out = TextLines(style: style)
    addHead(to: &out)
    out.blank()
    addSteps(to: &out)
    addNotes(to: &out)
    return out.text
  }

  private func addHead(to out: inout TextLines) {
    let folder = names.folder.isEmpty ? "" : " below \(names.folder)"
    let from =
      "\(Wording.count(trace.steps.count, "event")) from \(Wording.count(trace.sources.count, "source"))\(folder)"
    let known = trace.steps.map(\.at).filter(\.isKnown)
    let span = Wording.span(known.min()?.iso, known.max()?.iso).map { ", \($0)" } ?? ", no times"
    let title = "trace of \(asked.joined(separator: ", ")): \(from)\(span)"
    out.addWrapped(title)
    let told = trace.writes.filter { trace.writes.count == 1 || $0.verdict != .delivered }
    for write in told.prefix(Self.writesShown) {
      let name = write.name.map { " (\($0))" } ?? ""
      out.add(
        label: write.verdict.rawValue.uppercased(), tone: Self.tone(write.verdict), column: 10,
        "\(write.key)\(name), \(write.strength.rawValue): \(names.short(write.explanation, naming: trace.sources))")
    }
    let rest = told.count - Self.writesShown
    if rest > 0 { out.add(label: "", column: 10, "and \(Wording.count(rest, "more write")) below") }
    if trace.writes.count > 1 {
      let counts = Verdict.allCases.compactMap { verdict -> String? in
        let count = trace.writes.count { $0.verdict == verdict }
        return count == 0 ? nil : "\(Wording.number(count)) \(verdict.rawValue)"
      }
      out.add(label: "WRITES", column: 10, "\(Wording.number(trace.writes.count)): \(counts.joined(separator: ", "))")
    }
  }

  private func addSteps(to out: inout TextLines) {
    let shown = trace.steps.prefix(limit)
    let places = shown.map { VisibleText.escaped("\(names.short($0.source)):\($0.line)") }
    let placeWidth = places.map(VisibleText.width).max() ?? 0
    let tags = Self.tags(Set(trace.steps.compactMap(\.client)).sorted())
    var clock = TimelineClock()
    var expiries = trace.expiries(until: shown.last { $0.at.isKnown }?.at ?? .unknown)[...]
    for (step, place) in zip(shown, places) {
      while let next = expiries.first, step.at.isKnown, next.expiresAt <= step.at {
        expiries.removeFirst()
        let head = clock.head(next.expiresAt, mark: " ", to: &out) + VisibleText.padded("", to: placeWidth)
        add(["token \(next.fingerprint) expires"], tone: .warning, head: head, to: &out)
      }
      let head = clock.head(step.at, mark: step.isTimeInterpolated ? "~" : " ", to: &out)
      let wording = StepWording(step: step)
      let tag = step.client.flatMap { tags[$0] }.map { "[\($0)] " } ?? ""
      let words = tag + [wording.text, wording.token].compactMap(\.self).joined(separator: "; ")
      add([words], tone: wording.isBad ? .bad : nil, head: head + VisibleText.padded(place, to: placeWidth), to: &out)
      for write in step.decides { addMark(write, width: placeWidth, to: &out) }
    }
  }

  private func add(_ words: [String], tone: TextStyle.Tone?, head: String, to out: inout TextLines) {
    let column = VisibleText.width(head) + 2
    let isNarrow = out.style.width - column < Self.wordColumns
    if isNarrow { out.add(String(head.reversed().drop { $0 == " " }.reversed())) }
    for text in words {
      out.add(
        label: isNarrow ? "" : head, column: isNarrow ? narrowColumn(out) : column, text, textTone: tone)
    }
  }

  /// Where words begin that have a line of their own.
  private func narrowColumn(_ out: TextLines) -> Int {
    out.style.width - TimelineClock.width < Self.wordColumns ? 4 : TimelineClock.width
  }

  private func addMark(_ write: TracedWrite, width: Int, to out: inout TextLines) {
    let cause = write.cause == .none ? "" : ", \(write.cause.rawValue)"
    let column = TimelineClock.width + width + 2
    out.add(
      label: "", column: out.style.width - column < Self.wordColumns ? narrowColumn(out) : column,
      "=> \(write.verdict.rawValue): #\(write.mutation)\(cause), \(write.strength.rawValue)",
      textTone: Self.tone(write.verdict))
  }

  private func addNotes(to out: inout TextLines) {
    out.blank()
    if trace.steps.count > limit {
      let events = Wording.count(trace.steps.count - limit, "more event")
      out.addWrapped("and \(events): --limit N, --since and --until choose others")
    }
    if trace.steps.contains(where: { !$0.at.isKnown }) {
      out.add(label: "?", column: 3, "the line does not say when: it stands where its line, or else its source, has it")
    }
    if trace.steps.contains(where: \.isTimeInterpolated) {
      out.add(label: "~", column: 3, "no time in the line: the time is that of a record shortly before it")
    }
    if trace.leftOutWithoutTime > 0 {
      let events = Wording.count(trace.leftOutWithoutTime, "event")
      out.addWrapped("\(events) without any time left out, because --since and --until need one")
    }
    if trace.steps.isEmpty { out.add("no event of it in this time") }
  }

  /// Short names of clients where there are several: as many letters as tell them apart, eight at least.
  private static func tags(_ clients: [String]) -> [String: String] {
    guard clients.count > 1 else { return [:] }
    let longest = clients.map(\.count).max() ?? 0
    let count = (8...max(8, longest)).first { count in Set(clients.map { $0.prefix(count) }).count == clients.count }
    return Dictionary(uniqueKeysWithValues: clients.map { ($0, String($0.prefix(count ?? longest))) })
  }

  static func tone(_ verdict: Verdict) -> TextStyle.Tone {
    switch verdict {
    case .delivered, .rejected: .good
    case .dropped, .lost: .bad
    case .pending: .warning
    case .unknown: .unsure
    }
  }
}

/// The first columns of a timeline: the time, and how long after the line before it.
private struct TimelineClock {
  static let width = 24
  private var day = ""
  private var before: Timestamp?

  /// The columns for a moment; a line with the day goes before them where it is another one.
  mutating func head(_ moment: Timestamp, mark: String, to out: inout TextLines) -> String {
    guard moment.isKnown else { return VisibleText.padded("?", to: Self.width) }
    let iso = moment.iso
    if iso.prefix(10) != day {
      day = String(iso.prefix(10))
      out.add(day + " UTC", tone: .dim)
    }
    let gap = before.flatMap { moment.since($0) } ?? 0
    before = moment
    let delta = gap == 0 ? "" : (gap > 0 ? "+" : "-") + Wording.duration(microseconds: abs(gap), exact: true)
    return VisibleText.padded(mark + iso.dropFirst(11).prefix(12), to: 15)
      + VisibleText.padded(delta, to: Self.width - 15)
  }
}

extension Trace {
  /// The tokens that expire between the first step and a moment, by time.
  func expiries(until last: Timestamp) -> [TracedToken] {
    let first = steps.first { $0.at.isKnown }?.at ?? .unknown
    var seen: Set<String> = []
    let tokens = steps.compactMap(\.token).filter { token in
      token.expiresAt.isKnown && first <= token.expiresAt && token.expiresAt <= last
        && seen.insert(token.fingerprint).inserted
    }
    return tokens.sorted { ($0.expiresAt, $0.fingerprint) < ($1.expiresAt, $1.fingerprint) }
  }
}
