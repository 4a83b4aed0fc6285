import CaseStore
import Model

extension HTMLReport {
  private static let linesPerAnswer = 3

  /// The three questions with their answers, and how the writes are spread over the verdicts.
  var answers: HTML {
    let lines = Headline(report: report).lines
    func texts(_ labels: String...) -> [String] { lines.filter { labels.contains($0.label) }.map(\.text) }
    let unknown = report.count(.unknown) + report.count(.pending)
    let losses =
      gone > 0
      ? LossSummary.lines(report.losses.shown, day: report.totals.firstAt) + texts("WRONG") : texts("LOST", "WRONG")
    let stale = staleUses > 0 ? staleLines : texts("STALE")
    let isGone = gone > 0 || lines.contains { $0.tone == .bad }
    let isUnsure = lines.contains { $0.tone == .unsure && ["UNKNOWN", "PENDING"].contains($0.label) }
    return """
      <section class="answers" aria-label="Answers">
      \(card("Dropped or lost", gone, gone == 1 ? "write" : "writes", style: isGone ? "gone" : "fine", losses))
      \(staleCard(stale))
      \(card("Unknown", unknown, unknown == 1 ? "write" : "writes", style: isUnsure ? "unsure" : "fine", texts("UNKNOWN", "PENDING")))
      </section>
      """
  }

  /// How often stale tokens were used; where no push is known to have carried one, how many tokens outlived their expiry.
  private func staleCard(_ lines: [String]) -> HTML {
    let late = report.tokens.shown.count { $0.late.total > 0 }
    guard staleUses == 0, late > 0 else {
      return card("Stale", staleUses, staleUses == 1 ? "use" : "uses", style: staleUses > 0 ? "stale" : "fine", lines)
    }
    return card("Stale", late, late == 1 ? "token" : "tokens", style: "stale", lines)
  }

  private func card(_ name: String, _ number: Int, _ noun: String, style: String, _ lines: [String]) -> HTML {
    var items: [HTML] = lines.prefix(Self.linesPerAnswer).map { "<li>\($0)</li>" }
    if lines.count > Self.linesPerAnswer {
      items.append("<li><a href=\"#findings\">and \(Wording.number(lines.count - Self.linesPerAnswer)) more</a></li>")
    }
    return """
      <article class="answer \(style)">
      <h2>\(name)</h2>
      <p class="number"><strong>\(Wording.number(number))</strong> \(noun)</p>
      <ul class="plain">\(items)</ul>
      </article>
      """
  }

  /// The clients with their times, and the sentence that tells the gravest case.
  private var staleLines: [String] {
    let findings = staleAlarms
    guard let gravest = findings.first else { return [] }
    let sentence = Wording.firstSentence(gravest.story)
    guard findings.count > 1 else { return [sentence] }
    let areAlike = findings.allSatisfy { Wording.firstSentence($0.story) == sentence }
    return [
      WhoAndWhen.text(findings, day: report.totals.firstAt), areAlike ? sentence : "the gravest: \(sentence)",
    ]
  }

  /// How the writes are spread over the verdicts.
  var share: HTML {
    let all = report.writesInAll
    let parts: [HTML] = report.verdicts.filter { $0.count > 0 }.map { item in
      let style = VerdictStyle.name(item.verdict.rawValue)
      return "<span class=\"verdict \(style)\">\(Wording.number(item.count)) \(item.verdict.rawValue)</span> "
    }
    let writes: HTML = all > 0 ? "\(Wording.count(all, "write")): \(parts)" : ""
    let others = Headline(report: report).lines.filter { $0.label == "ALSO" }.map { $0.text.spaced }
    let also: HTML = others.isEmpty ? "" : "&middot; also <a href=\"#findings\">\(others.joined(separator: ", "))</a>"
    return all > 0 || !others.isEmpty ? "<p class=\"share\">\(writes)\(also)</p>" : ""
  }
}

/// Losses by what happened, over all clients.
struct LossSummary {
  private struct Kind: Hashable {
    var verdict: Verdict
    var cause: Cause
    var strength: Strength
  }

