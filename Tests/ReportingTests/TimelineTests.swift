import Model
import Testing

@testable import CaseStore
@testable import Reporting

/// What a timeline takes out of a case.
@Suite struct TimelineTests {
  private static func at(_ seconds: Int) -> Int { SampleCase.at(seconds) }
  private static func moment(_ seconds: Int) -> Timestamp { Timestamp(microseconds: Int64(at(seconds))) }

  private static let base = """
    INSERT INTO token_rows VALUES (2, 't:newer', 'jwt', 'HS256', NULL, NULL, 'u1', NULL, NULL, \(at(700) / 1_000_000));
    INSERT INTO event_rows VALUES
      (10, 80, 2, 1, \(at(400)), 1, 2, 0, 3, 2, 8, 200, NULL, 0, 0, '', '');
    INSERT INTO attempt_rows VALUES
      (1, 1, \(at(10)), 2, NULL, 200, 'applied', 1, '', NULL, NULL),
      (2, 2, \(at(340)), 2, NULL, 200, 'handled', 1, '', NULL, NULL),
      (3, 2, \(at(368)), 1, NULL, 401, 'refused', 1, '', NULL, NULL);
    INSERT INTO connection_rows VALUES
      (1, 1, 2, 0, 3, 0, \(at(5)), \(at(369)), 1000, 0, 1, 2, 1), (2, 1, 2, 0, 3, 0, NULL, NULL, NULL, 0, 0, NULL, NULL);
    """

  private func timeline(_ more: String = "", scope: ReportScope = .init()) throws -> CaseTimeline {
    try CaseTimeline(of: SampleCase(Self.base + more).file, scope: scope)
  }

