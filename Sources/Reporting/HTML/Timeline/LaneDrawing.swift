import CaseStore
import Model

/// The lane of one client: tokens above, then sockets, pushes and verdicts.
struct LaneDrawing {
  let lane: TimelineLane
  let scale: TimeScale
  let tolerance: TokenTolerance
  let blindSpots: [BlindSpot]
  let clocks: Clocks
  /// What became of its writes that are not there: `dropped`, `lost` or both.
  let goneWords: String

  private static let tokenRow = 17
  private static let socketRow = 13
  private static let pushRow = 24
  private static let verdictRow = 20
  private static let top = 6
  private static let leastHeight = 46

  private var tokenRows: [[TokenSpan]] { TokenRows.pack(lane.tokens.shown, tolerance: tolerance) }
  private var hasVerdicts: Bool { lane.marks.shown.contains { $0.kind == .verdict || $0.kind == .finding } }

  private var socketTop: Int { Self.top + tokenRows.count * Self.tokenRow }
  private var hasSockets: Bool { !lane.connections.shown.isEmpty }
  private var pushTop: Int { socketTop + (hasSockets ? Self.socketRow : 0) }
  private var verdictTop: Int { pushTop + Self.pushRow }
  /// Room for the name beside it.
  var height: Int { max(Self.leastHeight, verdictTop + (hasVerdicts ? Self.verdictRow : 0) + 4) }

  /// The names of the rows, each at the middle of its row.
  private var captions: HTML {
    var captions: [HTML] = []
    func add(_ name: String, _ y: Int) { captions.append("<text x=\"100%\" dx=\"-10\" y=\"\(y + 4)\">\(name)</text>") }
    if !tokenRows.isEmpty { add("token", Self.top + Self.tokenRow / 2 - 2) }
    if hasSockets { add("socket", socketTop + Self.socketRow / 2 - 1) }
    add("push", pushTop + Self.pushRow / 2)
    if hasVerdicts { add("verdict", verdictTop + Self.verdictRow / 2) }
    return "<svg class=\"captions\" height=\"\(height)\" aria-hidden=\"true\">\(captions)</svg>"
  }

  var row: HTML {
    """
    <div class="row lane">
    <div class="name">\(name)\(captions)</div>
    <svg class="track" height="\(height)" role="group" aria-label="client \(TextLimit.cut(lane.client, to: 200))"><svg class="view" overflow="visible">
    \(shades)\(tokens)\(sockets)\(routine)\(marks)</svg></svg>
    </div>

    """
  }

  private var name: HTML {
    let user: HTML = lane.user.map { "<span class=\"dim\">user \(TextLimit.cut($0, to: 100))</span>" } ?? ""
    var facts: [HTML] = []
    if lane.gone > 0 { facts.append("<span class=\"verdict gone\">\(Wording.number(lane.gone)) \(goneWords)</span>") }
    if lane.unsure > 0 { facts.append("<span class=\"verdict unsure\">\(Wording.number(lane.unsure)) unknown</span>") }
    if lane.gone == 0, lane.unsure == 0 {
      facts.append("<span class=\"dim\">\(Wording.count(lane.writes, "write"))</span>")
    }
    let hidden = lane.marks.hidden + lane.tokens.hidden + lane.connections.hidden
    if hidden > 0 { facts.append("<span class=\"dim\">\(Wording.number(hidden)) more not drawn</span>") }
    let line: [HTML] = facts.map { " \($0)" }
    let client = TextLimit.cut(lane.client, to: 200)
    return "<code title=\"\(client)\">\(client)</code> \(user)\(line)"
  }

  private var shades: [HTML] {
    blindSpots.map { spot in
      "<rect class=\"blind\" x=\"\(scale.x(spot.from))\" y=\"0\" width=\"\(scale.width(from: spot.from, to: spot.to))\" height=\"100%\" data-t=\"\(Self.words(spot))\"/>\n"
    }
  }

  private static func words(_ spot: BlindSpot) -> String {
    "no record of any \(spot.role) from \(spot.from.clock) to \(spot.to.clock)"
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
    var before = scale.start
    return lane.connections.shown.map { socket in
      let from = socket.openedAt.isKnown ? socket.openedAt : min(before, socket.closedAt)
      let to = socket.closedAt.isKnown ? socket.closedAt : scale.end
      before = to
      let middle = socketTop + Self.socketRow / 2 - 1
      let style: HTML = socket.openedAt.isKnown && socket.closedAt.isKnown ? "" : " open"
      let start: HTML = socket.openedAt.isKnown ? cap(from, middle) : ""
      let end: HTML = socket.closedAt.isKnown ? cap(to, middle) : ""
      return """
        <rect class="m socket\(style)" x="\(scale.x(from))" y="\(middle - 2)" \
        width="\(scale.width(from: from, to: to))" height="4" \
        \(MarkAttributes.text(Self.words(socket), records: socket.records))/>\(start)\(end)

        """
    }
  }

  private static func words(_ socket: ConnectionSpan) -> String {
    let opened = socket.openedAt.isKnown ? "opened \(socket.openedAt.fineClock)" : "its opening is not in the logs"
    let closed = socket.closedAt.isKnown ? "closed \(socket.closedAt.fineClock)" : "its end is not in the logs"
    let reason = [socket.closeCode.map(String.init), socket.closeReason].compactMap { $0 }.joined(separator: " ")
    return "socket \(socket.connection ?? ""), \(opened), \(closed)" + (reason.isEmpty ? "" : " (\(reason))")
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

  /// What lies above others takes the click: the gravest last. Labels are placed from left to right.
  private var marks: [HTML] {
    let marks = lane.marks.shown
    let order = marks.indices.sorted { (marks[$0].gravity, $0) < (marks[$1].gravity, $1) }
    return order.map { figure(marks[$0]) } + marks.map(label)
  }

  private func middle(of mark: TimelineMark) -> Int {
    let isVerdict = mark.kind == .verdict || mark.kind == .finding
    return isVerdict ? verdictTop + Self.verdictRow / 2 : pushTop + Self.pushRow / 2
  }

  private func label(_ mark: TimelineMark) -> HTML {
    let look = MarkStyle(mark)
    guard let text = look.label else { return "" }
    // Before a newer token there is nothing of it; after it, its pushes.
    let side: HTML = mark.isTurn ? " data-side=\"left\" dx=\"-6\"" : " dx=\"9\""
    return """
      <text class="label \(look.style)" x="\(scale.x(mark.at))"\(side) y="\(middle(of: mark) + 4)">\(text)</text>

      """
  }

  private func figure(_ mark: TimelineMark) -> HTML {
    let look = MarkStyle(mark)
    let y = middle(of: mark)
    let x = scale.x(mark.at)
    let line: HTML = mark.isTurn ? "<line class=\"since\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"100%\"/>" : ""
    let attributes = MarkAttributes.text(
      MarkStyle.sentence(mark), detail: mark.detail, records: mark.records, isQuiet: mark.isRoutine || mark.isRotation)
    let rotation: HTML = mark.isRotation ? " rotation" : ""
    return """
      \(line)\(whisker(mark, y: y))<use class="m \(look.style)\(rotation)" href="#\(look.shape)" x="\(x)" y="\(y)" \(attributes)/>

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
    let more: HTML = detail.map { "data-d=\"\(TextLimit.cut($0, to: 300))\" " } ?? ""
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
