import Model

extension TimelineLoader {
  func lanes(of clients: Cut<TimelineClient>) throws(StoreError) -> Cut<TimelineLane> {
    var drafts = clients.shown.map { LaneDraft(client: $0, limits: limits, range: range) }
    for index in drafts.indices {
      try addConnections(to: &drafts[index])
      try addPushes(to: &drafts[index])
      try addVerdicts(to: &drafts[index])
      try addFindings(to: &drafts[index])
    }
    try addEvents(to: &drafts)
    return Cut(drafts.map { $0.finished() }, total: clients.total)
  }

  private func addConnections(to draft: inout LaneDraft) throws(StoreError) {
    let rows = try database.prepare(
      """
      SELECT \(Self.symbol("connection")), opened_at, closed_at, close_code, \(Self.symbol("close_reason")),
        opened_record, closed_record, token FROM connection_rows WHERE client = ?
      ORDER BY coalesce(opened_at, closed_at), connection_row
      """)
    rows.bind(1, draft.client.client)
    while try rows.step() {
      var records = [rows.optionalInteger(5), rows.optionalInteger(6)].compactMap { $0 }
      if records.count == 2, records[0] == records[1] { records.removeLast() }
      draft.add(
        ConnectionSpan(
          connection: rows.text(0), openedAt: Timestamp(stored: rows.optionalInteger(1)),
          closedAt: Timestamp(stored: rows.optionalInteger(2)), closeCode: rows.optionalInteger(3),
          closeReason: rows.text(4)?.trimmed, records: records))
    }
  }

  private func addPushes(to draft: inout LaneDraft) throws(StoreError) {
    let rows = try database.prepare(
      """
      SELECT a.at, a.outcome, m.mutation, a.status, t.fingerprint, a.at - t.expires_at * 1000000, a.link_reason,
        a.record, a.api_record, m.verdict
      FROM mutation_rows m JOIN attempt_rows a ON a.mutation_row = m.mutation_row
        LEFT JOIN token_rows t ON t.token = a.token
      WHERE m.client = ? ORDER BY a.at, a.attempt
      """)
    rows.bind(1, draft.client.client)
    while try rows.step() {
      let word = TimelineMark.word(outcome: rows.text(1) ?? "", verdict: rows.text(9) ?? "")
      var mark = TimelineMark(kind: .push, at: Timestamp(stored: rows.optionalInteger(0)), word: word)
      mark.mutation = rows.optionalInteger(2)
      mark.status = rows.optionalInteger(3)
      mark.token = rows.text(4)
      mark.lateness = rows.optionalInteger(5)
      mark.detail = rows.text(6).map { "the records of both servers belong together: \($0)" }
      mark.records = [rows.integer(7)]
      if let other = rows.optionalInteger(8), other != mark.records[0] { mark.records.append(other) }
      draft.add(mark)
    }
  }

  private func addVerdicts(to draft: inout LaneDraft) throws(StoreError) {
    let rows = try windowed(
      """
      SELECT coalesce(m.last_at, r.at), m.verdict, m.mutation, coalesce(m.explanation, ''), m.record, m.strength
      FROM mutation_rows m LEFT JOIN record_rows r ON r.record = m.record
      WHERE m.client = ?3 AND m.verdict <> 'delivered' AND \(scope.holdsWrite) ORDER BY 1, m.mutation_row
      """)
    rows.bind(3, draft.client.client)
    while try rows.step() {
      var mark = TimelineMark(kind: .verdict, at: Timestamp(stored: rows.optionalInteger(0)), word: rows.text(1) ?? "")
      mark.mutation = rows.optionalInteger(2)
      mark.detail = rows.text(5) == "proved" ? rows.text(3) : "suspected: \(rows.text(3) ?? "")"
      mark.records = [rows.optionalInteger(4)].compactMap { $0 }
      draft.add(mark)
    }
  }

  /// Alarms whose moments no verdict or push of the lane shows already: a pusher that died, a client that is stuck.
  private func addFindings(to draft: inout LaneDraft) throws(StoreError) {
    let shown: [FindingKind] = [.silentDrop, .writeLost, .staleToken, .authRefused]
    let kinds = shown.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let rows = try windowed(
      """
      SELECT f.first_at, f.last_at, f.kind, f.title, f.finding, f.count
      FROM finding_entities e JOIN finding_rows f ON f.finding = e.finding
      WHERE e.type = 'client' AND e.id = ?3 AND f.kind NOT IN (\(kinds))
        AND \(ReportLoader.severityRank) <= \(-Severity.medium.rank) AND \(scope.holdsFinding("f."))
      ORDER BY f.first_at, f.finding
      """)
    rows.bind(3, draft.client.lane.client)
    while try rows.step() {
      var mark = TimelineMark(kind: .finding, at: Timestamp(stored: rows.optionalInteger(0)), word: rows.text(2) ?? "")
      mark.until = Timestamp(stored: rows.optionalInteger(1))
      mark.detail = rows.text(3)
      mark.count = rows.count(5)
      let evidence = try database.prepare(
        "SELECT record FROM finding_evidence_rows WHERE finding = ? ORDER BY sequence LIMIT \(limits.recordsPerMark)")
      evidence.bind(1, rows.integer(4))
      mark.records = try evidence.list { $0.integer(0) }
      draft.add(mark)
    }
  }

