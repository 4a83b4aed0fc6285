import CaseStore
import Model

/// The rows of a timeline from top to bottom: overview, axis, servers, clients, the other clients, sources.
struct TimelineRows {
  let timeline: CaseTimeline
  let scale: TimeScale
  /// Bytes; only lanes full of long texts come near it.
  private static let lanesBudget = 2_200_000

  func markup(lanesAtFirst: Int) -> HTML {
    let clocks = Clocks(timeline)
    var lanes: [HTML] = []
    var room = Self.lanesBudget
    for lane in timeline.lanes.shown {
      let row = LaneDrawing(
        lane: lane, scale: scale, tolerance: timeline.tolerance, blindSpots: timeline.blindSpots, clocks: clocks,
        goneWords: goneWords(lane)
      ).row
      room -= row.text.utf8.count
      if room < 0 { break }
      lanes.append(row)
    }
    return """
      <div class="pinned">
      \(overview)\(axis)</div>
      \(grid)\(servers)\(Array(lanes.prefix(lanesAtFirst)))\(more(Array(lanes.dropFirst(lanesAtFirst))))\
      \(leftOut(timeline.lanes.shown.count - lanes.count))\(crowd)\(sources)
      """
  }

  private func goneWords(_ lane: TimelineLane) -> String {
    let verdicts = Set(timeline.writes.shown.filter { $0.client == lane.client }.map(\.verdict))
    let words = [Verdict.dropped, .lost].map(\.rawValue).filter(verdicts.contains)
    return words.isEmpty ? "dropped or lost" : words.joined(separator: " or ")
  }

  private func leftOut(_ lanes: Int) -> HTML {
    guard lanes > 0 else { return "" }
    return "<p class=\"more dim\">\(Wording.count(lanes, "lane")) left out to keep the page small</p>\n"
  }

  private func more(_ lanes: [HTML]) -> HTML {
    guard !lanes.isEmpty else { return "" }
    let clients = Wording.count(lanes.count, "more client")
    return """
      <details class="more-lanes"><summary>\(clients)</summary>
      \(lanes)</details>

      """
  }

  private func row(_ style: HTML, _ name: HTML, height: Int, _ content: HTML) -> HTML {
    """
    <div class="row \(style)"><div class="name">\(name)</div>
    <svg class="track" height="\(height)" aria-hidden="true"><svg class="view" overflow="visible">
    \(content)</svg></svg></div>

    """
  }

  /// All of it at a glance, whatever the rows below show; never zoomed.
  private var overview: HTML {
    let all = timeline.everyone
    func bars(_ counts: [Int], bottom: Int, height: Int, _ style: HTML) -> HTML {
      Bars(counts: counts, most: counts.max() ?? 0, scale: scale, bottom: bottom, height: height).drawing(style: style)
    }
    return """
      <div class="row overview"><div class="name"><span class="dim">\(Wording.count(all.clients, "client"))</span></div>
      <svg class="track" id="overview" height="40" aria-hidden="true">\(bars(all.pushes, bottom: 18, height: 15, "fine"))\
      \(bars(all.troubled, bottom: 28, height: 8, "stale"))\(bars(all.gone, bottom: 38, height: 8, "gone"))\
      <rect class="window" id="window" x="0" y="1" width="100%" height="38" rx="2"/></svg></div>

      """
  }

  private var axis: HTML {
    let ticks: [HTML] = scale.ticks(8).map { moment in
      "<text class=\"tick\" x=\"\(scale.x(moment))\" y=\"13\">\(moment.clock)</text>"
    }
    return """
      <div class="row axis"><div class="name dim">UTC</div>
      <svg class="track" id="axis" height="20" aria-hidden="true">\(ticks)</svg></div>

      """
  }

  private var grid: HTML {
    let lines: [HTML] = scale.ticks(8).map { moment in
      "<line x1=\"\(scale.x(moment))\" x2=\"\(scale.x(moment))\" y1=\"0\" y2=\"100%\"/>"
    }
    return "<svg class=\"grid\" id=\"grid\" aria-hidden=\"true\">\(lines)</svg>\n"
  }

