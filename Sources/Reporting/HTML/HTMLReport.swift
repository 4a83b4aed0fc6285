public import CaseStore
import Model

/// The report for a browser: one file that loads nothing, readable without its script.
///
/// The script moves the timeline, shows evidence and sorts tables; what was lost and why stands in the markup.
public struct HTMLReport {
  let report: CaseReport
  let timeline: CaseTimeline
  /// nil where no record has a time.
  let scale: TimeScale?
  let victims: [Victim]
  /// Findings that are told in full, by their numbers; the others are in a table.
  let told: Set<Int64>
  let names: SourceNames
  let places: ShortPlaces

  init(_ report: CaseReport, _ timeline: CaseTimeline) {
    self.report = report
    self.timeline = timeline
    scale = TimeScale(timeline)
    victims = Victim.all(of: report.findings.shown)
    let first = victims.prefix(Self.victimsShown).flatMap(\.named) + report.findings.shown.prefix(Self.findingsInFull)
    told = Set(first.map(\.finding))
    let paths = report.sources.shown.map(\.path)
    names = SourceNames(paths)
    places = ShortPlaces(paths)
  }

  /// The whole page. The same case gives the same bytes.
  ///
  /// - Parameters:
  ///   - report: Loaded with `ReportScope.Limits.html`.
  ///   - timeline: Of the same case and scope.
  /// - Returns: An HTML document of less than 5 MB, whatever the size of the case.
  public static func render(_ report: CaseReport, _ timeline: CaseTimeline) -> String {
    HTMLReport(report, timeline).page.text
  }

  /// Bytes; the page is to stay below 5 MB with its script and style sheet.
  private static let budget = 4_700_000

