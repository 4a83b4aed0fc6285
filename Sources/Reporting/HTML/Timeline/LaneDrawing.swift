import CaseStore
import Model

/// The lane of one client: tokens above, then sockets, pushes and verdicts.
struct LaneDrawing {
  let lane: TimelineLane
  let scale: TimeScale
  let tolerance: TokenTolerance
  let blindSpots: [BlindSpot]
  let clocks: Clocks

  private static let tokenRow = 17
  private static let socketRow = 13
  private static let pushRow = 24
  private static let verdictRow = 20
  private static let top = 6

  private var tokenRows: [[TokenSpan]] { TokenRows.pack(lane.tokens.shown, tolerance: tolerance, last: scale.end) }
  private var hasVerdicts: Bool { lane.marks.shown.contains { $0.kind == .verdict } }

  private var socketTop: Int { Self.top + max(1, tokenRows.count) * Self.tokenRow }
  private var pushTop: Int { socketTop + Self.socketRow }
  private var verdictTop: Int { pushTop + Self.pushRow }
  var height: Int { verdictTop + (hasVerdicts ? Self.verdictRow : 0) + 4 }

  /// The names of the rows with the middle of each.
  private var captions: HTML {
    func caption(_ name: String, _ y: Int) -> HTML { "<text x=\"100%\" dx=\"-10\" y=\"\(y + 4)\">\(name)</text>" }
    return """
      <svg class="captions" height="\(height)" aria-hidden="true">\(caption("token", Self.top + Self.tokenRow / 2 - 1))\
      \(caption("socket", socketTop + Self.socketRow / 2 - 1))\(caption("push", pushTop + Self.pushRow / 2))\
      \(hasVerdicts ? caption("verdict", verdictTop + Self.verdictRow / 2) : "")</svg>
      """
  }

  var row: HTML {
    """
    <div class="row lane">
    <div class="name">\(name)\(captions)</div>
    <svg class="track" height="\(height)" role="group" aria-label="client \(lane.client)"><svg class="view" overflow="visible">
    \(shades)\(tokens)\(sockets)\(routine)\(marks)</svg></svg>
    </div>

    """
  }

  private var name: HTML {
    let user: HTML = lane.user.map { "<span class=\"dim\">user \($0)</span>" } ?? ""
    var facts: [HTML] = []
    if lane.gone > 0 { facts.append("<span class=\"verdict gone\">\(Wording.number(lane.gone)) lost</span>") }
    if lane.unsure > 0 { facts.append("<span class=\"verdict unsure\">\(Wording.number(lane.unsure)) unknown</span>") }
    if lane.gone == 0, lane.unsure == 0 {
      facts.append("<span class=\"dim\">\(Wording.count(lane.writes, "write"))</span>")
    }
    if lane.marks.hidden > 0 { facts.append("<span class=\"dim\">+\(Wording.number(lane.marks.hidden)) marks</span>") }
    if lane.untimed > 0 { facts.append("<span class=\"dim\">\(Wording.number(lane.untimed)) without time</span>") }
    return "<code>\(lane.client)</code> \(user) \(facts)"
  }

  private var shades: [HTML] {
    blindSpots.map { spot in
      "<rect class=\"blind\" x=\"\(scale.x(spot.from))\" y=\"0\" width=\"\(scale.width(from: spot.from, to: spot.to))\" height=\"100%\"/>\n"
    }
  }

  // MARK: Tokens

  private var tokens: [HTML] {
    tokenRows.enumerated().flatMap { row, spans in spans.map { token($0, y: Self.top + row * Self.tokenRow) } }
  }

  private func token(_ span: TokenSpan, y: Int) -> HTML {
    let drawing = TokenBar(span: span, scale: scale, tolerance: tolerance)
    return drawing.bar(y: y)
  }

  // MARK: Sockets