  private var servers: HTML {
    guard !timeline.servers.shown.isEmpty else { return "" }
    let marks: [HTML] = timeline.servers.shown.map { mark in
      let attributes = MarkAttributes.text(
        MarkStyle.sentence(mark), detail: mark.until.isKnown ? mark.detail : nil, records: mark.records)
      if mark.until.isKnown, mark.until > mark.at {
        let width = scale.width(from: mark.at, to: mark.until)
        return
          "<rect class=\"m outage\" x=\"\(scale.x(mark.at))\" y=\"6\" width=\"\(width)\" height=\"10\" \(attributes)/>\n"
      }
      let shape: HTML = mark.word == EventKind.serverStarted.name ? "server-up" : "server-down"
      return "<use class=\"m quiet\" href=\"#\(shape)\" x=\"\(scale.x(mark.at))\" y=\"11\" \(attributes)/>\n"
    }
    return """
      <div class="row servers"><div class="name dim">Servers</div>
      <svg class="track" height="22" role="group" aria-label="servers"><svg class="view" overflow="visible">
      \(marks)</svg></svg></div>

      """
  }

  /// The clients without a lane, counted.
  private var crowd: HTML {
    let others = timeline.others
    guard others.clients > 0 else { return "" }
    let rows: [(name: HTML, counts: [Int], style: HTML, words: String)] = [
      ("push", others.pushes, "fine", "pushes that went through"),
      ("refused, failed, late", others.troubled, "stale", "pushes refused, failed or with a token past its expiry"),
      ("dropped or lost", others.gone, "gone", "writes dropped or lost"),
    ].filter { $0.counts.contains { $0 > 0 } }
    let drawings: [HTML] = rows.enumerated().map { index, item in
      Bars(counts: item.counts, most: item.counts.max() ?? 0, scale: scale, bottom: 24 + index * 24, height: 19)
        .drawing(style: item.style) { "\(Wording.number($0)) \(item.words)" }
    }
    let captions: [HTML] = rows.enumerated().map { index, item in
      let most = Wording.number(item.counts.max() ?? 0)
      return "<text x=\"100%\" dx=\"-10\" y=\"\(22 + index * 24)\">\(item.name), up to \(most)</text>"
    }
    let height = max(1, rows.count) * 24 + 6
    let name: HTML = "<span>\(Wording.count(others.clients, "other client"))</span>"
    return row(
      "crowd", "\(name)<svg class=\"captions\" height=\"\(height)\" aria-hidden=\"true\">\(captions)</svg>",
      height: height,
      "\(drawings)")
  }

  // MARK: Sources

  private var sources: HTML {
    var out: HTML = ""
    for source in timeline.sources.shown { out += self.source(source) }
    guard timeline.sources.hidden > 0 else { return out }
    return out
      + "<p class=\"more dim\">and \(Wording.count(timeline.sources.hidden, "more source")), in the table below</p>\n"
  }

  private func source(_ source: TimelineSource) -> HTML {
    let path: HTML =
      "<span class=\"path\" title=\"\(source.path)\">\(LastPart.of(source.path))</span> <span class=\"dim\">\(source.role)</span>"
    guard source.firstAt.isKnown else {
      return row("source", path, height: 16, "<text class=\"note\" x=\"1%\" y=\"12\">no times in this source</text>")
    }
    var content = shade(scale.start, source.firstAt, "no record of this source before \(source.firstAt.clock)")
    content += shade(source.lastAt, scale.end, "no record of this source after \(source.lastAt.clock)")
    for gap in source.gaps {
      let silent = Wording.duration(microseconds: gap.to.since(gap.from) ?? 0)
      content += shade(gap.from, gap.to, "silent from \(gap.from.clock) to \(gap.to.clock), \(silent)")
    }
    let bars = Bars(counts: source.records, most: source.records.max() ?? 0, scale: scale, bottom: 15, height: 12)
    content += bars.drawing(style: "records") { Wording.count($0, "record") }
    return row("source", path, height: 16, content)
  }

  private func shade(_ from: Timestamp, _ to: Timestamp, _ sentence: String) -> HTML {
    """
    <rect class="blind" x="\(scale.x(from))" y="0" width="\(scale.width(from: from, to: to))" height="16" data-t="\(sentence)"/>

    """
  }
}

/// The end of a path, which tells most.
enum LastPart {
  static func of(_ path: String) -> String {
    String(path.split(separator: "/", omittingEmptySubsequences: true).last ?? Substring(path))
  }
}
