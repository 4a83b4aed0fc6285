import Model

extension TimelineLoader {
  /// The gravest verdicts first.
  private static let gravity: [Verdict] = [.dropped, .lost, .unknown, .pending, .rejected]

  func listedWrites() throws(StoreError) -> Cut<UndeliveredWrite> {
    let rank = Self.gravity.enumerated().map { "WHEN '\($0.element.rawValue)' THEN \($0.offset)" }
    let columns = """
      write_key, client_group_id, client_id, mutation_id, user_id, name, verdict, cause, strength, explanation,
      attempts, first_at, last_at
      """
    // Which rows: on the table, because the view spells every time and symbol of millions of delivered writes.
    let rows = try windowed(
      """
      SELECT \(columns) FROM mutations WHERE mutation_row IN (
        SELECT mutation_row FROM mutation_rows WHERE verdict <> 'delivered' AND \(scope.holdsWrite)
        ORDER BY CASE verdict \(rank.joined(separator: " ")) END, first_at, mutation_row LIMIT \(limits.writes))
      ORDER BY CASE verdict \(rank.joined(separator: " ")) END, first_at, mutation_row
      """)
    var cut = Cut(try rows.list(Self.write))
    let rest = limits.writes - cut.shown.count
    if rest > 0 {
      let delivered = try windowed(
        """
        SELECT \(columns) FROM mutations WHERE mutation_row IN (
          SELECT mutation_row FROM mutation_rows WHERE verdict = 'delivered' AND \(scope.holdsWrite)
          ORDER BY attempts DESC, first_at, mutation_row LIMIT \(rest))
        ORDER BY attempts DESC, first_at, mutation_row
        """)
      cut.shown += try delivered.list(Self.write)
    }
    let count = try windowed("SELECT count(*) FROM mutation_rows WHERE \(scope.holdsWrite)")
    cut.total = try count.step() ? count.count(0) : cut.shown.count
    return cut
  }

  private static func write(_ row: Statement) -> UndeliveredWrite {
    UndeliveredWrite(
      writeKey: row.text(0), clientGroup: row.text(1), client: row.text(2), mutation: row.optionalInteger(3),
      user: row.text(4), name: row.text(5), verdict: row.text(6) ?? "", cause: row.text(7) ?? "",
      strength: row.text(8) ?? "", explanation: row.text(9), attempts: row.integer(10), firstAt: row.text(11),
      lastAt: row.text(12))
  }

  func listedTokens() throws(StoreError) -> Cut<TimelineToken> {
    let rows = try database.prepare(
      """
      SELECT t.fingerprint, t.kind, t.token_id, t.subject, t.issued_at, t.expires_at, x.first_at, x.last_at,
        coalesce(x.sightings, 0)
      FROM token_rows t LEFT JOIN (SELECT token, min(at) AS first_at, max(at) AS last_at, count(*) AS sightings
        FROM event_rows WHERE token <> 0 GROUP BY token) x ON x.token = t.token
      ORDER BY coalesce(x.last_at >= t.expires_at * 1000000 + \(TimelineMark.clearly), 0) DESC, x.last_at DESC,
        t.fingerprint
      """)
    return try rows.cut(limits.tokens) { row in
      TimelineToken(
        token: row.text(0) ?? "", kind: row.text(1) ?? "", tokenID: row.text(2), subject: row.text(3),
        issuedAt: Self.seconds(row.optionalInteger(4)), expiresAt: Self.seconds(row.optionalInteger(5)),
        firstSeenAt: Timestamp(stored: row.optionalInteger(6)), lastSeenAt: Timestamp(stored: row.optionalInteger(7)),
        sightings: row.count(8))
    }
  }

  /// Seconds as tokens carry them; what cannot be a moment is unknown.
  static func seconds(_ value: Int64?) -> Timestamp {
    guard let value, value >= 0, value < 253_402_300_800 else { return .unknown }
    return Timestamp(microseconds: value * 1_000_000)
  }

