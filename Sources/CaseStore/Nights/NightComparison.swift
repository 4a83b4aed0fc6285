public import Model

/// Compares a case that was just checked with what the night before left.
public struct NightComparison {
  private let database: Database
  private let moment: Timestamp
  /// Findings from this severity on are news.
  private let floor: Severity

  /// What the comparison came to.
  public struct Outcome: Sendable {
    public var counts = NightCounts()
    /// Findings by severity, then writes by client and number.
    public var changes: [NightChange] = []
    /// The highest severity of all findings that are not accepted.
    public var worst: Severity?
  }

  /// Changed writes that are kept by name; all are counted.
  private static let writesKept = 10_000

  /// - Parameters:
  ///   - file: the case, open for writing.
  ///   - moment: when the night runs; acceptances that end by then count no more.
  ///   - floor: findings from this severity on are news.
  /// - Throws: `StoreError`.
  public init(_ file: CaseFile, at moment: Timestamp, floor: Severity) throws(StoreError) {
    try file.makeNightTables()
    database = file.database
    self.moment = moment
    self.floor = floor
  }

  /// Compares, gives findings their status, and remembers the case as it is now for the next night.
  ///
  /// - Returns: what is different.
  /// - Throws: `StoreError`.
  public func run() throws(StoreError) -> Outcome {
    var outcome = Outcome()
    try compareFindings(&outcome)
    try compareWrites(&outcome)
    outcome.counts.staleTokens = try countNewTokens()
    try remember()
    return outcome
  }

  // MARK: Findings

  /// `high, proved, 3 times`
  private static let state = """
    severity || ', ' || strength || CASE WHEN count > 1 THEN ', ' || count || ' times' ELSE '' END
    """

  private struct Known {
    var change: NightChange
    var acceptedUntil: String?
  }

  private func compareFindings(_ outcome: inout Outcome) throws(StoreError) {
    var known = try knownFindings()
    let accepted = try liveAcceptances()
    let mark = try database.prepare("UPDATE finding_rows SET status = ? WHERE finding = ?")
    for (number, change) in try currentFindings() {
      var change = change
      let before = known.removeValue(forKey: change.id)
      Self.judge(&change, before: before, acceptedUntil: accepted[change.id])
      change.isNews = Self.isNews(change, floor)
      if change.change != .accepted, let severity = change.severity {
        outcome.worst = max(outcome.worst ?? severity, severity)
      }
      Self.count(change, in: &outcome.counts)
      outcome.changes.append(change)
      mark.bind(1, change.change.rawValue)
      mark.bind(2, number)
      try mark.run()
    }
    for gone in known.values.map(\.change).sorted(by: { $0.id < $1.id }) {
      var gone = gone
      gone.change = .resolved
      gone.isNews = Self.isNews(gone, floor)
      Self.count(gone, in: &outcome.counts)
      outcome.changes.append(gone)
    }
  }

  private static func judge(_ change: inout NightChange, before: Known?, acceptedUntil: String?) {
    change.before = before?.change.before
    if let acceptedUntil {
      change.change = .accepted
      change.after = "\(change.after ?? ""), accepted until \(acceptedUntil)"
    } else if let until = before?.acceptedUntil {
      // Whoever accepted it is told that it counts again.
      change.change = .changed
      change.before = "accepted until \(until)"
    } else if let before {
      change.change = before.change.before == change.after ? .continuing : .changed
    }
  }

  private static func isNews(_ change: NightChange, _ floor: Severity) -> Bool {
    let isQuiet = change.change == .continuing || change.change == .accepted
    return !isQuiet && change.severity.map { $0 >= floor } ?? true
  }

  private static func count(_ change: NightChange, in counts: inout NightCounts) {
    switch change.change {
    case .new: counts.new += 1
    case .changed: counts.changed += 1
    case .resolved: counts.resolved += 1
    case .continuing: counts.continuing += 1
    case .accepted: counts.accepted += 1
    }
  }

  private func currentFindings() throws(StoreError) -> [(number: Int64, change: NightChange)] {
    let rows = try database.prepare(
      """
      SELECT finding, fingerprint, \(Self.state), severity, kind, title, subject, first_at, last_at FROM findings
      ORDER BY \(ReportLoader.severityRank), strength, first_at, kind, subject, fingerprint, finding
      """)
    return try rows.list { row in
      let change = NightChange(
        subject: .finding, id: row.text(1) ?? "", change: .new, after: row.text(2),
        severity: Severity(rawValue: row.text(3) ?? ""), kind: row.text(4) ?? "", title: row.text(5) ?? "",
        about: row.text(6) ?? "", firstAt: row.text(7), lastAt: row.text(8))
      return (row.integer(0), change)
    }
  }

