import CaseStore
import Model
import Testing

@testable import Reporting

@Suite struct TextReportTests {
  @Test func whatSeveralFindingsClaimStandsOnceWithWhoAndWhen() throws {
    let report = try SampleCase(SampleCase.secondStaleToken).report()
    for lines in [TextReport.render(report), MarkdownReport.render(report)].map({ $0.split(separator: "\n") }) {
      #expect(lines.count { $0.contains("STALE") } == 1)
    }
    let line = Headline(report: report).lines.first { $0.label == "STALE" }
    #expect(
      line?.text
        == "zero-cache forwarded t:9f2c41d0aabb for up to 68 s after its expiry (suspected); 2 clients: c1 00:50:49, c2 00:50:51"
    )
  }

  private static func loop(recovered: Int) -> String {
    """
    DELETE FROM finding_rows WHERE kind = 'stale_token';
    INSERT INTO finding_rows VALUES (5, 'loop', 'auth_loop', 'high', 'proved', 'refused 4 times', 'client c1 (user u1)',
      'The same credential was refused.', 'Reload.', \(SampleCase.at(350)), \(SampleCase.at(360)), 4, 'new', 'f5');
    INSERT INTO finding_entities VALUES (5, 'client', 'c1');
    INSERT INTO observation_rows VALUES (1, 'auth_loop', 1, 2, 3, 1, 'handshake', NULL, 'auth', 401, 'proved',
      \(SampleCase.at(350)), \(SampleCase.at(360)), 4, 0, 4, 0, \(recovered), NULL, NULL, NULL, NULL, '');
    """
  }

  @Test(arguments: [0, 1]) func whoCameThroughAgainHoldsNothingBack(recovered: Int) throws {
    let lines = Headline(report: try SampleCase(Self.loop(recovered: recovered)).report()).lines
    #expect(lines.contains { $0.text.contains("made writes") } == (recovered == 0))
    let stale = lines.first { $0.label == "STALE" }
    #expect(
      stale?.text
        == "no push is known to have carried a stale token, but credentials were refused: 1 auth_loop, below")
    #expect(stale?.tone == .warning)
  }

  @Test func reportAnswersLostStaleUnknownThenTellsEveryFinding() throws {
    let text = TextReport.render(try SampleCase().report())
    #expect(
      text == """
        4,812 records from 2 sources below logs/, 2026-10-21 00:44:41 to 00:52:03 UTC; 1 record could not be
        parsed
        LOST     2 writes of client c1 (user u1, 00:50:49 to 00:50:50) were silently dropped: processed
                 without effect because of an authentication error in the mutator; nothing will retry them
        STALE    zero-cache forwarded t:9f2c41d0aabb for up to 68 s after its expiry (suspected); client c1
                 (user u1), 00:50:49
        UNKNOWN  1 write: the API log ends at 00:51:40
        PENDING  1 write was not processed when the logs end; its client was still there and sends it again
        WRITES   5: 1 delivered, 2 dropped, 1 pending, 1 unknown

        CRITICAL    write dropped after an auth error
                    silent_drop, proved; rule zero-silent-drop-auth; finding 1
          about     client c1 (user u1)
          who       client c1; group g1; user u1
          writes    c1#7, c1#8
          when      2026-10-21 00:50:49 to 00:50:50 UTC, 2 times
          story     The API answered 200. The mutator threw.
          evidence  api.log:12  00:50:49.000  mutator threw
                      mutator threw: JWTExpired \\x1b[31m\\nLOST all
                    zero.log:7  00:50:50.000  push answered 200
                      (text not kept)
          do        Ask user u1 to enter the data again.

        HIGH        stale token forwarded
                    stale_token, suspected; rule zero-stale-token; finding 2
          about     client c1 (user u1)
          who       client c1
          tokens    t:9f2c41d0aabb
          when      2026-10-21 00:50:49 UTC
          story     zero-cache forwarded t:9f2c41d0aabb for up to 68 s after its expiry. The API refused it.
          do        Update.

        Context, no alarm
          low   server restarted: zero.log (server_fault; 2026-10-21 00:45:01 UTC; zero.log:7)

        Tokens
          t:9f2c41d0aabb  jwt; id tok-1; subject u1; issued 2026-10-21 00:44:41; expires 2026-10-21 00:49:41
                          UTC; seen 2 times, 2026-10-21 00:44:45 to 00:50:49 UTC
                          seen 1 time after its expiry: 68 s (token_rejected, api.log:12)

        Sources
            api.log: API server, level info, 2026-10-21 00:44:44 to 00:51:40 UTC, 812 records, 1 malformed,
            first at line 902
            zero.log: sync server 0.25.13 (by its banner), level info, 2026-10-21 00:44:41 to 00:52:03 UTC,
            4,000 records
          note  no client console was given: writes that wait in a client cannot be seen

        case: night.db
        ask it: lostwrite show night.db 1
        ask it: lostwrite why night.db c1#7
        ask it: lostwrite query night.db "SELECT * FROM mutations WHERE verdict <> 'delivered'"

        """)
  }

  @Test func aCaseWithoutAnythingSaysSo() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let text = TextReport.render(try CaseReport(of: file))
    #expect(
      text == """
        0 records from 0 sources; every byte accounted for
        LOST     no write was seen in these logs
        STALE    whether a token was stale: no log tells when one expires
        UNKNOWN  whether there were writes: no log names one
        WRITES   none

        Sources
          none

        case: :memory:
        ask it: lostwrite query :memory: "SELECT * FROM mutations WHERE verdict <> 'delivered'"

        """)
  }

  @Test func withoutTheAPIsLogAProxyDoesNotShowWhatThrew() throws {
    let change = "UPDATE source_rows SET role = 'proxy' WHERE source = 2;"
    let note = "no API server log was given: which mutator threw, and why, cannot be seen; 1 write unknown"
    let words = TextReport.render(try SampleCase(change).report()).split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains(note))
    #expect(!TextReport.render(try SampleCase().report()).contains("no API server log was given"))
  }

  @Test func aQuietCaseSaysWhatItsSourcesCannotShow() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    try file.database.execute(
      """
      INSERT INTO source_rows VALUES (1, 'zero.log', 'aa', 9, 'zeroJSON', 'none', 'sync server', 'info', NULL, NULL, 1,
        NULL, NULL, 9, 0, 0, 0, 0, 0, NULL, NULL);
      INSERT INTO mutation_rows VALUES (1, 0, 0, 1, 'k', 0, 0, 'unknown', 'unknown', 'suspected', 'no API log', NULL, 1,
        NULL, NULL);
      """)
    let text = TextReport.render(try CaseReport(of: file))
    #expect(
      text == """
        1 record from 1 source; every byte accounted for
        LOST     no write was found dropped or lost
        STALE    whether a token was stale: no log tells when one expires
        UNKNOWN  1 write: no API log
        WRITES   1: 1 unknown

        Sources
            zero.log: sync server, level info, no times, 1 record
          note  no API, proxy or database source was given, and sync servers at level info log refusals but
                never that a write was applied; 1 write unknown
          note  no client console was given: writes that wait in a client cannot be seen

        case: :memory:
        ask it: lostwrite query :memory: "SELECT * FROM mutations WHERE verdict <> 'delivered'"

        """)
  }

  @Test func unknownWritesAreGroupedWithoutTheirPlaces() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let texts = [
      "last tried at logs/zero.log:4, then its client came back (zero.log:9) and has sent it again",
      "last tried at my logs (1)/zero.log:7, then its client came back (my logs (1)/zero.log:8) and has sent it again",
      "last tried at a.log:1; the logs end there", "last tried at a.log:2; the logs end there",
      "last tried at a.log:3; the logs end there",
      "processed (a.log:3 shows last mutation id 5), but nothing else (as it seems)",
      "a.log:2 names it, but 3 records (10:00) do not",
    ]
    for (id, text) in texts.enumerated() {
      try file.database.execute(
        "INSERT INTO mutation_rows VALUES (\(id + 1), 0, \(id % 2), \(id), 'k', 0, 0, 'unknown', 'unknown', 'suspected', "
          + "'\(text)', NULL, 1, NULL, NULL)")
    }
    try file.database.execute(
      """
      INSERT INTO source_rows VALUES (1, 'my logs (1)/zero.log', 'aa', 9, 'text', 'none', 'unknown', 'info', NULL, NULL, 1,
        NULL, NULL, 9, 0, 0, 0, 0, 0, NULL, NULL)
      """)
    let report = try CaseReport(of: file)
    #expect(report.unknownReasons.total == 4)
    #expect(
      report.unknownReasons.shown.map { "\($0.writes) \($0.explanation)" } == [
        "3 last tried; the logs end there",
        "2 last tried, then its client came back and has sent it again",
        "1 a record names it, but 3 records (10:00) do not",
      ])
  }

  @Test func anIncompleteSourceIsToldInTheFirstLine() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    try file.database.execute(
      """
      INSERT INTO source_rows VALUES
        (1, 'a.gz', 'aa', 9, 'text', 'none', 'unknown', 'info', NULL, NULL, 1, NULL, NULL, 9, 0, 0, 0, 0, 0, NULL,
          'truncated: unexpected end of gzip data'),
        (2, 'b.log', 'bb', 9, 'text', 'none', 'unknown', 'info', NULL, NULL, 1, NULL, NULL, 9, 0, 0, 0, 0, 0, NULL, NULL);
      """)
    let report = try CaseReport(of: file)
    #expect(
      Headline(report: report).summary
        == "2 records from 2 sources; every byte accounted for; 1 source is incomplete (truncated: unexpected end of gzip "
        + "data)")
    #expect(report.isCoveragePoor)
  }

  @Test(arguments: [
    ("One. Two.", "One"), ("Writes of c1... (user u1) are lost. More.", "Writes of c1... (user u1) are lost"),
    ("One.", "One"),
  ])
  func firstSentenceEndsAtItsFullStop(text: String, first: String) {
    #expect(Wording.firstSentence(text) == first)
  }

  @Test func noRawControlCharacterOfALogReachesTheReport() throws {
    let report = try SampleCase(
      "UPDATE finding_rows SET subject = char(27) || ']0;x' || char(7), title = 'a' || char(10) || 'LOST  all';"
    ).report()
    let text = TextReport.render(report)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("LOST") }.count == 1)
    #expect(text.contains("\\x1b]0;x\\x07"))
  }

  @Test func wordsOfALogInACommandToCopyAreQuotedForTheShell() throws {
    let text = TextReport.render(
      try SampleCase(
        "UPDATE finding_entities SET id = 'c1;touch x''y#7' WHERE id = 'c1#7'; DELETE FROM finding_entities WHERE id = 'c1#8'"
      ).report())
    #expect(text.contains("ask it: lostwrite why night.db 'c1;touch x'\\''y#7'\n"), "\(text.suffix(300))")
    #expect(!text.contains("night.db c1;"))
  }

  @Test func colourIsOnlyAddedToLabels() throws {
    let report = try SampleCase().report()
    let coloured = TextReport.render(report, style: TextStyle(width: 100, usesColor: true))
    #expect(coloured.contains("\u{1b}[1;31mLOST\u{1b}[0m     2 writes"))
    let bare = coloured.replacing(/\u{1b}\[[0-9;]*m/, with: "")
    #expect(bare == TextReport.render(report))
  }

  @Test(arguments: [40, 60, 100, 160]) func linesStayWithinTheWidth(width: Int) throws {
    let text = TextReport.render(try SampleCase().report(), style: TextStyle(width: width, usesColor: false))
    let long = text.split(separator: "\n").filter { $0.count > width && !$0.contains("ask it:") }
    #expect(long == [])
  }

  @Test func listsThatAreCutSayHowMuchIsMissing() throws {
    var scope = ReportScope()
    scope.limits.evidencePerFinding = 1
    scope.limits.findings = 1
    let text = TextReport.render(try SampleCase().report(scope))
    #expect(text.contains("and 1 more: SELECT * FROM finding_evidence WHERE finding = 1"))
    #expect(text.contains("and 2 more findings, in the view 'findings' of the case"))
  }

  @Test func hiddenLossesAreCounted() throws {
    var scope = ReportScope()
    scope.limits.losses = 1
    let more = """
      INSERT INTO symbols VALUES (9, 'c9');
      INSERT INTO mutation_rows VALUES
        (9, 1, 9, 1, NULL, 0, 0, 'lost', 'client_gone', 'suspected', 'gone', 1, 1, NULL, NULL);
      """
    let text = TextReport.render(try SampleCase(more).report(scope))
    #expect(text.contains("\n         and 1 write of other clients (1 lost)\n"))
    let full = TextReport.render(try SampleCase(more).report())
    let words = full.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("1 write of client c9 (the logs tell no time) was probably never processed, and"))
  }

  @Test func windowLeavesOutWhatEndedBeforeOrBeganAfter() throws {
    let since = Timestamp(microseconds: Int64(SampleCase.at(369)))
    let until = Timestamp(microseconds: Int64(SampleCase.at(441)))
    let report = try SampleCase().report(ReportScope(since: since, until: until))
    #expect(report.findings.shown.map(\.finding) == [1])
    #expect(report.count(.dropped) == 1)
    #expect(report.count(.pending) == 0)
    #expect(report.losses.shown.map(\.writes) == [1])
  }
}