  /// One line per kind, in the order in which the losses name them.
  ///
  /// - Parameters:
  ///   - losses: Of every client.
  ///   - day: The start of the logs; times of its day stand without their date.
  /// - Returns: `4 writes of 2 clients were silently dropped (10:43:57 to 10:44:51), because of ...`
  static func lines(_ losses: [Loss], day: String?) -> [String] {
    var order: [Kind] = []
    var members: [Kind: [Loss]] = [:]
    for loss in losses {
      let kind = Kind(verdict: loss.verdict, cause: loss.cause, strength: loss.strength)
      if members[kind] == nil { order.append(kind) }
      members[kind, default: []].append(loss)
    }
    return order.map { line($0, members[$0] ?? [], day: day) }
  }

  private static func line(_ kind: Kind, _ losses: [Loss], day: String?) -> String {
    let writes = losses.reduce(0) { $0 + $1.writes }
    let clients = Set(losses.map { $0.client ?? "" })
    let who = who(losses, clients: clients.count)
    let were = writes == 1 ? "was" : "were"
    let probably = kind.strength == .proved ? "" : "probably "
    let what = kind.verdict == .dropped ? "silently dropped" : "never processed"
    let span = ClockSpan(losses.map { ($0.firstAt, $0.lastAt) }, day: day).text
    let head =
      "\(Wording.count(writes, "write")) of \(who) \(were) \(probably)\(what) (\(span))"
    guard kind.verdict == .dropped else {
      return head + ", and the \(clients.count == 1 ? "client" : "clients") did not come back"
    }
    return head + ", because of \(Headline.reason(kind.cause)); nothing will retry \(writes == 1 ? "it" : "them")"
  }
}

extension LossSummary {
  /// More clients than this are counted.
  private static let named = 2

  /// `client c1`, or `1,349 clients (c7 8, c9 6 and 1,347 more)`, most writes first.
  private static func who(_ losses: [Loss], clients: Int) -> String {
    var counts: [String: Int] = [:]
    for loss in losses { if let client = loss.client { counts[client, default: 0] += loss.writes } }
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard clients > 1, counts.count == clients else {
      return clients == 1 ? losses.first?.client.map { "client \($0)" } ?? "1 client" : Wording.count(clients, "client")
    }
    let items = order.prefix(named).map { "\(TextLimit.cut($0.key, to: 60)) \(Wording.number($0.value))" }
    return "\(Wording.count(clients, "client")) (\(Wording.list(items, limit: named, hidden: clients - items.count)))"
  }
}

/// `10:43:57 to 10:44:51` over several spans; with its date where that is not the day of the logs' start.
struct ClockSpan {
  var text: String

  init(_ spans: [(first: String?, last: String?)], day: String?) {
    guard let first = spans.compactMap({ $0.first ?? $0.last }).min() else {
      text = "the logs tell no time"
      return
    }
    let last = spans.compactMap { $0.last ?? $0.first }.max() ?? first
    func clock(_ iso: String) -> String {
      iso.prefix(10) == day?.prefix(10) ? String(iso.dropFirst(11).prefix(8)) : Wording.moment(iso)
    }
    text = clock(first) == clock(last) ? clock(first) : "\(clock(first)) to \(clock(last))"
  }
}

/// Advice as rules write it: `1. Do this. 2. Do that.`
struct Advice {
  var steps: [String]
  var first: String { steps.first ?? "" }

  init(_ text: String) {
    var rest = Substring(text)
    var steps: [String] = []
    if rest.hasPrefix("1. ") {
      rest = rest.dropFirst(3)
      var number = 2
      while let next = rest.range(of: " \(number). ") {
        steps.append(String(rest[..<next.lowerBound]))
        rest = rest[next.upperBound...]
        number += 1
      }
    }
    if !rest.isEmpty { steps.append(String(rest)) }
    self.steps = steps
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Substring.Index>? { ranges(of: text).first }
}

/// The style of a verdict: one accent per meaning.
enum VerdictStyle {
  static func name(_ verdict: String) -> String {
    switch Verdict(rawValue: verdict) {
    case .dropped, .lost: "gone"
    case .unknown, .pending: "unsure"
    case .rejected: "refused"
    case .delivered, nil: "fine"
    }
  }
}
