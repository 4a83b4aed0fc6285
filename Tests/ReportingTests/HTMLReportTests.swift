import CaseStore
import Foundation
import Model
import Testing

@testable import Reporting

@Suite struct HTMLReportTests {
  private func page(_ more: String = "") throws -> String {
    let sample = try SampleCase(more)
    let report = try sample.report(ReportScope(limits: .html))
    return HTMLReport.render(report, try CaseTimeline(of: sample.file))
  }

  @Test func firstScreenSaysWhoLostWhatWhenAndWhy() throws {
    let page = try page()
    #expect(page.contains("<h1>2 writes were dropped; a stale token was used once</h1>"))
    #expect(
      page.contains(
        "<li>2 writes of client c1 were silently dropped (00:50:49 to 00:50:50), because of an authentication error in the mutator; nothing will retry them</li>"
      ))
    #expect(page.contains("<li>1 write: the API log ends at 00:51:40</li>"))
    #expect(page.contains("<code>c1</code> <span class=\"dim\">user&nbsp;u1</span>"))
    #expect(page.contains(">2 writes dropped</a> <span class=\"dim\">#7, #8</span>"))
    #expect(page.contains("<li>00:50:49 to 00:50:50</li><li class=\"dim\">stale token: 00:50:49</li>"))
    #expect(
      page.contains(
        "The mutator threw. The token had probably expired: zero-cache forwarded t:9f2c41d0aabb for up to 68 s after its expiry.</td>"
      ))
    #expect(page.contains("<td role=\"cell\" data-label=\"Do first\">Ask user u1 to enter the data again.</td>"))
  }

  @Test(arguments: [
    (
      "UPDATE mutation_rows SET verdict = 'delivered' WHERE verdict = 'dropped';",
      "No loss was found, but a stale token was used once, and 1 write cannot be judged"
    ),
    (
      "UPDATE mutation_rows SET verdict = 'delivered' WHERE verdict IN ('dropped', 'unknown');",
      "No write was dropped or lost, but a stale token was used once"
    ),
    (
      "UPDATE mutation_rows SET verdict = 'delivered' WHERE verdict = 'dropped'; DELETE FROM finding_rows;",
      "No loss was found, but 1 write cannot be judged"
    ),
    (
      "UPDATE mutation_rows SET strength = 'suspected' WHERE mutation = 8;",
      "2 writes were dropped (1 of them probably); a stale token was used once"
    ),
    (
      "UPDATE mutation_rows SET strength = 'suspected';",
      "2 writes were probably dropped; a stale token was used once"
    ),
  ]) func firstSentenceClaimsNoMoreThanIsKnown(change: String, sentence: String) throws {
    let page = try page(change)
    #expect(page.contains("<h1>\(sentence)</h1>"))
  }

  /// What is sent again does not get through a pusher that stopped.
  @Test func aStoppedPusherComesFirst() throws {
    let page = try page(
      """
      INSERT INTO finding_rows VALUES (6, 'pusher', 'pusher_died', 'high', 'proved', 'the pusher stopped', 'client c1',
        'It stopped.', '1. Restart zero-cache. 2. Upgrade.', \(SampleCase.at(360)), \(SampleCase.at(360)), 1, 'new', 'f6');
      INSERT INTO finding_entities VALUES (6, 'client', 'c1');
      """)
    #expect(page.contains("<td role=\"cell\" data-label=\"Do first\">Restart zero-cache.</td>"))
  }

  @Test func firstSentenceSaysWhatItIsNotAbout() throws {
    let sample = try SampleCase()
    let timeline = try CaseTimeline(of: sample.file)
    let scope = ReportScope(since: Timestamp(microseconds: Int64(SampleCase.at(370))), limits: .html)
    let windowed = HTMLReport(try sample.report(scope), timeline).answer
    #expect(windowed.hasSuffix(" in the chosen time (2 writes gone outside of it)"), "\(windowed)")
    var report = try sample.report(ReportScope(limits: .html))
    report.totals.incompleteSources = 1
    let cut = HTMLReport(report, timeline).answer
    #expect(cut == "2 writes were dropped; a stale token was used once, as far as the logs could be read")
  }

  @Test func aStaleTokenBeforeALossKeepsItsOwnTime() throws {
    let page = try page("UPDATE finding_rows SET first_at = \(SampleCase.at(300)) WHERE kind = 'stale_token';")
    #expect(page.contains("<li>00:50:49 to 00:50:50</li><li class=\"dim\">stale token: 00:49:41 to 00:50:49</li>"))
  }

  @Test func staleCardNamesClientsAndTimes() throws {
    let page = try page(SampleCase.secondStaleToken)
    #expect(page.contains("<li>2 clients: c1 00:50:49, c2 00:50:51</li>"))
    #expect(page.contains("<li>zero-cache forwarded t:9f2c41d0aabb for up to 68 s after its expiry</li>"))
  }

  @Test func moreClientsAreATableInTheOrderOfTheFirstScreen() throws {
    let others = (4...7).map { id in
      """
      INSERT INTO finding_rows
        SELECT \(id), rule_id, kind, 'medium', strength, title, 'client x\(id)', story, advice, first_at, last_at, 1, status,
          'f\(id)' FROM finding_rows WHERE finding = 2;
      INSERT INTO finding_entities VALUES (\(id), 'client', 'x\(id)');
      """
    }
    let page = try page(others.joined())
    #expect(
      page.contains(
        "<a href=\"#clients\">and 2 more clients</a>; every write that was dropped or lost: <code>lostwrite query night.db losses --format csv</code>"
      ))
    let table = try #require(page.components(separatedBy: "<section id=\"clients\"").last)
    let names = ["c1", "x4", "x5", "x6", "x7"].compactMap { table.range(of: "<td><code>\($0)</code>")?.lowerBound }
    #expect(names.count == 5)
    #expect(names == names.sorted())
  }

  @Test func aFindingAboutTwoClientsStandsAtBothWithTheirOwnWrites() throws {
    let page = try page(
      """
      INSERT INTO finding_rows VALUES (9, 'pusher-died', 'pusher_died', 'high', 'proved', 'The pusher of 2 clients stopped',
        '2 clients', 'The pusher stopped.', 'Reload.', \(SampleCase.at(360)), NULL, 1, 'new', 'f9');
      INSERT INTO finding_entities VALUES (9, 'client', 'c1'), (9, 'client', 'c5'), (9, 'mutation', 'c1#9'),
        (9, 'mutation', 'c5#2');
      """)
    #expect(page.contains("<a href=\"#f9\">pusher stopped</a> <span class=\"dim\">#9</span>"))
    #expect(page.contains("<a href=\"#f9\">pusher stopped</a> <span class=\"dim\">#2</span>"))
    #expect(page.contains("<code>c5</code>"))
  }

  @Test func tokensThatOutlivedTheirExpiryAreNoZero() throws {
    let page = try page("UPDATE finding_rows SET kind = 'user_mismatch' WHERE kind = 'stale_token';")
    #expect(page.contains("<p class=\"number\"><strong>1</strong> token</p>"), "\(page.prefix(6_000))")
    #expect(page.contains("no push is known to have carried it"))
  }

  @Test func headlineSaysWhatBecameOfTheWrites() throws {
    #expect(
      try page("UPDATE mutation_rows SET verdict = 'lost' WHERE mutation = 8;").contains(
        "<h1>2 writes were dropped or lost; a stale"))
    #expect(
      try page("UPDATE mutation_rows SET verdict = 'lost', strength = 'suspected' WHERE mutation = 8;").contains(
        "<h1>2 writes were dropped or probably lost; a stale"))
    #expect(
      try page("UPDATE mutation_rows SET verdict = 'lost' WHERE verdict = 'dropped';").contains(
        "<h1>2 writes were lost;")
    )
  }

  @Test func pageNeedsNoScriptToBeRead() throws {
    let page = try page()
    let body = try #require(page.components(separatedBy: "<script").first)
    #expect(body.contains("<p class=\"story\">The API answered 200. The mutator threw.</p>"))
    #expect(body.contains("<code>logs/api.log:12</code>"))
    #expect(body.contains("<pre>mutator threw: JWTExpired \\x1b[31m\\nLOST all</pre>"))
    #expect(body.contains("<h3>Client c1, user u1: 5 writes</h3>"))
    #expect(body.contains("<td><code>c1#7</code></td>"))
    #expect(body.contains("<summary>The timeline in words</summary>"))
  }

  @Test func pageLoadsNothing() throws {
    let page = try page()
    #expect(page.contains("default-src &#39;none&#39;; script-src &#39;sha256-"))
    for address in ["http://", "https://", " src=", "@import", "<link", "<img", "<iframe"] {
      #expect(!page.replacing("http://www.w3.org/2000/svg", with: "").contains(address), "\(address)")
    }
  }

  @Test func whatLogsSayIsEscapedEverywhere() throws {
    let attack = "</script><script>x</script><img src=x onerror=\"y\"> '\u{202e}&"
    let sql = attack.replacing("'", with: "''")
    let page = try page(
      """
      UPDATE symbols SET text = text || '\(sql)';
      UPDATE source_rows SET path = path || '\(sql)', note = '\(sql)', version = '\(sql)';
      UPDATE record_texts SET text = '\(sql)';
      UPDATE token_rows SET fingerprint = '\(sql)', token_id = '\(sql)', subject = '\(sql)';
      UPDATE finding_rows SET title = '\(sql)', subject = '\(sql)', story = '\(sql)', advice = '\(sql)', rule_id = '\(sql)';
      UPDATE finding_entities SET id = id || '\(sql)';
      UPDATE finding_evidence_rows SET role = '\(sql)';
      UPDATE mutation_rows SET explanation = '\(sql)';
      """)
    #expect(!page.contains("<script>x"))
    #expect(!page.contains("<img"))
    #expect(!page.contains("onerror=\"y\""))
    #expect(!page.unicodeScalars.contains("\u{202e}"))
    #expect(page.components(separatedBy: "</script>").count == 3)
    #expect(
      page.contains(
        "&lt;/script&gt;&lt;script&gt;x&lt;/script&gt;&lt;img src=x onerror=&quot;y&quot;&gt; &#39;\\u{202e}&amp;"))
    #expect(page.contains("\\u003c/script\\u003e"))
  }

  @Test func dataOfTheScriptIsJSON() throws {
    let page = try page()
    let data = try #require(PageData(page))
    let tables = data.tables
    #expect(tables.keys.sorted() == ["sources", "tokens", "writes"])
    let writes = try #require(tables["writes"]?["rows"] as? [[Any]])
    #expect(writes.map { $0[0] as? String } == ["c1#7", "c1#8", "c1#9", "c1#10", "c1#6"])
    let evidence = try #require((data.all["evidence"] as? [String: Any])?["records"] as? [String: [Any]])
    #expect(evidence["1"]?[1] as? Int == 12)
    #expect(evidence["2"]?[4] is NSNull)
  }

  @Test func renderingTwiceGivesTheSameBytes() throws {
    #expect(try page() == page())
  }

  @Test func aCaseWithoutAnythingSaysSo() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let report = try CaseReport(of: file, scope: ReportScope(limits: .html))
    let page = HTMLReport.render(report, try CaseTimeline(of: file))
    #expect(page.contains("<h1>No write was seen in these logs</h1>"))
    #expect(page.contains("nothing can be placed on a timeline"))
    #expect(page.contains("No finding asks for action."))
  }

  @Test(arguments: [
    ("1. Do a. 2. Do b 3 times. 3. Do c.", ["Do a.", "Do b 3 times.", "Do c."]), ("Do 2. things.", ["Do 2. things."]),
    ("", []),
  ])
  func adviceIsTakenApartByItsNumbers(text: String, steps: [String]) {
    #expect(Advice(text).steps == steps)
  }

  @Test(arguments: [(0.0, "0"), (12.345678, "12.34568"), (-0.5, "-0.5"), (100, "100"), (0.00001, "0.00001")])
  func positionsAreWrittenInDecimals(value: Double, text: String) {
    #expect(TimeScale.decimal(value) == text)
  }
}
