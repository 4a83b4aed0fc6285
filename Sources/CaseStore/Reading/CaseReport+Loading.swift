import Model

extension CaseReport {
  /// Reads a report out of a case.
  ///
  /// - Parameters:
  ///   - file: The case, correlated and checked.
  ///   - scope: The time window and how much of each list is loaded.
  /// - Throws: `StoreError` when the file cannot be read.
  public init(of file: CaseFile, scope: ReportScope = .init()) throws(StoreError) {
    let loader = ReportLoader(file: file, scope: scope)
    casePath = file.path
    totals = try loader.totals()
    verdicts = try loader.verdicts()
    if scope.isWindowed { window = try loader.window(holding: count(.dropped) + count(.lost)) }
    losses = try loader.losses()
    unknownReasons = try loader.unknownReasons()
    findings = try loader.findings()
    claims = try loader.claims(findings)
    if !scope.isWindowed, !claims.contains(where: { $0.kind == FindingKind.staleToken.rawValue }) {
      totals.latestToken = try loader.latestToken()
    }
    hiddenKinds = try loader.hiddenKinds(findings)
    worst = try loader.worst(findings)
    writes = try loader.writes()
    tokens = try loader.tokens()
    sources = try loader.sources()
    unread = try file.unreadInputs(limit: scope.limits.sources)
  }
}

/// Reads the lists of one report; every list has an order with a last tie-breaker.
struct ReportLoader {
  let file: CaseFile
  let scope: ReportScope

  var database: Database { file.database }

  /// A statement whose first two parameters are the window, spelled like the views.
  func windowed(_ sql: String) throws(StoreError) -> Statement {
    let statement = try database.prepare(sql)
    statement.bind(1, scope.since.isKnown ? scope.since.iso : nil)
    statement.bind(2, scope.until.isKnown ? scope.until.iso : nil)
    return statement
  }

  func totals() throws(StoreError) -> Totals {
    let row = try database.prepare(
      """
      SELECT coalesce(sum(records), 0), count(*), coalesce(sum(size), 0), coalesce(sum(bytes_skipped), 0),
        coalesce(sum(malformed), 0), coalesce(min(adds_up), 1),
        min(CASE WHEN role <> 'database snapshot' THEN first_at END),
        max(CASE WHEN role <> 'database snapshot' THEN last_at END)
      FROM coverage
      """)
    var totals = Totals()
    guard try row.step() else { return totals }
    totals.records = row.count(0)
    totals.sources = row.count(1)
    totals.bytes = row.count(2)
    totals.bytesSkipped = row.count(3)
    totals.malformed = row.count(4)
    totals.addsUp = row.integer(5) != 0
    totals.firstAt = row.text(6)
    totals.lastAt = row.text(7)
    totals.tellsExpiries =
      try database.integer("SELECT 1 FROM token_rows WHERE expires_at IS NOT NULL LIMIT 1") != nil
    let notes = try database.prepare(
      "SELECT note, count(*) FROM source_rows WHERE note IS NOT NULL GROUP BY note ORDER BY note")
    while try notes.step() {
      totals.incompleteSources += notes.count(1)
      totals.incompleteReasons.append(notes.text(0) ?? "")
    }
    return totals
  }

  /// Counted on the table itself: a case has millions of delivered writes and the view would spell each one's times.
  func verdicts() throws(StoreError) -> [VerdictCount] {
    let counts = try scope.isWindowed ? verdictsInWindow() : allVerdicts()
    return Verdict.allCases.map { verdict in
      VerdictCount(verdict: verdict, count: counts.first { $0.0 == verdict.rawValue }?.1 ?? 0)
    }
  }

  private func verdictsInWindow() throws(StoreError) -> [(String, Int)] {
    let rows = try database.prepare(
      "SELECT verdict, count(*) FROM mutation_rows WHERE \(scope.holdsWrite) GROUP BY verdict")
    rows.bind(1, scope.since.stored)
    rows.bind(2, scope.until.stored)
    return try rows.list { ($0.text(0) ?? "", $0.count(1)) }
  }

