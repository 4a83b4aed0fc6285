import CaseStore
import Foundation
import Model
import Testing

@testable import Reporting

/// The spelling of texts in forms that are not for a terminal.
@Suite struct FormatTextTests {
  @Test(arguments: [
    ("logs/zero.log", "logs/zero.log"), ("/var/log/zero 1.log", "file:///var/log/zero%201.log"),
    ("night.tar.gz!pods/zero-0.log", "night.tar.gz!pods/zero-0.log"), ("a:b#c?d%e", "a%3Ab%23c%3Fd%25e"),
    ("日.log", "%E6%97%A5.log"), ("a\nb\\c\"d", "a%0Ab%5Cc%22d"),
  ])
  func sarifAddressesAreEncoded(path: String, address: String) {
    #expect(SARIFText.address(of: path) == address)
  }

  @Test(arguments: [
    ("plain text", "plain text"), ("[a](1)", "\\[a\\](1)"), ("{0}", "(0)"), ("a\\b", "a\\\\b"), ("a\nb", "a\\\\nb"),
  ])
  func sarifMessagesHaveNoLinksOrPlaceholders(text: String, message: String) {
    #expect(SARIFText.message(text) == message)
  }

  @Test(arguments: [
    ("silent_drop at 12:30", "silent_drop at 12:30"), ("*a* _b_", "\\*a\\* \\_b\\_"), ("<b>&amp;", "\\<b\\>\\&amp;"),
    ("@ops see #12", "@&#8203;ops see `#12`"),
    ("(c1...#7, #8). x#y", "(`c1...#7`, `#8`). x#&#8203;y"), ("<b>#7", "\\<b\\>#&#8203;7"),
    ("a@b.example", "a@&#8203;b.example"),
    ("http://x www.x.example", "http:&#8203;//x www&#8203;.x.example"), ("$5", "&#36;5"), ("a|b~c", "a\\|b\\~c"),
    ("a\nb", "a\\\\nb"),
  ])
  func markdownTextIsTextOnly(text: String, markdown: String) {
    #expect(MarkdownText.escaped(text) == markdown)
  }

  @Test(arguments: [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("", "`  `"), ("a\nb", "`a\\nb`")])
  func markdownCodeIsFenced(text: String, markdown: String) {
    #expect(MarkdownText.code(text) == markdown)
  }

  @Test(arguments: [
    (
      "{count:write|writes} of {who} {word:count:was|were} silently dropped ({cause})",
      "Several writes of a client were silently dropped"
    ),
    ("An API outage refused pushes[[ with {status}]] ({count:time|times})", "An API outage refused pushes"),
    ("The pusher of {who} stopped", "The pusher of a client stopped"), ("", "r"), ("plain", "Plain"),
  ])
  func ruleTitlesAreToldInGeneral(title: String, general: String) {
    let rule = ReportedRule(id: "r", kind: "silent_drop", severity: .high, title: title, file: "rules/zero/r.yaml")
    #expect(RuleWording(rule: rule).title == general)
    #expect(rule.pack == "zero")
  }

  @Test func csvCellsThatStartLikeAFormulaAreText() {
    let cells = ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "a=1", "a,\"b\""].map(StoredValue.text)
    #expect(
      CSVText.line(cells + [.integer(-1), .null])
        == "'=1,'+1,'-1,'@a,'\ta,\"'\ra\",\"'\na\",'＝1,a=1,\"a,\"\"b\"\"\",-1,\r\n")
  }

  @Test func everyKindMeansWhatItsDocumentSays() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/findings.md")
    let document = try String(contentsOf: file, encoding: .utf8)
    for kind in FindingKind.allCases { #expect(document.contains("| `\(kind.rawValue)` | \(kind.meaning) |")) }
  }

  @Test func aListIsReadOnceForSeveralForms() throws {
    let subject = ReportSubject(try SampleCase().file, casePath: "night.db")
    let first = try subject.report(.csv)
    try subject.file.database.execute("DELETE FROM finding_rows")
    #expect(try subject.report(.csv) == first)
    #expect(try subject.report(.json).findings.total == 0)
  }

  @Test func everyWriteIsInItsTable() throws {
    var text = ""
    try ReportFormat.csvWrites.render(ReportSubject(try SampleCase().file)) { text += $0 }
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.count == 7)
    #expect(lines[1].hasPrefix("zero,c1#6,g1,c1,6,u1,issue.create,delivered,none,proved,"))
    let late = ReportSubject(try SampleCase().file, since: Timestamp(microseconds: Int64(SampleCase.at(440))))
    text = ""
    try ReportFormat.csvWrites.render(late) { text += $0 }
    #expect(text.components(separatedBy: "\r\n").count == 3)
  }

  private func row(_ number: Int, rule: String) -> String {
    "(\(number), '\(rule)', 'stale_token', 'high', 'proved', 't\(number)', 's', '', '', 1, 2, 1, 'new', 'g')"
  }

  @Test func aLongListIsCutInShortForms() throws {
    let rows = (10...40).map { row($0, rule: "r\($0 % 2)") }
    let more = "INSERT INTO finding_rows VALUES \(rows.joined(separator: ", "));"
    var text = ""
    try ReportFormat.markdown.render(ReportSubject(try SampleCase(more).file)) { text += $0 }
    #expect(text.contains("### HIGH: t12\n"))
    #expect(text.contains("* high: t14 (`stale_token`"))
    #expect(text.contains("* and 18 more findings: 18 high stale_token\n"))
    text = ""
    try ReportFormat.junit.render(ReportSubject(try SampleCase(more).file, failOn: .critical)) { text += $0 }
    #expect(!text.contains("more finding"))
    let many = (100...130).map { row($0, rule: "one") }
    text = ""
    let crowded = "INSERT INTO finding_rows VALUES \(many.joined(separator: ", "));"
    try ReportFormat.junit.render(ReportSubject(try SampleCase(crowded).file)) { text += $0 }
    #expect(text.contains("message=\"high: t100, and 30 more findings\""))
    #expect(text.contains("\nand 11 more findings</failure>"))
  }
}
