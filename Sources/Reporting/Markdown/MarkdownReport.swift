import CaseStore
import Model

/// The report for an issue or a chat: what was found, where it is seen, and what to do, on a screen or two.
struct MarkdownReport {
  let report: CaseReport
  private let names: SourceNames
  private let places: ShortPlaces
  private var lines: [String] = []

  /// Alarms that are told in full.
  private static let alarms = 5
  /// Further alarms that are named.
  private static let namedAlarms = 10
  /// Findings without alarm that are named.
  private static let context = 5
  private static let idsPerType = 3
  private static let writesPerFinding = 12

  private init(_ report: CaseReport) {
    self.report = report
    let paths = report.sources.shown.map(\.path)
    names = SourceNames(paths)
    places = ShortPlaces(paths)
  }

  /// The whole report; ends with a line break.
  ///
  /// - Parameter report: Loaded with `ReportScope.Limits.markdown`.
  /// - Returns: The document.
  static func render(_ report: CaseReport) -> String {
    var text = MarkdownReport(report)
    text.addHeadline()
    text.addAlarms()
    text.addContext()
    text.addEnd()
    return text.lines.joined(separator: "\n") + "\n"
  }

  private mutating func addHeadline() {
    let headline = Headline(report: report, folder: names.folder)
    lines += ["## lostwrite report", "", MarkdownText.escaped(headline.summary), ""]
    for line in headline.lines { lines.append("* **\(line.label)** \(MarkdownText.escaped(line.text))") }
  }

  private mutating func addAlarms() {
    let alarms = report.findings.shown.filter(\.isAlarm)
    for finding in alarms.prefix(Self.alarms) { add(finding) }
    let others = alarms.dropFirst(Self.alarms)
    guard !others.isEmpty else { return }
    lines += ["", "### More alarms", ""] + others.prefix(Self.namedAlarms).map(named)
    let unnamed = others.dropFirst(Self.namedAlarms)
    let rest = unnamed.count + report.findings.hidden
    if rest > 0 {
      lines.append("* and \(Wording.count(rest, "more finding")): \(MarkdownText.escaped(kinds(unnamed)))")
    }
  }

  /// What is not named, by severity and kind.
  private func kinds(_ unnamed: some Sequence<ReportedFinding>) -> String {
    var counts = report.hiddenKinds
    for finding in unnamed.reversed() {
      if let place = counts.firstIndex(where: { $0.severity == finding.severity && $0.kind == finding.kind }) {
        counts[place].count += 1
      } else {
        counts.insert(KindCount(severity: finding.severity, kind: finding.kind, count: 1), at: 0)
      }
    }
    return Wording.kinds(counts)
  }

  /// A finding on one line.
  private func named(_ finding: ReportedFinding) -> String {
    let when = Wording.span(finding.firstAt, finding.lastAt).map { "; \($0)" } ?? ""
    let kind = MarkdownText.code(finding.kind)
    let accepted = Wording.acceptance(finding).map { "; \(MarkdownText.escaped($0))" } ?? ""
    return "* \(finding.severity.rawValue): \(MarkdownText.escaped(finding.title)) (\(kind)\(when)\(accepted))"
  }

  private mutating func add(_ finding: ReportedFinding) {
    let severity = finding.severity.rawValue.uppercased()
    lines += ["", "### \(severity): \(MarkdownText.escaped(finding.title))", ""]
    var facts = ["\(MarkdownText.code(finding.kind)), \(finding.strength.rawValue)"]
    if let span = Wording.span(finding.firstAt, finding.lastAt) { facts.append(span) }
    if finding.count > 1 { facts.append("\(Wording.number(finding.count)) times") }
    facts.append("rule \(MarkdownText.code(finding.ruleID))")
    if let accepted = Wording.acceptance(finding) { facts.append("**\(MarkdownText.escaped(accepted))**") }
    lines.append(facts.joined(separator: "; "))
    if !finding.story.isEmpty { lines += ["", MarkdownText.escaped(places.shortened(finding.story))] }
    let rows = identities(of: finding) + evidence(of: finding)
    if !rows.isEmpty { lines += [""] + rows }
    guard !finding.advice.isEmpty else { return }
    lines += ["", "**To do:** \(MarkdownText.escaped(places.shortened(finding.advice)))"]
  }

  private func identities(of finding: ReportedFinding) -> [String] {
    let types: [(EntityType, String, Int)] = [
      (.mutation, "writes", Self.writesPerFinding), (.client, "client", Self.idsPerType),
      (.clientGroup, "client group", Self.idsPerType), (.user, "user", Self.idsPerType),
      (.token, "token", Self.idsPerType),
    ]
    return types.compactMap { type, noun, limit in
      let ids = finding.ids(type).map(MarkdownText.code)
      return ids.isEmpty ? nil : "* \(noun): \(Wording.list(ids, limit: limit))"
    }
  }

  private func evidence(of finding: ReportedFinding) -> [String] {
    let rows = finding.evidence.shown.map { evidence in
      let place = MarkdownText.code("\(names.short(evidence.source)):\(evidence.line)")
      return "* evidence: \(place) \(MarkdownText.escaped(evidence.role))"
    }
    guard finding.evidence.hidden > 0 else { return rows }
    return rows + ["* and \(Wording.count(finding.evidence.hidden, "more record"))"]
  }

  private mutating func addContext() {
    let context = report.findings.shown.filter { !$0.isAlarm }
    guard !context.isEmpty else { return }
    lines += ["", "### Context, no alarm", ""]
    lines += context.prefix(Self.context).map(named)
    if context.count > Self.context { lines.append("* and \(context.count - Self.context) more") }
  }

  private mutating func addEnd() {
    let limits = Sight(report: report).limits
    if !limits.isEmpty { lines += [""] + limits.map { "* note: \(MarkdownText.escaped($0))" } }
    let from = "case \(MarkdownText.code(report.casePath))"
    lines += ["", "\(Product.name) \(Product.version), \(from)"]
  }
}