  /// Tokens and refusals of all lanes, in one pass: events have no index by client.
  private func addEvents(to drafts: inout [LaneDraft]) throws(StoreError) {
    guard !drafts.isEmpty else { return }
    var lanes: [Int64: [Int]] = [:]
    var groups: [Int64: [Int]] = [:]
    for (index, draft) in drafts.enumerated() {
      lanes[draft.client.client, default: []].append(index)
      if draft.client.group != 0 { groups[draft.client.group, default: []].append(index) }
    }
    let refusals: [EventKind] = [
      .connectionRefused, .apiCallFailed, .pushFailed, .pushAuthFailed, .queryAuthFailed, .tokenRejected,
    ]
    let kinds = (refusals + [.lastMutationID]).map { Int64($0.rawValue) }
    let rows = try database.prepare(
      """
      SELECT v.client, v.grp, v.at, v.kind, v.status, v.token, t.fingerprint, t.issued_at, t.expires_at, v.number,
        v.record, v.detail
      FROM event_rows v LEFT JOIN token_rows t ON t.token = v.token
      WHERE (v.client IN (\(Self.list(lanes.keys.sorted()))) OR v.client = 0 AND v.grp IN (\(Self.list(groups.keys.sorted()))))
        AND (v.token <> 0 OR v.kind IN (\(Self.list(kinds)))) AND (v.at IS NULL OR \(range.holds("v.at")))
      ORDER BY v.at, v.event
      """)
    while try rows.step() {
      let client = rows.integer(0)
      guard let kind = EventKind(rawValue: UInt8(truncatingIfNeeded: rows.integer(3))) else { continue }
      for index in client == 0 ? groups[rows.integer(1)] ?? [] : lanes[client] ?? [] {
        if rows.integer(5) != 0 { drafts[index].sawToken(Self.sighting(rows)) }
        if kind == .lastMutationID, let number = rows.optionalInteger(9) {
          drafts[index].add(Self.progress(rows, number))
        }
        let isRefusal = [401, 403].contains(rows.integer(4)) || kind == .tokenRejected || kind == .pushAuthFailed
        if refusals.contains(kind), isRefusal { drafts[index].refused(Self.refusal(rows, kind)) }
      }
    }
    try addNewerTokens(to: &drafts)
  }

  private static func sighting(_ row: Statement) -> TokenSpan {
    let at = Timestamp(stored: row.optionalInteger(2))
    return TokenSpan(
      token: row.text(6) ?? "", issuedAt: seconds(row.optionalInteger(7)), expiresAt: seconds(row.optionalInteger(8)),
      firstSeenAt: at, lastSeenAt: at, sightings: 1, records: [row.integer(10)])
  }

  private static func progress(_ row: Statement, _ number: Int64) -> TimelineMark {
    var mark = TimelineMark(
      kind: .lastMutationID, at: Timestamp(stored: row.optionalInteger(2)), word: "last_mutation_id")
    mark.mutation = number
    mark.records = [row.integer(10)]
    return mark
  }

  private static func refusal(_ row: Statement, _ kind: EventKind) -> TimelineMark {
    var mark = TimelineMark(kind: .refusal, at: Timestamp(stored: row.optionalInteger(2)), word: kind.name)
    mark.status = row.optionalInteger(4)
    mark.token = row.text(6)
    if let at = row.optionalInteger(2), let expiry = seconds(row.optionalInteger(8)).stored {
      mark.lateness = at - expiry
    }
    mark.detail = row.text(11).flatMap { $0.isEmpty ? nil : $0 }
    mark.records = [row.integer(10)]
    return mark
  }

  /// A newer token that correlation knows of from elsewhere: issued by the auth server, or carried by another tab.
  private func addNewerTokens(to drafts: inout [LaneDraft]) throws(StoreError) {
    let rows = try database.prepare(
      """
      SELECT o.client, min(o.newer_since) FROM observation_rows o
      WHERE o.newer_since IS NOT NULL AND o.client <> 0 GROUP BY o.client
      """)
    while try rows.step() {
      guard let index = drafts.firstIndex(where: { $0.client.client == rows.integer(0) }) else { continue }
      let at = rows.integer(1)
      var mark = TimelineMark(kind: .newerToken, at: Timestamp(microseconds: at), word: TimelineMark.keptOld)
      let event = try database.prepare(
        """
        SELECT v.record, t.fingerprint FROM event_rows v JOIN token_rows t ON t.token = v.token
        WHERE v.at = ? AND v.token <> 0 ORDER BY v.event LIMIT 1
        """)
      event.bind(1, at)
      if try event.step() {
        mark.records = [event.integer(0)]
        mark.token = event.text(1)
      }
      drafts[index].knowsNewer(mark)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let body = drop { $0.isWhitespace }
    return String(body.reversed().drop { $0.isWhitespace }.reversed())
  }
}
