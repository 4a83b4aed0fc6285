import CaseStore
import Foundation
import Model
import Testing

@testable import Reporting

/// A case as large as they come: the page stays small and complete in what it counts.
@Suite struct LargeCaseTests {
  private static let writes = 200_000
  private static let findings = 10_000
  private static let clients = 20_000

  private func file() throws -> CaseFile {
    let file = try SampleCase().file
    let start = SampleCase.at(0)
    try file.database.execute(
      """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.clients - 1))
        INSERT INTO symbols SELECT 1000 + i, 'client-' || printf('%05d', i) || '-' || hex(i * 7919) FROM n;
      INSERT INTO client_rows SELECT symbol, 1 FROM symbols WHERE symbol >= 1000;
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.writes - 1))
        INSERT INTO mutation_rows SELECT 100 + i, 1, 1000 + i % \(Self.clients), i / \(Self.clients) + 1, NULL, 3, 4,
          CASE i % 20 WHEN 0 THEN 'dropped' WHEN 1 THEN 'lost' WHEN 2 THEN 'unknown' ELSE 'delivered' END,
          CASE WHEN i % 20 < 2 THEN 'auth' ELSE 'none' END, 'proved',
          'processed without effect: the mutator threw "session expired" (logs/api.log:' || i || ')', 1, 1,
          \(start) + i * 2000, \(start) + i * 2000 FROM n;
      INSERT INTO attempt_rows SELECT mutation_row, mutation_row, first_at, 1, NULL, 200,
        CASE verdict WHEN 'delivered' THEN 'applied' ELSE 'dropped' END, 1, 'r', NULL, NULL
        FROM mutation_rows WHERE mutation_row >= 100;
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.findings - 1))
        INSERT INTO finding_rows SELECT 100 + i, 'silent-drop-auth', 'silent_drop', 'critical', 'proved',
          'a write of client ' || (SELECT text FROM symbols WHERE symbol = 1000 + i) || ' was silently dropped',
          'client', 'The API server ran a write. It is gone.', '1. Enter it again. 2. Upgrade.', \(start) + i * 30000,
          \(start) + i * 30000, 1, 'new', 'f' || i FROM n;
      INSERT INTO finding_entities SELECT finding, 'client', (SELECT text FROM symbols WHERE symbol = 900 + finding)
        FROM finding_rows WHERE finding >= 100;
      INSERT INTO finding_evidence_rows SELECT finding, 1, 1, 'push dropped' FROM finding_rows WHERE finding >= 100;
      """)
    try file.makeIndexes()
    return file
  }

  @Test func pageOfALargeCaseIsSmallAndCountsEverything() throws {
    let file = try file()
    let report = try CaseReport(of: file, scope: ReportScope(limits: .html))
    let timeline = try CaseTimeline(of: file)
    let page = HTMLReport.render(report, timeline)
    #expect(page.utf8.count < 5_000_000)
    #expect(timeline.lanes.shown.count == CaseTimeline.Limits.html.lanes)
    // The sample's own client is one more.
    #expect(timeline.lanes.total == Self.clients + 1)
    #expect(timeline.others.clients == timeline.lanes.total - timeline.lanes.shown.count)
    #expect(timeline.everyone.gone.reduce(0, +) == Self.writes / 10 + 2)
    #expect(timeline.others.gone.reduce(0, +) < timeline.everyone.gone.reduce(0, +))
    #expect(page.contains("<h2 id=\"writes-title\">Writes <span class=\"dim\">200,005</span></h2>"))
    #expect(page.contains("<h2 id=\"findings-title\">Findings <span class=\"dim\">10,003</span></h2>"))
    #expect(page.contains("20,002</strong> writes"))
    let data = try #require(PageData(page))
    #expect(data.rows(of: "findings") > Self.findings - 60)
    // Every finding can be opened where it is, and there is room left for writes.
    #expect(data.details(of: "findings") == data.rows(of: "findings"))
    #expect(data.rows(of: "writes") > 1_000)
  }

  /// Ids, messages and explanations as long as a log can make them, everywhere at once.
  @Test func longTextsDoNotMakeThePageLarge() throws {
    let file = try file()
    try file.database.execute(
      """
      UPDATE symbols SET text = text || replace(hex(zeroblob(2000)), '0', '<') WHERE symbol < 1100;
      UPDATE finding_entities SET id = id || replace(hex(zeroblob(2000)), '0', '<') WHERE finding < 200;
      UPDATE finding_rows SET title = title || replace(hex(zeroblob(2000)), '0', '<'),
        story = replace(hex(zeroblob(3000)), '0', '&'), advice = replace(hex(zeroblob(3000)), '0', '"')
        WHERE finding < 200;
      UPDATE record_texts SET text = replace(hex(zeroblob(200000)), '0', '\u{1b}');
      UPDATE source_rows SET path = replace(hex(zeroblob(2000)), '0', '<');
      UPDATE mutation_rows SET explanation = replace(hex(zeroblob(3000)), '0', '<') WHERE mutation_row < 30000;
      UPDATE mutation_rows SET client = 1000 + mutation_row % 40 WHERE mutation_row BETWEEN 1000 AND 12000;
      """)
    let page = HTMLReport.render(
      try CaseReport(of: file, scope: ReportScope(limits: .html)), try CaseTimeline(of: file))
    #expect(page.utf8.count < 5_000_000)
  }
}