@Suite struct ReportWindowTests {
  /// The drops of the sample lie at 368 and 369 seconds; a third one lies far ahead, so that their finding spans it all.
  private static let early = """
    INSERT INTO mutation_rows VALUES
      (11, 1, 2, 3, NULL, 3, 4, 'dropped', 'auth', 'proved', 'threw', 1, 1, \(SampleCase.at(10)), \(SampleCase.at(10)));
    INSERT INTO finding_entities VALUES (1, 'mutation', 'c1#3');
    UPDATE finding_rows SET first_at = \(SampleCase.at(10)) WHERE finding = 1;
    """

  private func report(_ since: Int, _ until: Int, _ more: String = early) throws -> CaseReport {
    try SampleCase(more).report(
      ReportScope(
        since: Timestamp(microseconds: Int64(SampleCase.at(since))),
        until: Timestamp(microseconds: Int64(SampleCase.at(until))), limits: .json))
  }

  @Test(arguments: [(0, 11, 1), (11, 368, 0), (300, 369, 1), (0, 400, 3), (370, 400, 0)])
  func aFindingIsShownWhereOneOfItsWritesIs(since: Int, until: Int, writes: Int) throws {
    let report = try report(since, until)
    #expect(report.count(.dropped) == writes)
    #expect(report.findings.shown.contains { $0.kind == "silent_drop" } == (writes > 0))
    #expect(report.window?.lossesOutside == 3 - writes)
  }

