public import Model

extension CaseLookup {
  private static let open = [Verdict.lost, .pending, .unknown]
  private static let serverCauses = [Cause.serverFault, .database, .transport]

  private static func list(_ texts: [String]) -> String { texts.map { "'\($0)'" }.joined(separator: ", ") }

  /// The groups with a write whose end is not known, as the last correlation left them.
  public func groupsWithOpenWrites() throws(StoreError) -> Set<Symbol> {
    try groups(
      """
      SELECT DISTINCT grp FROM mutation_rows
      WHERE verdict <> 'delivered' AND verdict IN (\(Self.list(Self.open.map(\.rawValue))))
      """)
  }

  /// How many writes a server fault, not a credential, left behind: for each group, with a source that tells of it.
  public func writesLeftByServer() throws(StoreError) -> [(source: Int32, writes: Int)] {
    let rows = try database.prepare(
      """
      SELECT min(r.source), count(*) FROM mutation_rows m JOIN record_rows r ON r.record = m.record
      WHERE m.verdict <> 'delivered' AND m.verdict IN ('lost', 'pending')
        AND m.cause IN (\(Self.list(Self.serverCauses.map(\.rawValue)))) GROUP BY m.grp
      """)
    return try rows.list { (source: Int32($0.integer(0)), writes: Int($0.integer(1))) }
  }

  /// The groups in which a token of one of these subjects was seen past its expiry.
  public func groupsWithStaleTokens(of subjects: Set<String>) throws(StoreError) -> Set<Symbol> {
    let rows = try database.prepare(
      "SELECT o.grp, t.subject FROM observation_rows o JOIN token_rows t ON t.token = o.token WHERE o.grp <> 0")
    var found: Set<Symbol> = []
    while try rows.step() {
      if subjects.contains(rows.text(1) ?? "") { found.insert(Symbol(truncatingIfNeeded: rows.integer(0))) }
    }
    return found
  }

  private func groups(_ sql: String) throws(StoreError) -> Set<Symbol> {
    let rows = try database.prepare(sql)
    return Set(try rows.list { Symbol(truncatingIfNeeded: $0.integer(0)) })
  }

  /// The groups that each user was seen with, in order, where a correlation remembered them.
  public func rememberedGroups(ofUsers users: Set<Symbol>) throws(StoreError) -> [Symbol: [Symbol]] {
    let row = try database.prepare("SELECT grp FROM known_user_groups WHERE usr = ? ORDER BY grp")
    var found: [Symbol: [Symbol]] = [:]
    for user in users {
      row.bind(1, Int64(user))
      let groups = try row.list { Symbol(truncatingIfNeeded: $0.integer(0)) }
      if !groups.isEmpty { found[user] = groups }
      row.reset()
    }
    return found
  }

  /// The same with a source of each group; needs the indexes of a case that is correlated again and again.
  func placedGroups(ofUsers users: Set<Symbol>) throws(StoreError) -> [Symbol: [PlacedGroup]] {
    let named = try database.prepare("SELECT source FROM event_rows WHERE grp = ? LIMIT 1")
    let single = try database.prepare("SELECT source FROM event_rows WHERE grp = 0 AND client = ? LIMIT 1")
    func source(of group: Symbol) throws(StoreError) -> Int32 {
      let row = group > 0 ? named : single
      defer { row.reset() }
      row.bind(1, Int64(group.magnitude))
      return try row.step() ? Int32(row.integer(0)) : 0
    }
    var placed: [Symbol: [PlacedGroup]] = [:]
    for (user, groups) in try rememberedGroups(ofUsers: users) {
      for group in groups { placed[user, default: []].append(PlacedGroup(group: group, source: try source(of: group))) }
    }
    return placed
  }

  /// The clock offsets that the last correlation found.
  public func clockOffsets() throws(StoreError) -> [ClockOffset] {
    let rows = try database.prepare(
      "SELECT source, reference, offset, uncertainty, pairs FROM clock_offset_rows ORDER BY source, reference")
    return try rows.list { row in
      ClockOffset(
        source: Int32(row.integer(0)), reference: Int32(row.integer(1)), offset: row.integer(2),
        uncertainty: row.integer(3), pairs: Int(row.integer(4)))
    }
  }
}