  /// The delivered ones are those that are left over: the others have an index.
  private func allVerdicts() throws(StoreError) -> [(String, Int)] {
    let others = try database.prepare(
      "SELECT verdict, count(*) FROM mutation_rows WHERE verdict <> 'delivered' GROUP BY verdict")
    let counts = try others.list { ($0.text(0) ?? "", $0.count(1)) }
    let all = Int(try database.integer("SELECT count(*) FROM mutation_rows") ?? 0)
    return counts + [(Verdict.delivered.rawValue, all - counts.reduce(0) { $0 + $1.1 })]
  }

  /// The bounds of the window, and what they leave out.
  ///
  /// - Parameter losses: How many dropped or lost writes lie in the window.
  /// - Returns: The window as a report tells it.
  /// - Throws: `StoreError` when the case cannot be read.
  func window(holding losses: Int) throws(StoreError) -> CaseReport.Window {
    let row = try database.prepare(
      "SELECT count(*) FROM mutation_rows WHERE verdict <> 'delivered' AND verdict IN ('dropped', 'lost')")
    let all = try row.step() ? row.count(0) : losses
    return .init(
      since: scope.since.isKnown ? scope.since.iso : nil, until: scope.until.isKnown ? scope.until.iso : nil,
      lossesOutside: all - losses)
  }

  func losses() throws(StoreError) -> Cut<Loss> {
    let rows = try windowed(
      """
      SELECT client_id, user_id, verdict, cause, strength, count(*) AS writes, min(first_at), max(last_at)
      FROM mutations WHERE verdict <> 'delivered' AND verdict IN ('dropped', 'lost') AND \(scope.holdsWrite)
      GROUP BY client_id, user_id, verdict, cause, strength
      ORDER BY writes DESC, client_id, user_id, verdict, cause, strength
      """)
    return try rows.cut(scope.limits.losses) { row in
      Loss(
        client: row.text(0), user: row.text(1), verdict: Verdict(rawValue: row.text(2) ?? "") ?? .unknown,
        cause: Cause(rawValue: row.text(3) ?? "") ?? .unknown,
        strength: Strength(rawValue: row.text(4) ?? "") ?? .suspected, writes: row.count(5), firstAt: row.text(6),
        lastAt: row.text(7))
    }
  }

  func writes() throws(StoreError) -> Cut<UndeliveredWrite> {
    guard scope.limits.writes > 0 else { return Cut() }
    let rows = try windowed(
      """
      SELECT write_key, client_group_id, client_id, mutation_id, user_id, name, verdict, cause, strength, explanation,
        attempts, first_at, last_at
      FROM mutations WHERE verdict <> 'delivered' AND \(scope.holdsWrite)
      ORDER BY client_group_id, client_id, mutation_id, write_key
      """)
    return try rows.cut(scope.limits.writes) { row in
      UndeliveredWrite(
        writeKey: row.text(0), clientGroup: row.text(1), client: row.text(2), mutation: row.optionalInteger(3),
        user: row.text(4), name: row.text(5), verdict: row.text(6) ?? "", cause: row.text(7) ?? "",
        strength: row.text(8) ?? "", explanation: row.text(9), attempts: row.integer(10), firstAt: row.text(11),
        lastAt: row.text(12))
    }
  }
}

extension Statement {
  func count(_ column: Int32) -> Int { Int(integer(column)) }

  /// Every row of the statement.
  func list<Element>(_ make: (Statement) throws(StoreError) -> Element) throws(StoreError) -> [Element] {
    var elements: [Element] = []
    while try step() { elements.append(try make(self)) }
    return elements
  }

  /// The first rows of the statement, and how many there are.
  func cut<Element: Sendable & Equatable>(
    _ limit: Int, _ make: (Statement) throws(StoreError) -> Element
  ) throws(StoreError) -> Cut<Element> {
    var cut = Cut<Element>()
    while try step() {
      if cut.shown.count < limit { cut.shown.append(try make(self)) }
      cut.total += 1
    }
    return cut
  }
}