  private func knownFindings() throws(StoreError) -> [String: Known] {
    let rows = try database.prepare(
      "SELECT fingerprint, state, severity, kind, title, about, accepted_until FROM known_finding_rows")
    var known: [String: Known] = [:]
    while try rows.step() {
      let change = NightChange(
        subject: .finding, id: rows.text(0) ?? "", change: .resolved, before: rows.text(1),
        severity: Severity(rawValue: rows.text(2) ?? ""), kind: rows.text(3) ?? "", title: rows.text(4) ?? "",
        about: rows.text(5) ?? "")
      known[change.id] = Known(
        change: change, acceptedUntil: rows.text(6).map { Timestamp(viewText: $0).short })
    }
    return known
  }

  private func liveAcceptances() throws(StoreError) -> [String: String] {
    let rows = try database.prepare("SELECT fingerprint, until FROM acceptances WHERE until > ?")
    rows.bind(1, moment.iso)
    var live: [String: String] = [:]
    while try rows.step() { live[rows.text(0) ?? ""] = Timestamp(viewText: rows.text(1) ?? "").short }
    return live
  }

  // MARK: Writes

  private static let bad = "('dropped', 'lost')"

  private func compareWrites(_ outcome: inout Outcome) throws(StoreError) {
    // Symbols are given once and stay, so a write is known by its numbers; the index finds its row now.
    let rows = try database.prepare(
      """
      WITH pairs AS (
        SELECT m.mutation_row, k.verdict AS before, m.verdict AS after FROM known_write_rows k
          JOIN mutation_rows m ON m.client = k.client AND m.mutation IS k.mutation AND m.key IS k.key
          WHERE m.verdict <> k.verdict
        UNION ALL
        SELECT m.mutation_row, NULL, m.verdict FROM mutation_rows m
          WHERE m.verdict <> 'delivered' AND NOT EXISTS (SELECT 1 FROM known_write_rows k
            WHERE k.client = m.client AND k.mutation IS m.mutation AND k.key IS m.key))
      SELECT v.write_key, p.before, p.after, v.cause, v.name, v.client_id, v.user_id, v.first_at, v.last_at
      FROM pairs p JOIN mutations v ON v.mutation_row = p.mutation_row
      ORDER BY p.before IS NULL, p.after NOT IN \(Self.bad), v.client_group_id, v.client_id, v.mutation_id, v.write_key
      """)
    var kept = 0
    while try rows.step() {
      let change = Self.write(rows)
      if change.before != nil { outcome.counts.changedWrites += 1 }
      if Self.isLoss(change.after) { outcome.counts.lostWrites += Self.isLoss(change.before) ? 0 : 1 }
      guard kept < Self.writesKept else { continue }
      kept += 1
      outcome.changes.append(change)
    }
  }

  private static func isLoss(_ verdict: String?) -> Bool { verdict == "dropped" || verdict == "lost" }

  private static func write(_ row: Statement) -> NightChange {
    let client = row.text(5).map { "client \($0)" } ?? "an unnamed client"
    var change = NightChange(
      subject: .write, id: row.text(0) ?? "", change: row.text(1) == nil ? .new : .changed, before: row.text(1),
      after: row.text(2), kind: row.text(3) ?? "", title: row.text(4) ?? "",
      about: client + (row.text(6).map { " (user \($0))" } ?? ""), firstAt: row.text(7), lastAt: row.text(8))
    // Writes that wait or cannot be judged come with every end of the logs; that they stay so is no news.
    change.isNews = change.change == .changed || isLoss(change.after)
    return change
  }

  // MARK: Tokens and memory

  private static let staleTokens = """
    SELECT DISTINCT e.id AS fingerprint FROM finding_entities e JOIN finding_rows f ON f.finding = e.finding
    WHERE e.type = 'token' AND f.kind = 'stale_token' AND f.severity NOT IN ('info', 'low')
    """

  private func countNewTokens() throws(StoreError) -> Int {
    Int(
      try database.integer(
        "SELECT count(*) FROM (\(Self.staleTokens) EXCEPT SELECT fingerprint FROM known_token_rows)") ?? 0)
  }

  private func remember() throws(StoreError) {
    try database.execute("DELETE FROM known_finding_rows; DELETE FROM known_write_rows")
    let findings = try database.prepare(
      """
      INSERT OR IGNORE INTO known_finding_rows
      SELECT fingerprint, \(Self.state), severity, kind, title, subject,
        (SELECT until FROM acceptances a WHERE a.fingerprint = f.fingerprint AND until > ?) FROM finding_rows f
      """)
    findings.bind(1, moment.iso)
    try findings.run()
    try database.execute(
      """
      INSERT INTO known_write_rows SELECT client, mutation, key, verdict FROM mutation_rows WHERE verdict <> 'delivered';
      INSERT OR IGNORE INTO known_token_rows \(Self.staleTokens);
      """)
  }
}
