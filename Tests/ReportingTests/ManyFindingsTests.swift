import CaseStore
import Foundation
import Model
import Testing

@testable import Reporting

/// A case with more findings than a report for people lists.
@Suite struct ManyFindingsTests {
  /// Drops of 300 clients stand before the stale token of the sample in every list.
  private static let many = """
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 299)
      INSERT INTO finding_rows SELECT 100 + i, 'silent-drop-auth', 'silent_drop', 'critical', 'proved',
        'a write of client k' || i || ' was dropped', 'client k' || i,
        'The API server ran 1 write (k' || i || '#7) without a login (logs/api.log:12). It is gone.',
        '1. Enter it again: k' || i || '#7. 2. Upgrade.', \(SampleCase.at(1)) + i * 1000, NULL, 1, 'new', 'f' || i
        FROM n;
    INSERT INTO finding_entities SELECT finding, 'client', 'k' || (finding - 100) FROM finding_rows WHERE finding >= 100;
    INSERT INTO finding_entities SELECT finding, 'mutation', 'k' || (finding - 100) || '#7' FROM finding_rows
      WHERE finding >= 100;
    INSERT INTO finding_evidence_rows SELECT finding, 1, 1, 'push dropped' FROM finding_rows WHERE finding >= 100;
    """

  private func page(_ more: String = "") throws -> String {
    let sample = try SampleCase(Self.many + more)
    return HTMLReport.render(
      try sample.report(ReportScope(limits: .html)), try CaseTimeline(of: sample.file))
  }

  private func table(_ name: String, of page: String) throws -> [String: Any] {
    try #require(PageData(page)?.tables[name])
  }