  private var page: HTML {
    let drawing = TimelineDrawing(timeline)
    let body = body(drawing)
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="\(Product.name) \(Product.version)">
      <title>\(answer) - \(Product.name)</title>
      <style>\(trusted: HTMLAssets.css)</style>
      </head>
      <body>
      \(body)
      <script type="application/json" id="data">\(trusted: data(drawing, room: Self.budget - body.text.utf8.count))</script>
      <script>\(trusted: HTMLAssets.script)</script>
      </body>
      </html>

      """
  }

  private func body(_ drawing: TimelineDrawing) -> HTML {
    """
    <a class="skip" href="#findings">Skip to the findings</a>
    \(header)
    <main>
    \(answers)
    \(who)
    \(drawing.section(focus: focus))
    \(findings)
    \(tables)
    \(limits)
    </main>
    \(footer)
    """
  }

  /// Nothing is loaded from anywhere, and of scripts and styles only ours run.
  private var policy: String {
    "default-src 'none'; script-src '\(HTMLAssets.scriptDigest)'; style-src '\(HTMLAssets.cssDigest)'; "
      + "base-uri 'none'; form-action 'none'"
  }

  /// What the script works with, in so many bytes; the evidence of the marks comes before the rows of tables.
  private func data(_ drawing: TimelineDrawing, room: Int) -> String {
    let evidence = drawing.evidence(budget: min(1_000_000, room / 3))
    return ScriptJSON.object([
      ("start", ScriptJSON.number(drawing.scale?.start.microseconds)),
      ("length", ScriptJSON.number(drawing.scale?.length)),
      ("evidence", evidence),
      ("tables", ScriptJSON.object(tableData(room: room - evidence.utf8.count))),
    ])
  }

  private var header: HTML {
    let headline = Headline(report: report, folder: names.folder)
    return """
      <header class="top">
      <p class="brand">\(Product.name)</p>
      <h1>\(answer)</h1>
      <p class="summary">\(headline.summary)</p>
      \(share)
      </header>
      """
  }

  /// What the whole report comes to, in one sentence, and what it is not about.
  var answer: String {
    var text = result
    if let window = report.window {
      let outside = window.lossesOutside
      text += " in the chosen time" + (outside > 0 ? " (\(Wording.count(outside, "write")) gone outside of it)" : "")
    }
    let isCut = report.unread.total > 0 || report.totals.incompleteSources > 0
    return isCut ? text + ", as far as the logs could be read" : text
  }

  private var result: String {
    let stale = staleUses
    let unknown = report.count(.unknown)
    let used = "a stale token was used \(stale == 1 ? "once" : "\(Wording.number(stale)) times")"
    if gone > 0 {
      let clients = Set(report.losses.shown.map { $0.client ?? "" }).count
      let of = clients > 1 ? " of \(Wording.number(clients)) clients" : ""
      let were = gone == 1 ? "was" : "were"
      return "\(Wording.count(gone, "write"))\(of) \(were) \(goneWords)" + (stale > 0 ? "; \(used)" : "")
    }
    let open = Self.cannotBeJudged(unknown)
    if stale > 0, unknown > 0 { return "No loss was found, but \(used), and \(open)" }
    if stale > 0 { return "No write was dropped or lost, but \(used)" }
    if let worst = report.findings.shown.first, worst.isAlarm {
      let isContradicted = report.findings.shown.contains { $0.kind == FindingKind.outcomeContradicted.rawValue }
      return (isContradicted ? "" : "No loss was found. ") + worst.title
    }
    if unknown > 0 { return "No loss was found, but \(open)" }
    if report.writesInAll == 0 { return "No write was seen in these logs" }
    return "No write was dropped or lost" + (report.totals.tellsExpiries ? ", and no stale token did harm" : "")
  }

  private static func cannotBeJudged(_ writes: Int) -> String {
    "\(Wording.count(writes, "write")) cannot be judged"
  }

  /// Writes that were dropped or lost.
  var gone: Int { report.count(.dropped) + report.count(.lost) }

  /// The verdicts of these.
  private var goneWords: String {
    let words = [Verdict.dropped, .lost].filter { report.count($0) > 0 }.map { verdict in
      let losses = report.losses.shown.filter { $0.verdict == verdict }
      let proved = losses.filter { $0.strength == .proved }.reduce(0) { $0 + $1.writes }
      if proved == 0 { return "probably " + verdict.rawValue }
      let suspected = losses.reduce(0) { $0 + $1.writes } - proved
      return verdict.rawValue + (suspected == 0 ? "" : " (\(Wording.number(suspected)) of them probably)")
    }
    return words.joined(separator: " or ")
  }

  var staleAlarms: [ReportedFinding] {
    report.claims.filter { $0.isAlarm && $0.kind == FindingKind.staleToken.rawValue }
  }

  /// How often a token was used past its expiry, as far as that is an alarm.
  var staleUses: Int {
    staleAlarms.reduce(0) { $0 + $1.count }
  }

  /// When the alarms happened: what the timeline shows first.
  private var focus: (from: Timestamp, to: Timestamp)? {
    let alarms = report.findings.shown.filter(\.isAlarm)
    let first = alarms.compactMap(\.firstAt).min().map(Timestamp.init(viewText:)) ?? .unknown
    let last = alarms.compactMap { $0.lastAt ?? $0.firstAt }.max().map(Timestamp.init(viewText:)) ?? .unknown
    return first.isKnown && last.isKnown ? (first, last) : nil
  }

  private var limits: HTML {
    let sentences = Sight(report: report).limits
    guard !sentences.isEmpty else { return "" }
    let items: [HTML] = sentences.map { "<li>\($0)</li>\n" }
    return """
      <section id="limits" aria-labelledby="limits-title">
      <h2 id="limits-title">What these logs cannot show</h2>
      <ul class="plain">
      \(items)</ul>
      </section>
      """
  }

  private var footer: HTML {
    let path = ShellWord.quoted(report.casePath)
    let write = report.findings.shown.filter(\.isAlarm).lazy.flatMap { $0.ids(.mutation) }.first
    let why: HTML =
      write.map { "<li>one write: <code>lostwrite why \(path) \(ShellWord.quoted($0))</code></li>\n" } ?? ""
    return """
      <footer>
      <p>The case file has all of it:</p>
      <ul>
      \(why)<li>every write that was dropped or lost, to enter it again: \(allLosses)</li>
      <li>every write: <code>lostwrite report \(path) --format csv-writes=writes.csv</code></li>
      </ul>
      <p>All times are UTC. Tokens are fingerprints; no credential is in this file. Made by \(Product.name) \
      \(Product.version).</p>
      </footer>
      """
  }
}