  private func lane(_ more: String = "") throws -> TimelineLane { try #require(try timeline(more).lanes.shown.first) }

  @Test func laneHasTokensFromFirstSightToExpiryWithTheirLateUse() throws {
    let tokens = try lane().tokens.shown
    #expect(tokens.map(\.token) == ["t:9f2c41d0aabb", "t:newer"])
    #expect(tokens.map(\.expiresAt) == [Self.moment(300), Self.moment(700)])
    #expect(tokens.map(\.issuedAt) == [Self.moment(0), .unknown])
    #expect(tokens.map(\.lateness) == [68_000_000, nil])
  }

  @Test func pushesKnowHowLateTheirTokenWas() throws {
    let pushes = try lane().marks.shown.filter { $0.kind == .push }
    #expect(pushes.map(\.word) == ["applied", "handled", "refused"])
    #expect(pushes.map(\.isRoutine) == [true, false, false])
    #expect(pushes.map(\.lateness) == [-290_000_000, 40_000_000, 68_000_000])
  }

  /// The rejection that the API logged at that moment is the answer to the push, not a mark of its own.
  @Test func refusalOfAPushIsOneMark() throws {
    let marks = try lane().marks.shown
    #expect(marks.filter { $0.kind == .refusal } == [])
    let alone = try lane("UPDATE attempt_rows SET outcome = 'failed' WHERE attempt = 3")
    #expect(alone.marks.shown.filter { $0.kind == .refusal }.map(\.at) == [Self.moment(368)])
  }

  @Test func newerTokenIsMarkedWhereItIsSeenFirst() throws {
    let newer = try lane().marks.shown.filter { $0.kind == .newerToken }
    #expect(newer.map(\.at) == [Self.moment(400)])
    #expect(newer.map(\.word) == [TimelineMark.keptOld])
  }

  @Test func newerTokenThatCorrelationKnowsOfComesFirst() throws {
    let newer = try lane(
      """
      INSERT INTO event_rows VALUES (11, 62, 2, 1, \(Self.at(290)), 0, 0, 0, 3, 2, NULL, NULL, NULL, 0, 0, '', '');
      INSERT INTO observation_rows VALUES (1, 'stale_token', 1, 2, 3, 1, 'push', 'forwarder', 'auth', 401, 'proved',
        \(Self.at(340)), \(Self.at(368)), 2, 1, 1, 0, 1, NULL, 0, 0, \(Self.at(290)), '');
      """
    ).marks.shown.filter { $0.kind == .newerToken }
    #expect(newer.map(\.at) == [Self.moment(290)])
    #expect(newer.map(\.records) == [[2]])
  }

  @Test func verdictsOtherThanDeliveredAreMarked() throws {
    let verdicts = try lane().marks.shown.filter { $0.kind == .verdict }
    #expect(verdicts.map(\.word) == ["dropped", "dropped", "unknown", "pending"])
    #expect(verdicts.map(\.mutation) == [7, 8, 9, 10])
    #expect(verdicts[2].detail == "suspected: the API log ends at 00:51:40")
  }

  @Test func socketWithoutAnyTimeIsCountedNotDrawn() throws {
    let lane = try lane()
    #expect(lane.connections.shown.map(\.openedAt) == [Self.moment(5)])
    #expect(lane.untimed == 1)
  }

  @Test func toleranceLiesBetweenAcceptedAndRefused() throws {
    let tolerance = try timeline().tolerance
    #expect(tolerance.acceptedUpTo == 40_000_000)
    #expect(tolerance.refusedFrom == 68_000_000)
    #expect(tolerance.isConsistent)
    let odd = try timeline("UPDATE attempt_rows SET at = \(Self.at(310)) WHERE attempt = 3").tolerance
    #expect(!odd.isConsistent)
  }

  /// A mutator throws for want of a login with a valid token as well; the API's own sight of a refused token counts.
  @Test func toleranceIsToldByRefusedTokensAlone() throws {
    let thrown = "UPDATE attempt_rows SET at = \(Self.at(310)), outcome = 'dropped' WHERE attempt = 3;"
    let refused = """
      INSERT INTO event_rows VALUES (12, \(EventKind.tokenRejected.rawValue), 1, 2, \(Self.at(355)), 1, 2, 0, 3, 1, NULL, 401, NULL,
        0, 0, '', '');
      DELETE FROM event_rows WHERE event = 2;
      """
    let tolerance = try timeline(thrown + refused).tolerance
    #expect(tolerance.acceptedUpTo == 40_000_000)
    #expect(tolerance.refusedFrom == 55_000_000)
  }

  @Test(arguments: [("rejected", "rejected"), ("delivered", "thrown"), ("unknown", "thrown"), ("dropped", "dropped")])
  func aMutatorsThrowDropsOnlyWhatTheVerdictSays(verdict: String, word: String) throws {
    let marks = try lane(
      """
      UPDATE attempt_rows SET outcome = 'dropped', status = 200 WHERE attempt = 3;
      UPDATE mutation_rows SET verdict = '\(verdict)' WHERE mutation_row = 2;
      """
    ).marks.shown
    let push = try #require(marks.first { $0.kind == .push && $0.at == Self.moment(368) })
    #expect(push.word == word)
    #expect(MarkStyle.sentence(push).contains("dropped") == (word == "dropped"))
    #expect((MarkStyle(push).style == "gone") == (word == "dropped"))
  }

  @Test func whatIsGraverLiesAboveWhatIsNot() throws {
    let marks = try lane().marks.shown
    func gravity(_ kind: TimelineMark.Kind, _ word: String) throws -> Int {
      try #require(marks.first { $0.kind == kind && $0.word == word }).gravity
    }
    #expect(try gravity(.verdict, "dropped") > gravity(.newerToken, TimelineMark.keptOld))
    #expect(try gravity(.newerToken, TimelineMark.keptOld) > gravity(.push, "refused"))
    #expect(try gravity(.push, "refused") > gravity(.push, "applied"))
  }

  @Test func silenceOfABusySourceIsAGapAndHidesWhatItWouldShow() throws {
    let timeline = try timeline(
      """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
        INSERT INTO record_rows SELECT 100 + i, 2, i, 1, i, \(Self.at(3)) + i * 1000000, 0, 0 FROM n
        WHERE i NOT BETWEEN 200 AND 299;
      """)
    let api = try #require(timeline.sources.shown.first { $0.role == "API server" })
    #expect(api.gaps == [.init(from: Self.moment(202), to: Self.moment(303))])
    let spots = timeline.blindSpots.filter { $0.role == "API server" }
    #expect(spots.map(\.from) == [Self.moment(0), Self.moment(202), Self.moment(419)])
    #expect(spots.map(\.to) == [Self.moment(3), Self.moment(303), Self.moment(442)])
  }

  @Test func aQuietSourceHasNoGaps() throws {
    #expect(try timeline().sources.shown.flatMap(\.gaps) == [])
  }

  @Test func clockUncertaintyIsDrawnAroundItsMarks() throws {
    let sample = try SampleCase(Self.base + "INSERT INTO clock_offset_rows VALUES (2, 1, 3000000, 500000, 9);")
    let timeline = try CaseTimeline(of: sample.file)
    #expect(timeline.sources.shown.map(\.clockOffset) == [nil, 3_000_000])
    let span = try #require(Clocks(timeline).span(of: 1, at: Self.moment(368)))
    #expect(span.from == Timestamp(microseconds: Int64(Self.at(368)) - 3_500_000))
    #expect(span.to == Self.moment(368))
    #expect(Clocks(timeline).span(of: 2, at: Self.moment(368)) == nil)
    let page = HTMLReport.render(try sample.report(ReportScope(limits: .html)), timeline)
    #expect(page.contains("<line class=\"whisker\""))
    #expect(page.contains("clock uncertainty"))
  }

  @Test func theWindowNarrowsTheTimeline() throws {
    let timeline = try timeline(scope: ReportScope(since: Self.moment(100), until: Self.moment(350)))
    #expect(timeline.firstAt == Self.moment(100))
    #expect(timeline.lastAt == Self.moment(350))
    #expect(timeline.lanes.shown.first?.marks.shown.map(\.at) == [Self.moment(340)])
  }

  @Test func clientsOfEveryKindOfAlarmHaveALane() throws {
    let more = (0..<40).map { index in
      """
      INSERT INTO symbols VALUES (\(100 + index), 'x\(index)'); INSERT INTO client_rows VALUES (\(100 + index), 1);
      INSERT INTO finding_rows SELECT \(10 + index), rule_id, CASE \(index) WHEN 39 THEN 'auth_stuck' ELSE kind END,
        CASE \(index) WHEN 39 THEN 'medium' ELSE severity END, strength, title, subject, story, advice, first_at, last_at,
        count, status, 'g\(index)' FROM finding_rows WHERE finding = 1;
      INSERT INTO finding_entities VALUES (\(10 + index), 'client', 'x\(index)');
      """
    }
    let lanes = try timeline(more.joined()).lanes
    #expect(lanes.shown.count == 24)
    #expect(lanes.total == 41)
    #expect(lanes.shown.last?.client == "x39")
  }

  @Test func alarmsThatNoPushShowsAreMarked() throws {
    let lane = try lane(
      """
      INSERT INTO finding_rows SELECT 9, rule_id, 'pusher_died', 'high', strength, 'The pusher stopped', subject, story, advice,
        \(Self.at(200)), \(Self.at(210)), 2, status, 'g9' FROM finding_rows WHERE finding = 1;
      INSERT INTO finding_entities VALUES (9, 'client', 'c1');
      INSERT INTO finding_evidence_rows VALUES (9, 1, 2, 'died');
      """)
    let marks = lane.marks.shown.filter { $0.kind == .finding }
    #expect(marks.map(\.word) == ["pusher_died"])
    #expect(marks.map(\.at) == [Self.moment(200)])
    #expect(marks.map(\.records) == [[2]])
  }

  @Test func tokensThatOverlapStandInRowsOfTheirOwn() {
    func token(_ name: String, _ from: Int, _ to: Int) -> TokenSpan {
      TokenSpan(
        token: name, issuedAt: Self.moment(from), expiresAt: Self.moment(to), firstSeenAt: Self.moment(from),
        lastSeenAt: Self.moment(from), sightings: 1, records: [])
    }
    let rows = TokenRows.pack(
      [token("a", 0, 100), token("b", 90, 200), token("c", 100, 300)], tolerance: TokenTolerance())
    #expect(rows.map { $0.map(\.token) } == [["a", "c"], ["b"]])
  }
}
