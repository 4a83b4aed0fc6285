import CaseStore
import Model

/// The timeline for those who do not see it: the same in words, client by client.
struct TimelineWords {
  let timeline: CaseTimeline

  private static let marksPerClient = 24
  private static let clients = 12

  var markup: HTML {
    let clients: [HTML] = timeline.lanes.shown.prefix(Self.clients).map(client)
    var servers: [HTML] = timeline.servers.shown.prefix(Self.marksPerClient).map {
      "<li>\(MarkStyle.sentence($0))</li>\n"
    }
    let unsaid = timeline.servers.total - servers.count
    if unsaid > 0 { servers.append("<li>and \(Wording.number(unsaid)) more</li>\n") }
    var spots: [HTML] = timeline.blindSpots.map { spot in
      "<li>no record of any \(spot.role) from \(spot.from.clock) to \(spot.to.clock)</li>\n"
    }
    for source in timeline.sources.shown {
      for gap in source.gaps {
        spots.append("<li>\(source.path) is silent from \(gap.from.clock) to \(gap.to.clock)</li>\n")
      }
    }
    let clocks: [HTML] = timeline.sources.shown.compactMap { source in
      ClockWords.sentence(source).map { "<li>\($0)</li>\n" }
    }
    return """
      <details class="words"><summary>The timeline in words</summary>
      <p>\(toleranceText)</p>
      \(list("Servers", servers))\(list("Not covered", spots))\(list("Clocks", clocks))\(clients)\(others(clients.count))</details>
      """
  }

  private func others(_ said: Int) -> HTML {
    let others = timeline.lanes.total - said
    return others > 0
      ? "<p>\(Wording.count(others, "other client")): see the findings and the table of writes.</p>\n" : ""
  }

  private func list(_ name: HTML, _ items: [HTML]) -> HTML {
    items.isEmpty ? "" : "<h3>\(name)</h3>\n<ul>\n\(items)</ul>\n"
  }

  private func client(_ lane: TimelineLane) -> HTML {
    let tokens: [HTML] = lane.tokens.shown.filter { $0.lateness != nil || lane.tokens.total <= 4 }.map { span in
      "<li>\(TokenWords.sentence(span))</li>\n"
    }
    let notable = lane.marks.shown.filter { !$0.isRoutine && $0.kind != .lastMutationID }
    let marks: [HTML] = notable.prefix(Self.marksPerClient).map { "<li>\(MarkStyle.sentence($0))</li>\n" }
    let hidden = notable.count - marks.count
    let more: HTML = hidden > 0 ? "<li>and \(Wording.number(hidden)) more</li>\n" : ""
    let calm: HTML = marks.isEmpty ? "<li>nothing but pushes that went through</li>\n" : ""
    let user = lane.user.map { ", user \($0)" } ?? ""
    return """
      <h3>Client \(TextLimit.cut(lane.client, to: 200))\(user): \(Wording.count(lane.writes, "write"))</h3>
      <ul>
      \(tokens)\(marks)\(more)\(calm)</ul>

      """
  }

  private var toleranceText: String { ToleranceWords.sentence(timeline.tolerance) }
}

enum TokenWords {
  static func sentence(_ span: TokenSpan) -> String {
    let issued = span.issuedAt.isKnown ? "issued \(span.issuedAt.clock)" : "first seen \(span.firstSeenAt.clock)"
    let expires = span.expiresAt.isKnown ? "expires \(span.expiresAt.clock)" : "its expiry is not in the logs"
    var text = "token \(span.token), \(issued), \(expires), seen \(Wording.count(span.sightings, "time"))"
    text += " until \(span.lastSeenAt.clock)"
    guard let late = span.lateness, late >= 1_000_000 else { return text }
    return text + ", \(Wording.duration(microseconds: late)) after its expiry"
  }
}

/// What the logs say of the verifier's tolerance.
enum ToleranceWords {
  static func sentence(_ tolerance: TokenTolerance) -> String {
    func text(_ value: Int64) -> String { Wording.duration(microseconds: value) }
    switch (tolerance.acceptedUpTo, tolerance.refusedFrom) {
    case (nil, nil): return "The logs do not show which tolerance the verifier has: none is drawn."
    case (let accepted?, nil):
      return "Tokens were accepted up to \(text(accepted)) past their expiry, none was refused."
    case (nil, let refused?):
      return "Tokens were refused from \(text(refused)) past their expiry on; none was accepted after it."
    case (let accepted?, let refused?) where tolerance.isConsistent:
      return "Tokens were accepted up to \(text(accepted)) and refused from \(text(refused)) past their expiry: "
        + "the verifier's tolerance lies between."
    case (let accepted?, let refused?):
      return
        "Tokens were refused \(text(refused)) and accepted \(text(accepted)) past their expiry: there is no single "
        + "tolerance, or clocks differ; none is drawn."
    }
  }
}

/// How far the clock of a source is known to be off.
enum ClockWords {
  static func sentence(_ source: TimelineSource) -> String? {
    guard let offset = source.clockOffset, let uncertainty = source.clockUncertainty else { return nil }
    let side = offset < 0 ? "behind" : "ahead"
    return "the clock of \(source.path) is \(milliseconds(abs(offset))) \(side) of the sync server's, give or take "
      + milliseconds(uncertainty)
  }

  private static func milliseconds(_ value: Int64) -> String {
    value < 10_000_000 ? "\((value + 500) / 1_000) ms" : Wording.duration(microseconds: value)
  }
}
