import Model

extension ReportLoader {
  /// SQL that ranks severities, most severe first.
  static var severityRank: String {
    "CASE severity " + Severity.allCases.map { "WHEN '\($0.rawValue)' THEN \(-$0.rank)" }.joined(separator: " ")
      + " END"
  }

  func findings() throws(StoreError) -> Cut<ReportedFinding> {
    let rows = try findingRows()
    var cut = try rows.cut(scope.limits.findings, Self.finding)
    for index in cut.shown.indices {
      cut.shown[index].entities = try entities(of: cut.shown[index].finding)
      cut.shown[index].evidence = try evidence(of: cut.shown[index].finding)
    }
    try addAcceptances(to: &cut.shown)
    return cut
  }

  /// Every finding in scope, in the order of reports.
  private func findingRows() throws(StoreError) -> Statement {
    try windowed(
      """
      SELECT \(Self.columns) FROM findings WHERE \(scope.holdsFinding())
      ORDER BY \(Self.severityRank), strength, first_at, kind, subject, fingerprint, finding
      """)
  }

  /// What the first lines tell; read apart only where `findings` was cut.
  func claims(_ findings: Cut<ReportedFinding>) throws(StoreError) -> [ReportedFinding] {
    guard findings.hidden > 0 else {
      var claims = findings.shown.filter(\.isClaim)
      try addRecoveries(to: &claims)
      return claims
    }
    let rows = try findingRows()
    var claims: [ReportedFinding] = []
    while try rows.step() {
      let finding = Self.finding(rows)
      if finding.isClaim { claims.append(finding) }
    }
    for index in claims.indices { claims[index].entities = try entities(of: claims[index].finding) }
    try addAcceptances(to: &claims)
    try addRecoveries(to: &claims)
    return claims
  }

  /// Of refusals only: what else may end again says so in its story.
  private func addRecoveries(to claims: inout [ReportedFinding]) throws(StoreError) {
    let kinds = [FindingKind.authStuck, .authLoop].map(\.rawValue)
    for index in claims.indices where kinds.contains(claims[index].kind) {
      let rows = try database.prepare(
        """
        SELECT 1 FROM finding_rows f JOIN observation_rows o ON o.type = f.kind AND o.first_at IS f.first_at
          AND o.last_at IS f.last_at AND o.recovered = 1
          JOIN symbols s ON s.symbol = o.client
          JOIN finding_entities e ON e.finding = f.finding AND e.type = 'client' AND e.id = s.text
        WHERE f.finding = ?
        """)
      rows.bind(1, claims[index].finding)
      claims[index].isRecovered = try rows.step()
    }
  }

  func hiddenKinds(_ findings: Cut<ReportedFinding>) throws(StoreError) -> [KindCount] {
    guard findings.hidden > 0 else { return [] }
    let rows = try windowed(
      """
      SELECT severity, kind, count(*) AS findings FROM findings WHERE \(scope.holdsFinding()) GROUP BY severity, kind
      ORDER BY \(Self.severityRank), findings DESC, kind
      """)
    let counts = try rows.list { row in
      let severity = Severity(rawValue: row.text(0) ?? "") ?? .info
      let kind = row.text(1) ?? ""
      let shown = findings.shown.count { $0.severity == severity && $0.kind == kind }
      return KindCount(severity: severity, kind: kind, count: row.count(2) - shown)
    }
    return counts.filter { $0.count > 0 }
  }

  /// The highest severity that counts; what is accepted does not.
  func worst(_ findings: Cut<ReportedFinding>) throws(StoreError) -> Severity? {
    guard findings.hidden > 0 else { return findings.shown.filter { !$0.isAccepted }.map(\.severity).max() }
    let rows = try windowed(
      """
      SELECT severity FROM findings WHERE \(scope.holdsFinding()) AND status <> '\(FindingStatus.accepted)'
      ORDER BY \(Self.severityRank) LIMIT 1
      """)
    return try rows.step() ? Severity(rawValue: rows.text(0) ?? "") : nil
  }

