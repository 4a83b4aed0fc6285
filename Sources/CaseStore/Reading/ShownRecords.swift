import Model

extension PlaceLookup {
  /// Clients that have a lane of their own in a timeline.
  private static let clients = CaseTimeline.Limits.html.lanes
  /// Records of their pushes that are shown beside the evidence, at most.
  private static let pushRecords = 600

  /// The records whose text a report shows and the case does not keep, by source and place: what findings cite, and
  /// what the timelines of the clients with the gravest alarms mark, as far as there is room.
  public func shownWithoutText() throws(StoreError) -> [RecordPlace] {
    var records = try missing("SELECT record FROM finding_evidence_rows")
    records.formUnion(try missing(Self.pushes))
    var places: [RecordPlace] = []
    for record in records {
      if let place = try place(record) { places.append(place) }
    }
    return places.sorted { ($0.source, $0.offset, $0.record) < ($1.source, $1.offset, $1.record) }
  }

  private func missing(_ shown: String) throws(StoreError) -> Set<Int64> {
    let rows = try database.prepare(
      """
      SELECT DISTINCT e.record FROM (\(shown)) e LEFT JOIN record_texts t ON t.record = e.record
      WHERE e.record IS NOT NULL AND t.record IS NULL
      """)
    return Set(try rows.list { $0.integer(0) })
  }

  /// What did not go through at once comes first, then the clients in the order of their alarms.
  private static var pushes: String {
    """
    WITH alarmed AS MATERIALIZED (
      SELECT e.id, min(\(ReportLoader.severityRank)) AS rank, min(f.finding) AS finding
      FROM finding_rows f JOIN finding_entities e ON e.finding = f.finding AND e.type = 'client'
      WHERE \(ReportLoader.severityRank) <= \(-Severity.medium.rank) GROUP BY e.id
      ORDER BY rank, finding, e.id LIMIT \(clients)),
    tries AS MATERIALIZED (
      SELECT a.record, a.api_record, a.at, c.rank, c.finding, c.id,
        m.verdict = 'delivered' AND m.attempts = 1 AND a.outcome IN ('applied', 'handled', 'already_processed') AS fine
      FROM alarmed c JOIN symbols s ON s.text = c.id JOIN mutation_rows m ON m.client = s.symbol
        JOIN attempt_rows a ON a.mutation_row = m.mutation_row)
    SELECT record FROM (
      SELECT record, fine, rank, finding, id, at FROM tries
      UNION ALL SELECT api_record, fine, rank, finding, id, at FROM tries WHERE api_record IS NOT NULL
      ORDER BY fine, rank, finding, id, at, record LIMIT \(pushRecords))
    """
  }
}
