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

  /// Writes that a server fault, not a credential, left behind.
  public func writesLeftByServer() throws(StoreError) -> Int {
    Int(
      try database.integer(
        """
        SELECT count(*) FROM mutation_rows
        WHERE verdict <> 'delivered' AND verdict IN ('lost', 'pending')
          AND cause IN (\(Self.list(Self.serverCauses.map(\.rawValue))))
        """) ?? 0)
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