  private func addAcceptances(to findings: inout [ReportedFinding]) throws(StoreError) {
    guard findings.contains(where: { $0.status == FindingStatus.accepted }) else { return }
    let rows = try database.prepare("SELECT fingerprint, reason, until FROM acceptances")
    var accepted: [String: ReportedAcceptance] = [:]
    while try rows.step() {
      accepted[rows.text(0) ?? ""] = ReportedAcceptance(reason: rows.text(1) ?? "", until: rows.text(2) ?? "")
    }
    for index in findings.indices where findings[index].status == FindingStatus.accepted {
      findings[index].acceptance = accepted[findings[index].fingerprint]
    }
  }

  private static let columns = """
    finding, rule_id, kind, severity, strength, title, subject, story, advice, first_at, last_at, count, status,
    fingerprint
    """

  private static func finding(_ row: Statement) -> ReportedFinding {
    ReportedFinding(
      finding: row.integer(0), ruleID: row.text(1) ?? "", kind: row.text(2) ?? "",
      severity: Severity(rawValue: row.text(3) ?? "") ?? .info,
      strength: Strength(rawValue: row.text(4) ?? "") ?? .suspected, title: row.text(5) ?? "",
      subject: row.text(6) ?? "", story: row.text(7) ?? "", advice: row.text(8) ?? "", firstAt: row.text(9),
      lastAt: row.text(10), count: row.count(11), status: row.text(12) ?? "", fingerprint: row.text(13) ?? "")
  }

  /// One finding with its entities, without its evidence.
  func finding(_ number: Int64) throws(StoreError) -> ReportedFinding {
    let rows = try database.prepare("SELECT \(Self.columns) FROM findings WHERE finding = ?")
    rows.bind(1, number)
    _ = try rows.step()
    var finding = Self.finding(rows)
    finding.entities = try entities(of: number)
    return finding
  }

  private static let entities: String = {
    let ranks = EntityType.allCases.enumerated().map { "WHEN '\($0.element.rawValue)' THEN \($0.offset)" }
    return """
      SELECT type, id FROM finding_entities WHERE finding = ?
      ORDER BY CASE type \(ranks.joined(separator: " ")) ELSE \(ranks.count) END, type, length(id), id
      """
  }()

  private func entities(of finding: Int64) throws(StoreError) -> Cut<Finding.Entity> {
    let rows = try file.repeated(Self.entities)
    rows.bind(1, finding)
    return try rows.cut(scope.limits.entitiesPerFinding) { row in
      Finding.Entity(type: EntityType(rawValue: row.text(0) ?? "") ?? .source, id: row.text(1) ?? "")
    }
  }

  private func evidence(of finding: Int64) throws(StoreError) -> Cut<ReportedEvidence> {
    let rows = try file.repeated(
      """
      SELECT source, line, offset, length, at, role, text FROM finding_evidence WHERE finding = ? ORDER BY sequence
      """)
    rows.bind(1, finding)
    return try rows.cut(scope.limits.evidencePerFinding) { row in
      ReportedEvidence(
        source: row.text(0) ?? "", line: row.count(1), offset: row.count(2), length: row.count(3), at: row.text(4),
        role: row.text(5) ?? "", text: row.text(6))
    }
  }

  func sources() throws(StoreError) -> Cut<ReportedSource> {
    let rows = try database.prepare(
      """
      SELECT c.path, c.role, s.format, s.envelope, c.level, s.version, s.version_origin, c.first_at, c.last_at,
        c.records, s.sha256, c.size, c.bytes_parsed, c.bytes_continuation, c.bytes_blank, c.bytes_malformed,
        c.bytes_skipped, c.malformed, c.first_malformed_line, c.adds_up, s.note
      FROM coverage c JOIN sources s ON s.source = c.source ORDER BY c.path, c.source
      """)
    return try rows.cut(scope.limits.sources) { row in
      ReportedSource(
        path: row.text(0) ?? "", role: row.text(1) ?? "", format: row.text(2) ?? "", envelope: row.text(3) ?? "",
        level: row.text(4) ?? "", version: row.text(5), versionOrigin: row.text(6), firstAt: row.text(7),
        lastAt: row.text(8), records: row.count(9), sha256: row.text(10) ?? "", size: row.count(11),
        bytesParsed: row.count(12), bytesContinuation: row.count(13), bytesBlank: row.count(14),
        bytesMalformed: row.count(15), bytesSkipped: row.count(16), malformed: row.count(17),
        firstMalformedLine: row.optionalInteger(18).map(Int.init), addsUp: row.integer(19) != 0, note: row.text(20))
    }
  }
}