  @Test(arguments: [(0, 100), (360, 400)]) func writesWithoutTimeGoWithTheirFinding(since: Int, until: Int) throws {
    let untimed = """
      INSERT INTO mutation_rows VALUES
        (12, 1, 2, 11, NULL, 3, 4, 'lost', 'auth', 'proved', 'refused', 1, 1, NULL, NULL),
        (13, 1, 2, 12, NULL, 3, 4, 'lost', 'auth', 'proved', 'refused', 1, 1, NULL, NULL);
      INSERT INTO finding_entities VALUES (1, 'mutation', 'c1#11');
      """
    let report = try report(since, until, untimed)
    // That of row 13 no finding names, so that nothing tells where it belongs.
    #expect(report.count(.lost) == (since == 0 ? 1 : 2))
    #expect(report.findings.shown.contains { $0.kind == "silent_drop" } == (since > 0))
  }

  @Test func whatLiesOutsideIsTold() throws {
    let text = TextReport.render(try report(11, 100))
    #expect(
      text.contains("LOST     no write was found dropped or lost in the chosen time; 3 writes outside of it")
        || text.contains("LOST     no write was seen in the chosen time; 3 writes outside of it"), "\(text)")
    #expect(!text.contains("silent_drop"))
    #expect(text.contains("3 writes dropped or lost"))
    let json = try JSONReport.render(try report(11, 100))
    #expect(json.contains("\"losses_outside\" : 3"))
  }
}

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u{1b}[2J", "\\x1b[2J"), ("a\u{202e}b", "a\\u{202e}b"),
    ("\u{9b}31m", "\\x9b31m"), ("日本", "日本"), ("a\u{ad}b", "a\\xadb"), ("\u{feff}a", "\\u{feff}a"),
    ("a\u{2066}b\u{2069}", "a\\u{2066}b\\u{2069}"), ("\u{e0041}", "\\u{e0041}"), ("\u{fffe}", "\\u{fffe}"),
    ("\u{3164}", "\\u{3164}"), ("e\u{301}", "e\u{301}"), ("a\u{200d}b", "a\\u{200d}b"),
    ("👩\u{200d}💻 ❤\u{fe0f}", "👩\u{200d}💻 ❤\u{fe0f}"),
  ])
  func controlAndInvisibleCharactersAreWrittenOut(text: String, shown: String) {
    #expect(VisibleText.escaped(text) == shown)
    #expect(VisibleText.escaped(shown) == shown)
  }

  @Test(arguments: [
    ("abc", 3), ("日本語", 6), ("ｱｲｳ", 3), ("Ａ", 2), ("한글", 4), ("e\u{301}", 1), ("👩\u{200d}💻", 2), ("❤\u{fe0f}", 2),
    ("🇩🇪", 2), ("👍🏽", 2), ("نص", 2), ("é", 1), ("1\u{fe0f}\u{20e3}", 2), ("", 0), ("…", 1),
  ])
  func widthIsThatOfATerminal(text: String, columns: Int) {
    #expect(VisibleText.width(text) == columns)
  }

  @Test(arguments: [("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("日本語", 5, "日本…"), ("日本語", 6, "日本語")])
  func textIsCutByColumns(text: String, columns: Int, shown: String) {
    #expect(VisibleText.cut(text, to: columns) == shown)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("a-long-word b", 4, ["a-long-word", "b"]),
    ("日本語のログ", 5, ["日本", "語の", "ログ"]), ("id 日本語", 6, ["id", "日本語"]), ("  a  b ", 9, ["a b"]), ("", 5, []),
    ("ab日本語cd", 4, ["ab日", "本語", "cd"]),
  ])
  func textIsWrappedByColumns(text: String, columns: Int, lines: [String]) {
    #expect(VisibleText.wrapped(text, width: columns) == lines)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (4_812_000, "4,812,000"),
  ])
  func numbersHaveSeparators(value: Int, shown: String) {
    #expect(Wording.number(value) == shown)
  }

  @Test(arguments: [
    ("abcdef", 3, ["abc", "def"]), ("abcd", 3, ["abc", "d"]), ("", 3, [""]), ("世界x", 3, ["世", "界x"]),
    ("世界", 1, ["世", "界"]),
  ])
  func recordsAreFoldedWhereALineIsFull(text: String, columns: Int, lines: [String]) {
    #expect(VisibleText.folded(text, width: columns) == lines)
  }

  @Test(arguments: [(5_000_000, "5 s"), (5_340_000, "5.3 s"), (68_200_000, "68 s"), (600_000_000, "10 min")])
  func durationsHaveTwoDigits(microseconds: Int64, shown: String) {
    #expect(Wording.duration(microseconds: microseconds) == shown)
  }
}
