import Model

/// A client as lanes are chosen by it.
struct TimelineClient: Equatable, Sendable {
  var client: Int64
  var group: Int64
  var lane: TimelineLane

  /// Whether a finding that asks for action names it, or something became of its writes that should not have.
  var isHarmed: Bool { (lane.severity ?? .info) >= .medium || lane.gone > 0 || lane.unsure > 0 }
}

extension TimelineLoader {
  /// The clients that get a lane: those that suffered most, and some others to compare them with.
  func clients() throws(StoreError) -> Cut<TimelineClient> {
    let rows = try windowed(
      """
      WITH concerned AS MATERIALIZED (
        SELECT e.id, min(\(ReportLoader.severityRank)) AS rank
        FROM finding_entities e JOIN finding_rows f ON f.finding = e.finding
        WHERE e.type = 'client' AND \(Self.window) GROUP BY e.id),
      written AS (
        SELECT client, max(usr) AS usr, count(*) AS writes, sum(verdict IN ('dropped', 'lost')) AS gone,
          sum(verdict IN ('unknown', 'pending')) AS unsure, sum(verdict = 'rejected') AS rejected,
          min(first_at) AS first_at
        FROM mutation_rows WHERE client <> 0 AND \(Self.window) GROUP BY client)
      SELECT c.client, c.grp, s.text, \(Self.symbol("c.grp")), \(Self.symbol("w.usr")), k.rank, coalesce(w.writes, 0),
        coalesce(w.gone, 0), coalesce(w.unsure, 0), coalesce(w.rejected, 0)
      FROM client_rows c JOIN symbols s ON s.symbol = c.client LEFT JOIN written w ON w.client = c.client
        LEFT JOIN concerned k ON k.id = s.text
      ORDER BY coalesce(k.rank, 1), coalesce(w.gone, 0) DESC, coalesce(w.unsure, 0) DESC, w.first_at, s.text
      """)
    let severities = Dictionary(uniqueKeysWithValues: Severity.allCases.map { (Int64(-$0.rank), $0) })
    var healthy = 0
    var cut = Cut<TimelineClient>()
    while try rows.step() {
      cut.total += 1
      guard cut.shown.count < limits.lanes else { continue }
      var lane = TimelineLane(client: rows.text(2) ?? "", group: rows.text(3), user: rows.text(4))
      lane.severity = rows.optionalInteger(5).flatMap { severities[$0] }
      lane.writes = rows.count(6)
      lane.gone = rows.count(7)
      lane.unsure = rows.count(8)
      lane.rejected = rows.count(9)
      let client = TimelineClient(client: rows.integer(0), group: rows.integer(1), lane: lane)
      if !client.isHarmed { healthy += 1 }
      if client.isHarmed || healthy <= limits.healthyLanes { cut.shown.append(client) }
    }
    return cut
  }

  /// What happened to other clients than the given ones, counted.
  func crowd(without clients: [Int64]) throws(StoreError) -> TimelineCrowd {
    var crowd = TimelineCrowd()
    guard range.firstAt.isKnown else { return crowd }
    let empty = Array(repeating: 0, count: range.buckets)
    (crowd.pushes, crowd.troubled, crowd.gone) = (empty, empty, empty)
    let others = "m.client NOT IN (\(Self.list(clients)))"
    let tries = try database.prepare(
      """
      SELECT \(range.bucket("a.at")), a.outcome IN ('applied', 'handled', 'already_processed')
          AND coalesce(a.at - t.expires_at * 1000000, 0) < \(TimelineMark.clearly) AS fine, count(*)
      FROM attempt_rows a JOIN mutation_rows m ON m.mutation_row = a.mutation_row
        LEFT JOIN token_rows t ON t.token = a.token
      WHERE \(range.holds("a.at")) AND \(others) GROUP BY 1, 2
      """)
    while try tries.step() {
      let bucket = min(range.buckets - 1, tries.count(0))
      if tries.integer(1) != 0 {
        crowd.pushes[bucket] += tries.count(2)
      } else {
        crowd.troubled[bucket] += tries.count(2)
      }
    }
    let losses = try database.prepare(
      """
      SELECT \(range.bucket("m.last_at")), count(*) FROM mutation_rows m
      WHERE verdict <> 'delivered' AND verdict IN ('dropped', 'lost') AND \(range.holds("m.last_at")) AND \(others)
      GROUP BY 1
      """)
    while try losses.step() { crowd.gone[min(range.buckets - 1, losses.count(0))] += losses.count(1) }
    return crowd
  }
}
