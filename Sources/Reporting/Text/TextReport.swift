public import CaseStore
import Model

/// The report for people.
public struct TextReport {
  let report: CaseReport
  let style: TextStyle
  let names: SourceNames
  let places: ShortPlaces
  var out: TextLines
  /// Where the text of the first lines starts.
  static let headlineColumn = 9

  init(_ report: CaseReport, style: TextStyle) {
    self.report = report
    self.style = style
    let paths = report.sources.shown.map(\.path)
    names = SourceNames(paths)
    places = ShortPlaces(paths)
    out = TextLines(style: style)
  }

  /// The whole report; ends with a line break and holds no control character but line breaks and, where asked for,
  /// colour.
  public static func render(_ report: CaseReport, style: TextStyle = .plain) -> String {
    var text = TextReport(report, style: style)
    text.addHeadline()
    text.addFindings()
    text.addTokens()
    text.addSources()
    text.addCase()
    return text.out.text
  }

  private mutating func addHeadline() {
    let headline = Headline(report: report, folder: names.folder)
    out.addWrapped(headline.summary)
    var last = ""
    for line in headline.lines {
      // A label stands once before all its lines.
      out.add(label: line.label == last ? "" : line.label, tone: line.tone, column: Self.headlineColumn, line.text)
      last = line.label
    }
  }

  private mutating func addFindings() {
    let alarms = report.findings.shown.filter(\.isAlarm)
    let context = report.findings.shown.filter { !$0.isAlarm }
    for finding in alarms { addFinding(finding) }
    if !context.isEmpty {
      out.blank()
      out.add("Context, no alarm", tone: .strong)
      for finding in context { addContext(finding) }
    }
    if report.findings.hidden > 0 {
      out.blank()
      let kinds = report.hiddenKinds.isEmpty ? "" : ": \(Wording.kinds(report.hiddenKinds))"
      out.addWrapped(
        "and \(Wording.count(report.findings.hidden, "more finding")), in the view 'findings' of the case\(kinds)")
    }
  }

  private mutating func addContext(_ finding: ReportedFinding) {
    let firmness = finding.strength == .proved ? "" : ", suspected"
    let when = Wording.span(finding.firstAt, finding.lastAt).map { "; \($0)" } ?? ""
    let times = finding.count > 1 ? ", \(Wording.number(finding.count)) times" : ""
    let place = finding.evidence.shown.first.map { "; \(names.short($0.source)):\($0.line)" } ?? ""
    out.add(
      label: finding.severity.rawValue, indent: 2, column: 8,
      "\(finding.title): \(subject(finding)) (\(finding.kind)\(firmness)\(when)\(times)\(place)"
        + (Wording.acceptance(finding).map { "; \($0))" } ?? ")"))
  }

  private mutating func addCase() {
    out.blank()
    out.add("case: \(report.casePath)")
    let word = ShellWord.quoted(report.casePath)
    if let finding = report.findings.shown.first { out.add("ask it: lostwrite show \(word) \(finding.finding)") }
    if let write = report.findings.shown.filter(\.isAlarm).lazy.flatMap({ $0.ids(.mutation) }).first {
      out.add("ask it: lostwrite why \(word) \(ShellWord.quoted(write))")
    }
    out.add("ask it: lostwrite query \(word) \"SELECT * FROM mutations WHERE verdict <> 'delivered'\"")
  }
}
