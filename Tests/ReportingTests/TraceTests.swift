import CaseStore
import Model
import Testing

@testable import Reporting

/// One timeline over all sources.
@Suite struct TraceTests {
  /// Client c1 of group g1 with a socket, a push that fails with an expired token, its return, and a line without time.
  private static func at(_ seconds: Int) -> Int { SampleCase.at(seconds) }
  private static let rows = """
    DELETE FROM event_rows;
    DELETE FROM client_rows;
    INSERT INTO symbols VALUES (5, 'w1'), (6, 'c2'), (7, 'g2'), (8, 'u2'), (9, 'w2');
    INSERT INTO client_rows VALUES (6, 7);
    INSERT INTO record_rows VALUES (3, 2, 600, 9, 20, \(at(370)), 0, 0), (4, 1, 700, 9, 30, NULL, 0, 0),
      (5, 1, 710, 9, 31, \(at(400)), 3, 0), (6, 1, 720, 9, 32, \(at(410)), 0, 0);
    INSERT INTO event_rows VALUES
      (1, 20, 1, 2, \(at(100)), 1, 2, 5, 3, 1, NULL, 101, NULL, 0, 0, '', ''),
      (2, 80, 1, 2, \(at(368)), 1, 2, 0, 3, 1, 7, NULL, NULL, 4, 0, 'r1', ''),
      (3, 42, 2, 1, \(at(369)), 1, 2, 0, 0, 0, 7, 401, NULL, 0, 0, '', 'jwt expired'),
      (4, 42, 2, 1, \(at(369)), 1, 2, 0, 0, 0, 8, 401, NULL, 0, 0, '', 'jwt expired'),
      (5, 120, 3, 2, \(at(370)), 0, 0, 0, 0, 0, NULL, 401, 2500, 0, 0, 'r1', ''),
      (6, 21, 4, 1, NULL, 1, 2, 5, 0, 0, NULL, 1000, NULL, 0, 0, '', ''),
      (7, 20, 5, 1, \(at(400)), 1, 2, 9, 3, 0, NULL, 101, NULL, 0, 0, '', ''),
      (8, 100, 6, 1, \(at(410)), 1, 2, 0, 0, 0, NULL, NULL, 9, 0, 0, '', ''),
      (9, 20, 6, 1, \(at(410)), 7, 6, 0, 8, 0, NULL, 101, NULL, 0, 0, '', '');
    """

  private let file: CaseFile
  private let lookup: IdentityLookup

  init() throws {
    file = try SampleCase(Self.rows).file
    lookup = IdentityLookup(file)
  }

  private func lines(_ trace: Trace) -> [String] {
    trace.steps.map { "\($0.source.split(separator: "/").last ?? ""):\($0.line) \($0.kind.name)" }
  }

  private static let ofWrite = [
    "api.log:12 connection_opened", "api.log:12 mutation_started", "zero.log:7 push_failed",
    "zero.log:30 connection_closed", "api.log:20 api_request", "zero.log:31 connection_opened",
    "zero.log:32 last_mutation_id",
  ]

  @Test func aWriteComesWithItsSocketItsRequestAndWhatSettlesIt() throws {
    var selection = TraceSelection()
    selection.writes = [try lookup.write("c1#7")]
    let trace = try Trace(of: file, selection)
    #expect(lines(trace) == Self.ofWrite)
    #expect(trace.writes.map(\.key) == ["c1#7"])
    #expect(trace.steps[1].token?.lateness == 68_000_000)
    #expect(trace.steps[1].decides == [])
    #expect(trace.steps[0].decides.map(\.key) == ["c1#7"], "the record that decided, once")
  }

  @Test func aClientHasAllItsWritesAndARecordOfTwoWritesIsOneStep() throws {
    var selection = TraceSelection()
    selection.clients = [try lookup.symbol("c1", .client)]
    let trace = try Trace(of: file, selection)
    #expect(lines(trace) == Self.ofWrite)
    #expect(trace.steps[2].mutations == [7, 8])
    #expect(trace.writes.map(\.mutation) == [7, 8])
  }

  @Test func aWriteThatNoEventNamesBelongsToItsClient() throws {
    try file.database.execute(
      """
      INSERT INTO mutation_rows VALUES (20, 1, 2, 11, NULL, 3, 4, 'lost', 'auth', 'suspected', 'its console says so', 5, 0,
        NULL, NULL);
      """)
    var selections = [TraceSelection(), TraceSelection(), TraceSelection()]
    selections[0].clients = [try lookup.symbol("c1", .client)]
    selections[1].groups = [try lookup.symbol("g1", .clientGroup)]
    selections[2].users = [3]
    for selection in selections {
      let trace = try Trace(of: file, selection)
      #expect(trace.writes.contains { $0.mutation == 11 && $0.verdict == .lost })
      #expect(trace.steps.filter { $0.record == 5 }.flatMap(\.decides).map(\.mutation) == [11])
    }
    var other = TraceSelection()
    other.clients = [try lookup.symbol("c2", .client)]
    #expect(try Trace(of: file, other).writes.isEmpty)
  }

  @Test func theGravestWritesAreToldHoweverManyAreDelivered() throws {
    try file.database.execute(
      """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
        INSERT INTO event_rows SELECT 100 + i, 80, 1, 2, \(Self.at(1)) + i, 1, 2, 0, 3, 1, 101 + i, NULL, NULL, 4, 0, '',
          '' FROM n;
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
        INSERT INTO mutation_rows SELECT 100 + i, 1, 2, 101 + i, NULL, 3, 4, CASE WHEN i < 29 THEN 'delivered' ELSE
          'dropped' END, 'none', 'proved', 'x', 1, 1, NULL, NULL FROM n;
      """)
    var selection = TraceSelection()
    selection.clients = [try lookup.symbol("c1", .client)]
    let text = TraceReport(try Trace(of: file, selection), asked: ["client c1"], limit: 5).text()
    #expect(text.contains("DROPPED   c1#130 (issue.create)"), "\(text)")
  }

