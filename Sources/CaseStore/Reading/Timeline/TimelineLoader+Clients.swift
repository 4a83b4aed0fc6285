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
  /// The clients that get a lane: those that suffered most, some of each kind of alarm, and some others to compare
  /// them with.
  func clients() throws(StoreError) -> Cut<TimelineClient> {
    let rows = try clientRows()
    var places: [Int] = []
    var cut = Cut<TimelineClient>()
    var healthy = 0
    while try rows.step() {
      defer { cut.total += 1 }
      let isExample = rows.integer(10) != 0
      guard cut.shown.count < limits.lanes || isExample else { continue }
      let client = Self.client(rows)
      if !client.isHarmed { healthy += 1 }
      guard client.isHarmed || healthy <= limits.healthyLanes else { continue }
      cut.shown.append(client)
      places.append(isExample ? cut.total - Int.max / 2 : cut.total)
    }
    guard cut.shown.count > limits.lanes else { return cut }
    // Examples push the least grave of the others out.
    let kept = Set(places.indices.sorted { places[$0] < places[$1] }.prefix(limits.lanes))
    cut.shown = cut.shown.indices.filter(kept.contains).map { cut.shown[$0] }
    return cut
  }

  private static func client(_ row: Statement) -> TimelineClient {
    var lane = TimelineLane(client: row.text(2) ?? "", group: row.text(3), user: row.text(4))
    lane.severity = row.optionalInteger(5).flatMap { rank in Severity.allCases.first { Int64(-$0.rank) == rank } }
    lane.writes = row.count(6)
    lane.gone = row.count(7)
    lane.unsure = row.count(8)
    lane.rejected = row.count(9)
    return TimelineClient(client: row.integer(0), group: row.integer(1), lane: lane)
  }

  /// All clients, the gravest first, with whether they are an example of a kind of alarm.
  private func clientRows() throws(StoreError) -> Statement {
    try windowed(
      """
      WITH named AS MATERIALIZED (
        SELECT e.id, \(ReportLoader.severityRank) AS rank, row_number() OVER (
          PARTITION BY f.kind ORDER BY \(ReportLoader.severityRank), f.count DESC, f.finding, e.id) AS place
        FROM finding_entities e JOIN finding_rows f ON f.finding = e.finding
        WHERE e.type = 'client' AND \(scope.holdsFinding("f."))),
      concerned AS MATERIALIZED (
        SELECT id, min(rank) AS rank, max(place <= \(limits.lanesPerKind) AND rank <= \(-Severity.medium.rank)) AS example
        FROM named GROUP BY id),
      written AS (
        SELECT client, max(usr) AS usr, count(*) AS writes, sum(verdict IN ('dropped', 'lost')) AS gone,
          sum(verdict IN ('unknown', 'pending')) AS unsure, sum(verdict = 'rejected') AS rejected,
          min(first_at) AS first_at
        FROM mutation_rows WHERE client <> 0 AND \(scope.holdsWrite) GROUP BY client)
      SELECT c.client, c.grp, s.text, \(Self.symbol("c.grp")), \(Self.symbol("w.usr")), k.rank, coalesce(w.writes, 0),
        coalesce(w.gone, 0), coalesce(w.unsure, 0), coalesce(w.rejected, 0), coalesce(k.example, 0)
      FROM client_rows c JOIN symbols s ON s.symbol = c.client LEFT JOIN written w ON w.client = c.client
        LEFT JOIN concerned k ON k.id = s.text
      ORDER BY coalesce(k.rank, 1), coalesce(w.gone, 0) DESC, coalesce(w.unsure, 0) DESC, w.first_at, s.text
      """)
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
      SELECT \(range.bucket("a.at")),
        (a.outcome IN ('applied', 'handled', 'already_processed') OR a.outcome = 'dropped' AND m.verdict = 'rejected')
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
