import CaseStore

/// The shapes of the timeline and what they mean.
enum Legend {
  private static let hit: HTML = "<rect class=\"hit\" x=\"-8\" y=\"-8\" width=\"16\" height=\"16\"/>"

  /// Referred to by every mark; in the colour of what refers to it.
  static let shapes: HTML = """
    <svg class="shapes" width="0" height="0" aria-hidden="true"><defs>
    <g id="push"><rect class="hit" x="-4" y="-8" width="8" height="16"/><circle r="3.2"/></g>
    <g id="late">\(hit)<path d="M0-5.5 5.2 4H-5.2Z"/></g>
    <g id="refused">\(hit)<path d="M-5-5H5V5H-5ZM-3-1.2V1.2H3V-1.2Z" fill-rule="evenodd"/></g>
    <g id="thrown">\(hit)<path d="M-5-3.2-3.2-5 0-1.8 3.2-5 5-3.2 1.8 0 5 3.2 3.2 5 0 1.8-3.2 5-5 3.2-1.8 0Z"/></g>
    <g id="failed">\(hit)<path d="M0 5-4.6-3.6H4.6ZM0 2.2 2.5-2.3H-2.5Z" fill-rule="evenodd"/></g>
    <g id="newer">\(hit)<path d="M-1-9H8L5.4-5.8 8-2.6H1V9H-1Z"/></g>
    <g id="progress"><rect class="hit" x="-3" y="-8" width="6" height="16"/><path d="M-.6-6H.6V6H-.6Z"/></g>
    <g id="dropped">\(hit)<path d="M0-6.5 6.5 0 0 6.5-6.5 0Z"/></g>
    <g id="lost">\(hit)<path d="M0-6.5 6.5 0 0 6.5-6.5 0ZM0-3.5-3.5 0 0 3.5 3.5 0Z" fill-rule="evenodd"/></g>
    <g id="unknown">\(hit)<path d="M-6 0A6 6 0 1 1 6 0 6 6 0 1 1-6 0ZM-1-1H1V-4H-1ZM-1 4H1V1H-1Z" fill-rule="evenodd"/></g>
    <g id="pending">\(hit)<path d="M-6 0A6 6 0 1 1 6 0 6 6 0 1 1-6 0ZM-4.4 0A4.4 4.4 0 1 0 4.4 0 4.4 4.4 0 1 0-4.4 0Z" fill-rule="evenodd"/>\
    <path d="M-.7-3H.7V-.5H3V.9H-.7Z"/></g>
    <g id="rejected">\(hit)<path d="M-6 0A6 6 0 1 1 6 0 6 6 0 1 1-6 0ZM-3.4-1V1H3.4V-1Z" fill-rule="evenodd"/></g>
    <g id="alarm">\(hit)<path d="M0-6.5 6.5 5H-6.5ZM-.9-3V1H.9V-3ZM-.9 2V3.8H.9V2Z" fill-rule="evenodd"/></g>
    <g id="server-up">\(hit)<path d="M-4 5V-5L5 0Z"/></g>
    <g id="server-down">\(hit)<path d="M-4-4H4V4H-4Z"/></g>
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <path class="hatch" d="M0 0H2.4V6H0Z"/></pattern>
    <pattern id="fog" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">\
    <path class="fog" d="M0 0H1V8H0Z"/></pattern>
    </defs></svg>
    """

  /// What of it this timeline uses.
  static func markup(_ timeline: CaseTimeline) -> HTML {
    let marks = timeline.lanes.shown.flatMap(\.marks.shown)
    let used = Set(marks.map { MarkStyle($0).shape })
    let words: [(String, String, String)] = [
      ("push", "fine", "push"), ("late", "stale", "stale token, accepted"),
      ("refused", "stale", "refused, 401 or 403"),
      ("thrown", "gone", "answered 200, but dropped"), ("failed", "quiet", "failed"),
      ("newer", "token", "new token known"),
      ("progress", "quiet", "last mutation id"), ("alarm", "stale", "other alarm"), ("dropped", "gone", "dropped"),
      ("lost", "gone", "lost"),
      ("unknown", "unsure", "unknown"),
      ("pending", "unsure", "pending"), ("rejected", "refused", "rejected by the app"),
    ]
    var items: [HTML] = []
    if timeline.lanes.shown.contains(where: { !$0.tokens.shown.isEmpty }) {
      items.append(swatch("token", "token valid"))
    }
    if timeline.tolerance.isConsistent, timeline.tolerance.acceptedUpTo != nil {
      items.append(swatch("tolerated", "tolerated past expiry"))
      if timeline.tolerance.refusedFrom != nil { items.append(swatch("undecided", "tolerance ends in here")) }
    }
    for (shape, style, text) in words where used.contains(shape) {
      items.append(mark(shape, style, text))
    }
    if !timeline.blindSpots.isEmpty || timeline.sources.shown.contains(where: { !$0.gaps.isEmpty }) {
      items.append(swatch("blind", "no record here"))
    }
    if !timeline.servers.shown.isEmpty {
      items.append(mark("server-up", "quiet", "server up"))
      items.append(mark("server-down", "quiet", "down"))
    }
    if timeline.sources.shown.contains(where: { $0.clockUncertainty != nil }) {
      items.append(
        "<li><svg width=\"22\" height=\"14\" aria-hidden=\"true\"><line class=\"whisker\" x1=\"0\" x2=\"22\" y1=\"7\" y2=\"7\"/></svg>clock uncertainty</li>"
      )
    }
    return "<ul class=\"legend plain\" aria-label=\"Legend\">\(items)</ul>"
  }

  private static func swatch(_ style: String, _ text: String) -> HTML {
    "<li><svg width=\"22\" height=\"14\" aria-hidden=\"true\"><rect class=\"\(style)\" x=\"0\" y=\"2\" width=\"22\" height=\"10\" rx=\"2\"/></svg>\(text)</li>"
  }

  private static func mark(_ shape: String, _ style: String, _ text: String) -> HTML {
    """
    <li><svg width="16" height="14" aria-hidden="true"><use class="\(style)" href="#\(shape)" x="8" y="7"/></svg>\(text)</li>
    """
  }
}