  @Test func selectorsArePutTogether() throws {
    var selection = TraceSelection()
    selection.requests = [try lookup.request("r1")]
    selection.groups = [try lookup.symbol("g2", .clientGroup)]
    #expect(
      lines(try Trace(of: file, selection))
        == ["api.log:12 mutation_started", "api.log:20 api_request", "zero.log:32 connection_opened"])
  }

  @Test func aWindowLeavesOutWhatHasNoTimeOnlyWhereItsPlaceDoesNotTell() throws {
    var selection = TraceSelection()
    selection.clients = [try lookup.symbol("c1", .client)]
    selection.since = Timestamp(microseconds: Int64(Self.at(369)))
    selection.until = Timestamp(microseconds: Int64(Self.at(400)))
    let trace = try Trace(of: file, selection)
    #expect(lines(trace) == ["zero.log:7 push_failed", "zero.log:30 connection_closed", "api.log:20 api_request"])
    #expect(trace.leftOutWithoutTime == 0)
  }

  @Test func theTextTellsTimesGapsLatenessAndVerdicts() throws {
    var selection = TraceSelection()
    selection.writes = [try lookup.write("c1#7")]
    let text = TraceReport(try Trace(of: file, selection), asked: ["mutation c1#7"], limit: 100).text()
    #expect(
      text == """
        trace of mutation c1#7: 7 events from 2 sources below logs/, 2026-10-21 00:46:21 to 00:51:31 UTC
        DROPPED   c1#7 (issue.create), proved: mutator threw

        2026-10-21 UTC
         00:46:21.000           api.log:12   the client connected (socket w1), user u1; token
                                             t:9f2c41d0aabb, valid for 3 min more
                                             => dropped: #7, auth, proved
         00:49:41.000  +3 min                token t:9f2c41d0aabb expires
         00:50:49.000  +68 s    api.log:12   the API got write #7 (issue.create), user u1; token
                                             t:9f2c41d0aabb, 68 s after its expiry
         00:50:50.000  +1 s     zero.log:7   the push of write #7 failed with 401: "jwt expired"
        ?                       zero.log:30  the connection ended (socket w1), code 1000
         00:50:51.000  +1 s     api.log:20   the API answered 401 after 3 ms
        ~00:51:21.000  +30 s    zero.log:31  the client connected (socket w2), user u1
         00:51:31.000  +10 s    zero.log:32  the server's line shows last mutation id 9

        ?  the line does not say when: it stands where its line, or else its source, has it
        ~  no time in the line: the time is that of a record shortly before it

        """)
  }

  @Test func hostileWordsOfALogStayText() throws {
    try file.database.execute(
      "UPDATE event_rows SET detail = char(27) || '[2J' || char(10) || '=> delivered' WHERE event IN (3, 4)")
    var selection = TraceSelection()
    selection.writes = [try lookup.write("c1#7")]
    let text = TraceReport(try Trace(of: file, selection), asked: ["mutation c1#7"], limit: 100).text()
    #expect(text.contains("\\x1b[2J\\n=> delivered") || text.contains("\\x1b[2J\\n=>"))
    #expect(!text.contains("\u{1b}"))
  }

  @Test func whereThereAreSeveralClientsEachLineNamesItsOwn() throws {
    var selection = TraceSelection()
    selection.clients = [try lookup.symbol("c1", .client), try lookup.symbol("c2", .client)]
    let text = TraceReport(try Trace(of: file, selection), asked: ["both"], limit: 100).text()
    #expect(text.contains("[c1] the push of writes #7, #8 failed"))
    #expect(text.contains("[c2] the client connected, user u2"))
  }

  @Test func aCutTimelineSaysHowMuchIsMissing() throws {
    var selection = TraceSelection()
    selection.clients = [try lookup.symbol("c1", .client)]
    let text = TraceReport(try Trace(of: file, selection), asked: ["client c1"], limit: 2).text()
    #expect(text.contains("and 5 more events"))
    #expect(!text.contains("push of"))
  }

  @Test(arguments: [
    ("c3", "no client 'c3' in the case; nearest: c1"), ("c", "'c' fits 2 clients: c1, c2; give more letters"),
    ("zzzzzzzz", "no client 'zzzzzzzz' in the case; it has 2, for example c1, c2"),
  ])
  func aNameThatFitsNoneOrSeveralNamesTheNearest(name: String, message: String) throws {
    #expect { try lookup.symbol(name, .client) } throws: { "\($0)" == message }
  }

  @Test(arguments: [
    ("c1", "'c1' is no write; expected CLIENT#N, for example c1ur329a0#7"),
    ("c1#99", "no write #99 of client c1: the case has 5, #6 to #10; nearest: #8, #9, #10"),
    ("c1#x", "'c1#x' is no write; expected CLIENT#N, for example c1ur329a0#7"),
  ])
  func aWriteThatIsNotThereNamesTheNearest(name: String, message: String) throws {
    #expect { try lookup.write(name) } throws: { "\($0)" == message }
  }

  @Test(arguments: ["t:9f2c41d0aabb", "9f2c", "tok-1"]) func tokensAreFoundByFingerprintOrTheirOwnID(name: String)
    throws
  {
    #expect(try lookup.token(name) == 1)
  }
}
