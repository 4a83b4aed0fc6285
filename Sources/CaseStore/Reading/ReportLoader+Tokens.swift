import Model

extension ReportLoader {
  /// The token that was seen longest past its expiry, beyond what clocks may differ by.
  func latestToken() throws(StoreError) -> LateToken? {
    let rows = try database.prepare(
      """
      SELECT t.fingerprint, max(v.at - t.expires_at * 1000000) AS late
      FROM event_rows v JOIN token_rows t ON t.token = v.token
      WHERE v.token <> 0 AND v.at > t.expires_at * 1000000 + 2000000
      GROUP BY t.token ORDER BY late DESC, t.fingerprint LIMIT 1
      """)
    return try rows.step() ? LateToken(fingerprint: rows.text(0) ?? "", lateness: rows.integer(1)) : nil
  }

  /// The tokens that findings name, by fingerprint or by the token's own id, with where they were seen; those of the
  /// most severe findings first.
  func tokens() throws(StoreError) -> Cut<ReportedToken> {
    let rows = try windowed(
      """
      WITH concerned AS MATERIALIZED (
        SELECT e.id, min(\(Self.severityRank)) AS rank FROM finding_entities e JOIN findings f ON f.finding = e.finding
        WHERE e.type = 'token' AND \(scope.holdsFinding("f.")) GROUP BY e.id),
      matches AS (
        SELECT t.token, c.rank FROM concerned c JOIN token_rows t ON t.fingerprint = c.id
        UNION ALL SELECT t.token, c.rank FROM concerned c JOIN token_rows t ON t.token_id = c.id)
      SELECT t.token, t.fingerprint, t.kind, t.algorithm, t.key_id, t.issuer, t.subject, t.token_id,
        strftime('%Y-%m-%dT%H:%M:%SZ', t.issued_at, 'unixepoch'),
        strftime('%Y-%m-%dT%H:%M:%SZ', t.expires_at, 'unixepoch'), t.expires_at
      FROM (SELECT token, min(rank) AS rank FROM matches GROUP BY token) m JOIN token_rows t ON t.token = m.token
      ORDER BY m.rank, t.fingerprint
      """)
    var ids: [Int64: Int] = [:]
    var expiries: [Int64?] = []
    var cut = try rows.cut(scope.limits.tokens) { row in
      ids[row.integer(0)] = expiries.count
      expiries.append(row.optionalInteger(10))
      return ReportedToken(
        token: row.text(1) ?? "", kind: row.text(2) ?? "", algorithm: row.text(3), keyID: row.text(4),
        issuer: row.text(5), subject: row.text(6), tokenID: row.text(7), issuedAt: row.text(8),
        expiresAt: row.text(9))
    }
    try addSightings(to: &cut.shown, ids: ids, expiries: expiries)
    return cut
  }

  /// One pass for all tokens together: only a case of nights has an index of events by token.
  private func addSightings(
    to tokens: inout [ReportedToken], ids: [Int64: Int], expiries: [Int64?]
  ) throws(StoreError) {
    guard !ids.isEmpty else { return }
    let list = ids.keys.sorted().map(String.init).joined(separator: ", ")
    let rows = try database.prepare(
      """
      SELECT v.token, v.at, k.name, s.path, r.line, \(Views.time("v.at"))
      FROM event_rows v JOIN event_kinds k ON k.kind = v.kind JOIN record_rows r ON r.record = v.record
        JOIN source_rows s ON s.source = r.source
      WHERE v.token IN (\(list)) AND v.\(EventIndexes.hasToken) ORDER BY v.at, s.path, r.line, v.event
      """)
    // A record can carry several events about its token; it is one sighting.
    var lastPlaces: [String?] = Array(repeating: nil, count: tokens.count)
    while try rows.step() {
      guard let index = ids[rows.integer(0)] else { continue }
      let source = rows.text(3) ?? ""
      let place = "\(source):\(rows.integer(4))"
      guard lastPlaces[index] != place else { continue }
      lastPlaces[index] = place
      tokens[index].sightings += 1
      guard let at = rows.optionalInteger(1) else { continue }
      tokens[index].firstSeenAt = tokens[index].firstSeenAt ?? rows.text(5)
      tokens[index].lastSeenAt = rows.text(5)
      guard let expiry = expiries[index], at > expiry * 1_000_000 else { continue }
      tokens[index].late.total += 1
      tokens[index].latestExpiredBy = at - expiry * 1_000_000
      guard tokens[index].late.shown.count < scope.limits.lateSightingsPerToken else { continue }
      tokens[index].late.shown.append(
        LateSighting(
          at: rows.text(5), event: rows.text(2) ?? "", expiredByMicroseconds: at - expiry * 1_000_000, source: source,
          line: rows.count(4)))
    }
  }
}
