import CaseStore
import Model

/// The timeline as markup: one drawing per row, all on one scale.
struct TimelineDrawing {
  let timeline: CaseTimeline
  let scale: TimeScale?

  /// Clients that are drawn before one asks for more.
  private static let lanesAtFirst = 6
  private static let textLimit = 1_500
  private static let pathLimit = 400
  /// Microseconds around the alarms that tell how it came and what followed.
  private static let leastRoom: Int64 = 15_000_000

  init(_ timeline: CaseTimeline) {
    self.timeline = timeline
    scale = TimeScale(timeline)
  }

  /// The whole section; `focus` is what is shown first, everything where nil or where that is most of it anyway.
  func section(focus: (from: Timestamp, to: Timestamp)?) -> HTML {
    guard let scale else {
      return """
        <section id="timeline" aria-labelledby="timeline-title">
        <h2 id="timeline-title">Timeline</h2>
        <p>No record of these logs has a time, so nothing can be placed on a timeline.</p>
        </section>
        """
    }
    let rows = TimelineRows(timeline: timeline, scale: scale)
    return """
      <section id="timeline" aria-labelledby="timeline-title" data-focus="\(window(focus, scale))">
      <div class="heading"><h2 id="timeline-title">Timeline</h2>
      <p class="range" id="range" aria-live="polite">\(Wording.span(timeline.firstAt.iso, timeline.lastAt.iso) ?? "")</p>
      <div class="tools" role="group" aria-label="Timeline" hidden>\(Self.tools)</div></div>
      \(Legend.markup(timeline))
      \(Legend.shapes)
      <div class="plot" id="plot" tabindex="0" role="group" aria-label="Timeline" aria-describedby="keys">
      \(rows.markup(lanesAtFirst: Self.lanesAtFirst))</div>
      <p class="keys dim" id="keys" hidden>Arrow keys move, + and - zoom, 0 shows everything, n and p go to the next and the \
      previous problem, Tab goes to the marks; there the arrow keys go from mark to mark and Enter shows the evidence. \
      Ctrl and the wheel zoom; the wheel alone does after a click.</p>
      <aside id="evidence" aria-labelledby="evidence-title" hidden></aside>
      \(TimelineWords(timeline: timeline).markup)
      </section>
      """
  }

  private static let tools: HTML = """
    <button type="button" data-do="focus">Incident</button><button type="button" data-do="all">All</button>\
    <button type="button" data-do="in" aria-label="Zoom in">+</button>\
    <button type="button" data-do="out" aria-label="Zoom out">&minus;</button>\
    <button type="button" data-do="left" aria-label="Earlier">&larr;</button>\
    <button type="button" data-do="right" aria-label="Later">&rarr;</button>
    """

  /// `0.1 0.4`: the parts of the scale between which the alarms lie, with room around them.
  private func window(_ focus: (from: Timestamp, to: Timestamp)?, _ scale: TimeScale) -> String {
    guard let focus else { return "0 1" }
    let from = scale.fraction(focus.from)
    let to = scale.fraction(focus.to)
    let room = max((to - from) * 0.5, 0.02, Double(Self.leastRoom) / Double(scale.length))
    let window = (max(0, from - room), min(1, to + room))
    guard window.1 - window.0 < 0.7, window.1 > window.0 else { return "0 1" }
    return "\(TimeScale.decimal(window.0)) \(TimeScale.decimal(window.1))"
  }

  /// What the marks rest on, by record: `{"sources": [path], "records": {"7": [source, line, at, origin, text]}}`.
  ///
  /// The records of the gravest clients come first; where texts do not fit into so many bytes any more, places still may.
  func evidence(budget: Int) -> String {
    var sources: [String] = []
    var places: [String: Int] = [:]
    var rows: [(String, String)] = []
    var used = 0
    for record in recordsInOrder {
      guard let found = timeline.records[record] else { continue }
      let path = TextLimit.cut(found.source, to: Self.pathLimit)
      let place = places[path] ?? sources.count
      let text = ScriptJSON.text(found.text.map { TextLimit.cut($0, to: Self.textLimit) })
      let fits = used + text.utf8.count < budget * 4 / 5
      let cells = ScriptJSON.list([
        String(place), String(found.line), ScriptJSON.number(found.at.stored), ScriptJSON.text(found.timeOrigin),
        fits ? text : "null",
      ])
      used += cells.utf8.count + 14
      if place == sources.count { used += path.utf8.count + 4 }
      guard used < budget else { break }
      if place == sources.count { sources.append(path) }
      places[path] = place
      rows.append((String(record), cells))
    }
    return ScriptJSON.object([
      ("sources", ScriptJSON.list(sources.map { ScriptJSON.text($0) })), ("records", ScriptJSON.object(rows)),
    ])
  }

  private var recordsInOrder: [Int64] {
    var seen: Set<Int64> = []
    var order: [Int64] = []
    func add(_ records: [Int64]) {
      for record in records where seen.insert(record).inserted { order.append(record) }
    }
    for mark in timeline.servers.shown { add(mark.records) }
    for lane in timeline.lanes.shown {
      for mark in lane.marks.shown where !mark.isRoutine { add(mark.records) }
      for token in lane.tokens.shown { add(token.records) }
      for socket in lane.connections.shown { add(socket.records) }
    }
    for lane in timeline.lanes.shown { for mark in lane.marks.shown { add(mark.records) } }
    return order
  }
}