  @Test(arguments: [ReportScope.Limits.text, .markdown])
  func firstLinesTellWhatTheListHasNoRoomFor(limits: ReportScope.Limits) throws {
    let report = try SampleCase(Self.many).report(ReportScope(limits: limits))
    #expect(!report.findings.shown.contains { $0.kind == "stale_token" })
    let stale = Headline(report: report).lines.first { $0.label == "STALE" }
    #expect(
      stale?.text
        == "zero-cache forwarded t:9f2c41d0aabb for up to 68 s after its expiry (suspected); client c1 (user u1), 00:50:49"
    )
  }

  @Test func whatIsNotListedIsCountedByKind() throws {
    let file = try SampleCase(Self.many)
    let text = TextReport.render(try file.report(ReportScope(limits: .text)))
    #expect(
      text.contains(
        "and 103 more findings, in the view 'findings' of the case: 101 critical silent_drop, 1 high\nstale_token, 1 low server_fault\n"
      ), "\(text.suffix(900))")
    let markdown = MarkdownReport.render(try file.report(ReportScope(limits: .markdown)))
    #expect(
      markdown.contains(
        "* and 288 more findings: 286 critical silent_drop, 1 high stale_token, 1 low server_fault\n"),
      "\(markdown.suffix(900))")
  }

  @Test func blockedClientsAreUnknownHoweverManyFindingsComeBefore() throws {
    let stuck = """
      INSERT INTO finding_rows VALUES (900, 'r', 'auth_stuck', 'medium', 'proved', 't', 'client k9', 's', 'a',
        \(SampleCase.at(5)), NULL, 1, 'new', 'fs');
      """
    let report = try SampleCase(Self.many + stuck).report(ReportScope(limits: .markdown))
    #expect(report.blocked.map(\.subject) == ["client k9"])
    #expect(Headline(report: report).lines.contains { $0.label == "ALSO" && $0.text == "1 auth_stuck" })
  }

  @Test func whatIsAcceptedDoesNotHideWhatCounts() throws {
    let accepted = """
      CREATE TABLE acceptances (fingerprint TEXT, reason TEXT, until TEXT);
      INSERT INTO acceptances SELECT fingerprint, 'known', '2027-01-01T00:00:00.000000Z' FROM finding_rows
        WHERE severity = 'critical';
      UPDATE finding_rows SET status = 'accepted' WHERE severity = 'critical';
      """
    let report = try SampleCase(Self.many + accepted).report(ReportScope(limits: .text))
    #expect(report.findings.shown.count { $0.isAccepted } == 200)
    #expect(report.worst == .high)
  }

  @Test func lossesOfOtherClientsAreCountedByWhatBecameOfThem() throws {
    let losses = """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
        INSERT INTO symbols SELECT 100 + i, 'k' || i FROM n;
      INSERT INTO client_rows SELECT symbol, 1 FROM symbols WHERE symbol >= 100;
      INSERT INTO mutation_rows SELECT symbol, 1, symbol, 1, NULL, 3, 4,
        CASE WHEN symbol % 4 THEN 'dropped' ELSE 'lost' END, 'auth', 'proved', 'x', 1, 1, \(SampleCase.at(9)),
        \(SampleCase.at(9)) FROM symbols WHERE symbol >= 100;
      """
    let report = try SampleCase(losses).report(ReportScope(limits: .text))
    let lines = Headline(report: report).lines.filter { $0.label == "LOST" }.map(\.text)
    #expect(lines.last == "and 13 writes of other clients (10 dropped, 3 lost)", "\(lines)")
  }

  @Test func everyFindingHasItsStoryInThePage() throws {
    let table = try table("findings", of: try page())
    let rows = try #require(table["rows"] as? [[Any]])
    let details = try #require(table["details"] as? [[Any]])
    let shapes = try #require(table["shapes"] as? [[String]])
    func spoken(_ cell: Any) -> String {
      guard let parts = cell as? [Any], let shape = parts.first as? Int else { return "no text" }
      let gaps = parts.dropFirst().compactMap { $0 as? String } + [""]
      return zip(shapes[shape], gaps).map { $0 + $1 }.joined()
    }
    #expect(details.count == rows.count)
    let place = try #require(rows.firstIndex { $0[0] as? Int == 399 })
    #expect(spoken(rows[place][2]) == "a write of client k299 was dropped")
    let told = details[place].map(spoken)
    #expect(
      told == [
        "The API server ran 1 write (k299#7) without a login (api.log:12). It is gone.",
        "1. Enter it again: k299#7. 2. Upgrade.", "client k299; writes #7", "push dropped at api.log:12",
      ])
    #expect(table["command"] as? String == "lostwrite show night.db")
  }

  @Test func findingsOfTheFirstScreenAreToldInFull() throws {
    // The client with most writes comes first on the screen and last in the list.
    let page = try page(
      "INSERT INTO finding_entities SELECT 399, 'mutation', 'k299#' || (finding) FROM finding_rows WHERE finding < 150;"
    )
    #expect(page.contains("<a href=\"#f399\">"))
    #expect(page.contains("id=\"f399\""))
  }

  @Test func rulesAreCounted() throws {
    let rows = try #require(try table("rules", of: try page())["rows"] as? [[Any]])
    #expect(rows.first?[0] as? String == "silent-drop-auth")
    #expect(rows.first?[2] as? Int == 300)
  }
}

@Suite struct TextShapeTests {
  @Test func textsThatDifferInNamesAndNumbersShareAShape() {
    var shapes = TextShapes()
    #expect(shapes.encoded("The API ran 3 writes (c1#2, #64) at /a") == #"[0,"3","(c1#2, #64)","/a"]"#)
    #expect(shapes.encoded("The API ran 8 writes (c2#1) at /b") == #"[0,"8","(c2#1)","/b"]"#)
    #expect(shapes.encoded("Nothing <b>") == "[1]")
    #expect(shapes.json == #"[["The API ran "," writes "," at "],["Nothing \u003cb\u003e"]]"#)
  }
}

@Suite struct ShortPlaceTests {
  private let places = ShortPlaces(["/night/logs/api.log", "/night/logs/zero.log.gz"])

  @Test(arguments: [
    ("refused (/night/logs/zero.log.gz:9) twice", "refused (zero.log.gz:9) twice"),
    ("last tried at /night/logs/api.log:4, /night/logs/api.log.", "last tried at api.log:4, api.log."),
    ("see /night/logs/other.log:4", "see /night/logs/other.log:4"),
    ("x/night/logs/api.log:4", "x/night/logs/api.log:4"), ("", ""),
  ])
  func onlyPlacesInSourcesBecomeShort(text: String, short: String) {
    #expect(places.shortened(text) == short)
  }

  @Test func withoutASharedFolderNothingChanges() {
    #expect(ShortPlaces(["/a.log", "b.log"]).shortened("at /a.log:1") == "at /a.log:1")
  }
}