  /// How late tokens were accepted and refused, over all pushes. A mutator that threw for want of a login is no refusal
  /// of a token: it throws with a valid one as well.
  func tolerance() throws(StoreError) -> TokenTolerance {
    let row = try database.prepare(
      """
      SELECT max(CASE WHEN outcome IN ('applied', 'handled') THEN late END),
        min(CASE WHEN outcome = 'refused' THEN late END)
      FROM (SELECT a.outcome, a.at - t.expires_at * 1000000 AS late
        FROM attempt_rows a JOIN token_rows t ON t.token = a.token
        WHERE a.token <> 0 AND a.at > t.expires_at * 1000000
        UNION ALL
        SELECT 'refused', v.at - t.expires_at * 1000000
        FROM event_rows v JOIN token_rows t ON t.token = v.token
        WHERE v.kind = \(EventKind.tokenRejected.rawValue) AND v.token <> 0 AND v.at > t.expires_at * 1000000)
      """)
    var tolerance = TokenTolerance()
    guard try row.step() else { return tolerance }
    tolerance.acceptedUpTo = row.optionalInteger(0)
    tolerance.refusedFrom = row.optionalInteger(1)
    return tolerance
  }

  /// Starts, stops and outages.
  func servers() throws(StoreError) -> Cut<TimelineMark> {
    let kinds: [EventKind] = [.serverStarted, .serverStopping, .serverExited, .serverFailed]
    let rows = try database.prepare(
      """
      SELECT v.at, k.name, \(Self.symbol("v.name")), v.record FROM event_rows v JOIN event_kinds k ON k.kind = v.kind
      WHERE v.kind IN (\(Self.list(kinds.map { Int64($0.rawValue) }))) AND \(range.holds("v.at"))
      ORDER BY v.at, v.event
      """)
    var marks: [TimelineMark] = try rows.list { row in
      var mark = TimelineMark(kind: .server, at: Timestamp(stored: row.optionalInteger(0)), word: row.text(1) ?? "")
      mark.detail = row.text(2)
      mark.records = [row.integer(3)]
      return mark
    }
    marks += try outages()
    marks.sort { ($0.at, $0.until, $0.word) < ($1.at, $1.until, $1.word) }
    return Cut(Array(marks.prefix(limits.servers)), total: marks.count)
  }

  private func outages() throws(StoreError) -> [TimelineMark] {
    let rows = try database.prepare(
      """
      SELECT o.first_at, o.last_at, o.cause, o.status, o.count, o.detail, o.observation FROM observation_rows o
      WHERE o.type = 'server_fault' AND o.cause <> 'restart' AND o.first_at <= \(range.lastAt.microseconds)
        AND o.last_at >= \(range.firstAt.microseconds)
      ORDER BY o.first_at, o.observation
      """)
    var marks: [TimelineMark] = []
    while try rows.step() {
      var mark = TimelineMark(
        kind: .server, at: Timestamp(stored: rows.optionalInteger(0)), word: rows.text(2) ?? "fault")
      mark.until = Timestamp(stored: rows.optionalInteger(1))
      mark.status = rows.optionalInteger(3)
      mark.count = rows.count(4)
      mark.detail = rows.text(5)
      let evidence = try database.prepare(
        "SELECT record FROM observation_evidence WHERE observation = ? ORDER BY sequence LIMIT \(limits.recordsPerMark)"
      )
      evidence.bind(1, rows.integer(6))
      mark.records = try evidence.list { $0.integer(0) }
      marks.append(mark)
    }
    return marks
  }

  /// The records that the marks name, each once.
  func records(_ timeline: CaseTimeline) throws(StoreError) -> [Int64: TimelineRecord] {
    var wanted: Set<Int64> = Set(timeline.servers.shown.flatMap(\.records))
    for lane in timeline.lanes.shown {
      wanted.formUnion(lane.marks.shown.flatMap(\.records))
      wanted.formUnion(lane.connections.shown.flatMap(\.records))
      wanted.formUnion(lane.tokens.shown.flatMap(\.records))
    }
    let row = try database.prepare(
      """
      SELECT s.path, r.line, r.at, r.facts & 15, t.text FROM record_rows r JOIN source_rows s ON s.source = r.source
        LEFT JOIN record_texts t ON t.record = r.record WHERE r.record = ?
      """)
    var found: [Int64: TimelineRecord] = [:]
    for record in wanted.sorted() {
      row.bind(1, record)
      if try row.step() {
        let origin = row.count(3)
        found[record] = TimelineRecord(
          source: row.text(0) ?? "", line: row.count(1), at: Timestamp(stored: row.optionalInteger(2)),
          timeOrigin: RecordRow.timeOrigins.indices.contains(origin) ? RecordRow.timeOrigins[origin] : "none",
          text: row.text(4))
      }
      row.reset()
    }
    return found
  }
}
