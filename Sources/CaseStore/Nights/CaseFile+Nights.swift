import Model

extension CaseFile {
  /// The nights of the case, the last first.
  ///
  /// - Parameter limit: how many.
  /// - Returns: none where no night ever ran.
  /// - Throws: `StoreError` when the case cannot be read.
  public func nights(limit: Int = .max) throws(StoreError) -> [Night] {
    guard try hasNights() else { return [] }
    let rows = try database.prepare(
      """
      SELECT night, at, folder, status, new, changed, resolved, continuing, accepted, changed_writes, lost_writes,
        stale_tokens, told FROM nights ORDER BY night DESC LIMIT ?
      """)
    rows.bind(1, Int64(limit))
    var nights = try rows.list(Self.night)
    let errors = try database.prepare("SELECT message FROM night_errors WHERE night = ? ORDER BY sequence")
    for index in nights.indices {
      errors.bind(1, nights[index].number)
      nights[index].errors = try errors.list { $0.text(0) ?? "" }
      errors.reset()
    }
    return nights
  }

  private static func night(_ row: Statement) -> Night {
    var counts = NightCounts()
    counts.new = row.count(4)
    counts.changed = row.count(5)
    counts.resolved = row.count(6)
    counts.continuing = row.count(7)
    counts.accepted = row.count(8)
    counts.changedWrites = row.count(9)
    counts.lostWrites = row.count(10)
    counts.staleTokens = row.count(11)
    return Night(
      number: row.integer(0), at: Timestamp(viewText: row.text(1) ?? ""), folder: row.text(2) ?? "",
      status: Int32(truncatingIfNeeded: row.integer(3)), counts: counts, isTold: row.integer(12) != 0)
  }

  /// What became of findings and writes in a night, in the order of its comparison.
  public func changes(ofNight number: Int64) throws(StoreError) -> [NightChange] {
    let rows = try database.prepare(
      """
      SELECT subject, id, change, before, after, severity, kind, title, about, first_at, last_at, is_news
      FROM night_changes WHERE night = ? ORDER BY sequence
      """)
    rows.bind(1, number)
    return try rows.list { row in
      NightChange(
        subject: NightChange.Subject(rawValue: row.text(0) ?? "") ?? .finding, id: row.text(1) ?? "",
        change: NightChange.Change(rawValue: row.text(2) ?? "") ?? .continuing, before: row.text(3),
        after: row.text(4), severity: Severity(rawValue: row.text(5) ?? ""), kind: row.text(6) ?? "",
        title: row.text(7) ?? "", about: row.text(8) ?? "", firstAt: row.text(9), lastAt: row.text(10),
        isNews: row.integer(11) != 0)
    }
  }

  /// Adds a night with its changes.
  public func store(_ night: Night, changes: [NightChange]) throws {
    try database.transaction {
      try makeNightTables()
      try insert(night)
      let row = try database.prepare("INSERT INTO night_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for (sequence, change) in zip(Int64(1)..., changes) {
        func text(_ text: String?) -> StoredValue { text.map(StoredValue.text) ?? .null }
        row.bind([
          .integer(night.number), .integer(sequence), .text(change.subject.rawValue), .text(change.id),
          .text(change.change.rawValue), text(change.before), text(change.after), text(change.severity?.rawValue),
          .text(change.kind), .text(change.title), .text(change.about), text(change.firstAt), text(change.lastAt),
          .integer(change.isNews ? 1 : 0),
        ])
        try row.run()
      }
    }
  }

  private func insert(_ night: Night) throws(StoreError) {
    let counts = night.counts
    let row = try database.prepare("INSERT INTO nights VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let numbers = [
      counts.new, counts.changed, counts.resolved, counts.continuing, counts.accepted, counts.changedWrites,
      counts.lostWrites, counts.staleTokens, night.isTold ? 1 : 0,
    ]
    row.bind(
      [.integer(night.number), .text(night.at.iso), .text(night.folder), .integer(Int64(night.status))]
        + numbers.map { .integer(Int64($0)) })
    try row.run()
    let error = try database.prepare("INSERT INTO night_errors VALUES (?, ?, ?)")
    for (sequence, message) in zip(Int64(1)..., night.errors) {
      error.bind([.integer(night.number), .integer(sequence), .text(message)])
      try error.run()
    }
  }

  /// Remembers that everybody who wants to hear of a night was told.
  public func setTold(night number: Int64) throws(StoreError) {
    try database.execute("UPDATE nights SET told = 1 WHERE night = \(number)")
  }

  /// Forgets what became of single findings and writes in the nights before one; their numbers stay.
  public func forgetChanges(beforeNight number: Int64) throws(StoreError) {
    try database.execute(
      "DELETE FROM night_changes WHERE night < \(number) AND night NOT IN "
        + "(SELECT night FROM nights WHERE told = 0)")
  }
}
