import CaseStore
import Model

/// The report as JUnit XML for CI servers: a suite per rule pack, a test per rule, and a test of what was read.
///
/// A rule fails where it found something at or above `--fail-on`; what else it found stands in the test's output.
struct JUnitReport {
  let report: CaseReport
  let rules: [ReportedRule]
  let subject: ReportSubject
  /// Findings of one rule that are told; a test's text is read in a browser.
  private static let findingsPerRule = 20

  /// The whole document; ends with a line break.
  ///
  /// - Throws: `StoreError` when the case cannot be read.
  static func render(_ subject: ReportSubject) throws -> String {
    let report = try subject.report(.junit)
    let rules = RuleList.complete(try subject.file.reportedRules(), for: report.findings.shown)
    return JUnitReport(report: report, rules: rules, subject: subject).document
  }

  private var document: String {
    let findings = Dictionary(grouping: report.findings.shown, by: \.ruleID)
    var packs: [(name: String, tests: [Test])] = []
    for rule in rules {
      let index = packs.firstIndex { $0.name == rule.pack } ?? packs.count
      if index == packs.count { packs.append((rule.pack, [])) }
      packs[index].tests.append(test(of: rule, findings[rule.id] ?? []))
    }
    let suites = packs.sorted { $0.name < $1.name } + [("coverage", [sourcesTest, judgementTest])]
    let tests = suites.flatMap(\.tests)
    let head = "<testsuites name=\"\(Product.name)\" \(counts(tests, withSkipped: false))>"
    let lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + suites.flatMap(suite) + ["</testsuites>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func suite(_ name: String, _ tests: [Test]) -> [String] {
    let full = XMLText.escaped("\(Product.name).\(name)")
    return ["  <testsuite name=\"\(full)\" \(counts(tests, withSkipped: true))>"]
      + tests.flatMap { $0.lines(className: full) } + ["  </testsuite>"]
  }

  private func counts(_ tests: [Test], withSkipped: Bool) -> String {
    func count(_ outcome: Test.Outcome) -> Int { tests.count { $0.outcome == outcome } }
    let skipped = withSkipped ? " skipped=\"\(count(.skipped))\"" : ""
    return "tests=\"\(tests.count)\" failures=\"\(count(.failure))\" errors=\"\(count(.error))\"\(skipped)"
  }

  private func test(of rule: ReportedRule, _ findings: [ReportedFinding]) -> Test {
    let failures = findings.filter { finding in
      subject.failOn.map { finding.severity >= $0 && !finding.isAccepted } ?? false
    }
    let others = findings.filter { !failures.contains($0) }
    guard let first = failures.first else {
      return Test(name: rule.id, outcome: .passed, output: texts(of: others))
    }
    let more = failures.count > 1 ? ", and \(Wording.count(failures.count - 1, "more finding"))" : ""
    return Test(
      name: rule.id, outcome: .failure, type: rule.kind, message: "\(first.severity.rawValue): \(first.title)\(more)",
      body: texts(of: failures), output: texts(of: others))
  }

  private func texts(of findings: [ReportedFinding]) -> [String] {
    let rest = findings.count - Self.findingsPerRule
    return findings.prefix(Self.findingsPerRule).flatMap(text)
      + (rest > 0 ? ["and \(Wording.count(rest, "more finding"))"] : [])
  }

  private func text(of finding: ReportedFinding) -> [String] {
    let firmness = "\(finding.kind), \(finding.strength.rawValue)"
    let when = Wording.span(finding.firstAt, finding.lastAt).map { "; \($0)" } ?? ""
    var lines = ["\(finding.severity.rawValue): \(finding.title)", "\(firmness)\(when)"]
    if let accepted = Wording.acceptance(finding) { lines.append(accepted) }
    if !finding.story.isEmpty { lines.append(finding.story) }
    lines += finding.evidence.shown.map { "\($0.source):\($0.line): \($0.role)" }
    if finding.evidence.hidden > 0 { lines.append("and \(Wording.count(finding.evidence.hidden, "more record"))") }
    if !finding.advice.isEmpty { lines.append("to do: \(finding.advice)") }
    return lines + [""]
  }

  /// Whether everything that was given could be read.
  private var sourcesTest: Test {
    guard subject.status == .error || report.unread.total > 0 else {
      return Test(name: "everything-given-was-read", outcome: .passed)
    }
    return Test(
      name: "everything-given-was-read", outcome: .error, type: "unreadable",
      message: report.unread.total > 0
        ? "\(Wording.count(report.unread.total, "input")) could not be read"
        : "something that was given could not be read; stderr names it",
      body: report.unread.shown.map(\.message))
  }

  /// Whether "nothing found" would mean "nothing there".
  private var judgementTest: Test {
    let name = "everything-was-judged"
    guard report.isCoveragePoor else { return Test(name: name, outcome: .passed) }
    let headline = Headline(report: report)
    let unknown = report.count(.unknown)
    let parts = [headline.summary] + (unknown > 0 ? ["\(Wording.count(unknown, "write")) unknown"] : [])
    return Test(
      name: name, outcome: subject.isStrict ? .failure : .skipped, type: "poor_coverage",
      message: parts.joined(separator: "; "),
      body: report.unknownReasons.shown.map { "\(Wording.count($0.writes, "write")): \($0.explanation)" })
  }
}