  private var sockets: [HTML] {
    lane.connections.shown.map { socket in
      let from = socket.openedAt.isKnown ? socket.openedAt : scale.start
      let to = socket.closedAt.isKnown ? socket.closedAt : scale.end
      let middle = socketTop + Self.socketRow / 2 - 1
      let opened = socket.openedAt.isKnown ? socket.openedAt.fineClock : "before these logs"
      let reason = [socket.closeCode.map(String.init), socket.closeReason].compactMap { $0 }.joined(separator: " ")
      let closed = socket.closedAt.isKnown ? socket.closedAt.fineClock : "after these logs or unseen"
      let sentence =
        "socket \(socket.connection ?? ""), opened \(opened), closed \(closed)" + (reason.isEmpty ? "" : " (\(reason))")
      let start: HTML = socket.openedAt.isKnown ? cap(from, middle) : ""
      let end: HTML = socket.closedAt.isKnown ? cap(to, middle) : ""
      return """
        <rect class="m socket" x="\(scale.x(from))" y="\(middle - 2)" width="\(scale.width(from: from, to: to))" height="4" \
        \(MarkAttributes.text(sentence, records: socket.records))/>\(start)\(end)

        """
    }
  }

  private func cap(_ at: Timestamp, _ y: Int) -> HTML {
    "<line class=\"cap\" x1=\"\(scale.x(at))\" x2=\"\(scale.x(at))\" y1=\"\(y - 5)\" y2=\"\(y + 5)\"/>"
  }

  // MARK: Pushes and verdicts

  private var routine: HTML {
    guard let most = lane.routine.max(), most > 0 else { return "" }
    return Bars(counts: lane.routine, most: most, scale: scale, bottom: pushTop + Self.pushRow - 2, height: 14)
      .drawing(style: "fine") { "\(Wording.count($0, "push", plural: "pushes")) that went through" }
  }

  private var marks: [HTML] { lane.marks.shown.map(mark) }

  private func mark(_ mark: TimelineMark) -> HTML {
    let look = MarkStyle(mark)
    let y = mark.kind == .verdict ? verdictTop + Self.verdictRow / 2 : pushTop + Self.pushRow / 2
    let x = scale.x(mark.at)
    let line: HTML =
      mark.kind == .newerToken
      ? "<line class=\"since\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"100%\"/>" : ""
    let label: HTML =
      look.label.map { "<text class=\"label \(look.style)\" x=\"\(x)\" dx=\"9\" y=\"\(y + 4)\">\($0)</text>" } ?? ""
    return """
      \(line)\(whisker(mark, y: y))<use class="m \(look.style)" href="#\(look.shape)" x="\(x)" y="\(y)" \
      \(MarkAttributes.text(MarkStyle.sentence(mark), detail: mark.detail, records: mark.records, isQuiet: mark.isRoutine))/>\(label)

      """
  }

  /// From the earliest to the latest moment that the clock of the record's source allows.
  private func whisker(_ mark: TimelineMark, y: Int) -> HTML {
    guard let record = mark.records.first, let span = clocks.span(of: record, at: mark.at) else { return "" }
    return "<line class=\"whisker\" x1=\"\(scale.x(span.from))\" x2=\"\(scale.x(span.to))\" y1=\"\(y)\" y2=\"\(y)\"/>"
  }
}

/// What a mark tells the script and a screen reader.
enum MarkAttributes {
  static func text(_ sentence: String, detail: String? = nil, records: [Int64], isQuiet: Bool = false) -> HTML {
    let more: HTML = detail.map { "data-d=\"\(TextLimit.cut($0, to: 600))\" " } ?? ""
    let quiet: HTML = isQuiet ? " data-q=\"\"" : ""
    let list = records.map(String.init).joined(separator: " ")
    return "\(more)data-r=\"\(list)\"\(quiet) role=\"button\" tabindex=\"-1\" aria-label=\"\(sentence)\""
  }
}

/// How exactly the times of records are known, where the clocks of their sources were compared.
struct Clocks {
  private var spans: [String: (offset: Int64, uncertainty: Int64)] = [:]
  private let records: [Int64: TimelineRecord]

  init(_ timeline: CaseTimeline) {
    records = timeline.records
    for source in timeline.sources.shown {
      guard let offset = source.clockOffset, let uncertainty = source.clockUncertainty else { continue }
      spans[source.path] = (offset, uncertainty)
    }
  }

  /// Nil where nothing is known or the difference cannot matter.
  func span(of record: Int64, at moment: Timestamp) -> (from: Timestamp, to: Timestamp)? {
    guard let source = records[record]?.source, let clock = spans[source] else { return nil }
    let middle = moment.microseconds - clock.offset
    return (
      Timestamp(microseconds: min(moment.microseconds, middle - clock.uncertainty)),
      Timestamp(microseconds: max(moment.microseconds, middle + clock.uncertainty))
    )
  }
}

extension TimeScale {
  var end: Timestamp { Timestamp(microseconds: start.microseconds + length) }
}
