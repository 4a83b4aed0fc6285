public import Model

/// Reads the events of a case for correlation: the ones without a group first, then group by group.
public struct EventReader {
  private let database: Database

  public init(_ file: CaseFile) { database = file.database }

  /// A client whose group no record names gets a group of its own: the negative of its symbol.
  private static let group = """
    CASE WHEN v.grp <> 0 THEN v.grp WHEN v.client = 0 THEN 0 ELSE coalesce(c.grp, -v.client) END
    """
  private static func columns(group: String) -> String {
    """
    v.event, v.kind, v.record, v.source, v.at, \(group), v.client, v.connection, v.usr, v.token, v.mutation,
    v.status, v.number, v.name, v.address, v.request, v.detail
    """
  }
  private static let from = "FROM event_rows v LEFT JOIN client_rows c ON c.client = v.client"
  /// Requests that went well with a live token say nothing about a verdict; they are the bulk of a large case.
  private static let relevant = """
    (v.kind <> 120 OR coalesce(v.status, 500) >= 400 OR (v.token <> 0 AND
      v.at > (SELECT expires_at FROM token_rows t WHERE t.token = v.token) * 1000000))
    """

  /// The events that name neither group nor client, in order of time, then of reading.
  public func withoutGroup() throws(StoreError) -> [Event] {
    let statement = try database.prepare(
      """
      SELECT \(Self.columns(group: "0")) \(Self.from)
      WHERE v.grp = 0 AND v.client = 0 AND v.kind <> 121 AND \(Self.relevant) ORDER BY v.at, v.record, v.event
      """)
    var events: [Event] = []
    while try statement.step() { events.append(Self.event(statement)) }
    return events
  }

  /// The refusals (401, 403) of pushes and queries that name their group: time and group.
  public func groupedRefusals() throws(StoreError) -> [(at: Timestamp, group: Symbol)] {
    let statement = try database.prepare(
      """
      SELECT v.at, \(Self.group) AS g \(Self.from) WHERE v.kind IN (41, 42, 47) AND v.status IN (401, 403)
        AND (v.grp <> 0 OR v.client <> 0) AND v.at IS NOT NULL ORDER BY v.at, v.record, v.event
      """)
    var all: [(at: Timestamp, group: Symbol)] = []
    while try statement.step() {
      all.append((Timestamp(stored: statement.optionalInteger(0)), Symbol(statement.integer(1))))
    }
    return all
  }

  /// The groups that a user was seen with.
  public func groups(ofUsers users: Set<Symbol>) throws(StoreError) -> [Symbol: [Symbol]] {
    guard !users.isEmpty else { return [:] }
    try database.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (usr INTEGER PRIMARY KEY); DELETE FROM temp.wanted")
    let insert = try database.prepare("INSERT INTO temp.wanted VALUES (?)")
    for user in users {
      insert.bind(1, Int64(user))
      try insert.run()
    }
    let statement = try database.prepare(
      """
      SELECT DISTINCT v.usr, \(Self.group) AS g \(Self.from)
      WHERE v.usr IN (SELECT usr FROM temp.wanted) AND (v.grp <> 0 OR v.client <> 0) ORDER BY v.usr, g
      """)
    var groups: [Symbol: [Symbol]] = [:]
    while try statement.step() {
      let user = Symbol(statement.integer(0))
      if users.contains(user) { groups[user, default: []].append(Symbol(statement.integer(1))) }
    }
    return groups
  }

  /// An event without its texts: most need none, and those without one are small enough to be sorted in memory.
  private struct PackedEvent {
    var id: Int64
    var at: Int64
    var record: Int64
    var mutation: Int64
    var number: Int64
    var group: Symbol
    var client: Symbol
    var connection: Symbol
    var user: Symbol
    var name: Symbol
    var address: Symbol
    var token: Int32
    var source: Int32
    var status: Int32
    var kind: UInt8

    init(_ row: Statement) {
      id = row.integer(0)
      kind = UInt8(truncatingIfNeeded: row.integer(1))
      record = row.integer(2)
      source = Int32(truncatingIfNeeded: row.integer(3))
      at = row.optionalInteger(4) ?? .min
      group = Symbol(truncatingIfNeeded: row.integer(5))
      client = Symbol(truncatingIfNeeded: row.integer(6))
      connection = Symbol(truncatingIfNeeded: row.integer(7))
      user = Symbol(truncatingIfNeeded: row.integer(8))
      token = Int32(truncatingIfNeeded: row.integer(9))
      mutation = row.optionalInteger(10) ?? .min
      status = row.optionalInteger(11).map { Int32(truncatingIfNeeded: $0) } ?? .min
      number = row.optionalInteger(12) ?? .min
      name = Symbol(truncatingIfNeeded: row.integer(13))
      address = Symbol(truncatingIfNeeded: row.integer(14))
    }

    static func isBefore(_ a: PackedEvent, _ b: PackedEvent) -> Bool {
      if a.group != b.group { return a.group < b.group }
      if a.at != b.at { return a.at < b.at }
      if a.record != b.record { return a.record < b.record }
      return a.id < b.id
    }

    var event: Event {
      var event = Event(kind: EventKind(rawValue: kind) ?? .clientSeen)
      event.id = id
      event.record = record
      event.source = source
      event.at = Timestamp(microseconds: at)
      event.group = group
      event.client = client
      event.connection = connection
      event.user = user
      event.token = token
      event.mutation = mutation == .min ? nil : mutation
      event.status = status == .min ? nil : status
      event.number = number == .min ? nil : number
      event.name = name
      event.address = address
      return event
    }
  }

  /// Calls `body` once for each group with its events in order of time, then of reading; events without time first.
  ///
  /// About a hundred bytes per relevant event are held and sorted here: SQLite takes four times as long for wide rows.
  public func forEachGroup(_ body: (Symbol, [Event]) throws -> Void) throws {
    let texts = try database.prepare("SELECT request, detail FROM event_rows WHERE event = ?")
    var events: [Event] = []
    for packed in try packedEvents() {
      var event = packed.event
      if !Self.needsNoText(event.kind) {
        texts.reset()
        texts.bind(1, packed.id)
        if try texts.step() {
          event.request = texts.text(0) ?? ""
          event.detail = texts.text(1) ?? ""
        }
      }
      if let last = events.last, last.group != event.group {
        try body(last.group, events)
        events.removeAll(keepingCapacity: true)
      }
      events.append(event)
    }
    if let last = events.last { try body(last.group, events) }
  }

  private func packedEvents() throws(StoreError) -> [PackedEvent] {
    let statement = try database.prepare(
      """
      SELECT v.event, v.kind, v.record, v.source, v.at, \(Self.group), v.client, v.connection, v.usr, v.token, v.mutation,
        v.status, v.number, v.name, v.address \(Self.from)
      WHERE (v.grp <> 0 OR v.client <> 0) AND v.kind <> 121 AND \(Self.relevant)
      """)
    var events: [PackedEvent] = []
    while try statement.step() { events.append(PackedEvent(statement)) }
    events.sort(by: PackedEvent.isBefore)
    return events
  }

  /// Whether no conclusion rests on the texts of a kind: the routine bulk of a large case.
  private static func needsNoText(_ kind: EventKind) -> Bool {
    switch kind {
    case .mutationApplied, .clientSeen, .groupSeen, .connectionOpened, .lastMutationID: true
    default: false
    }
  }

  private static func event(_ row: Statement) -> Event {
    var event = Event(kind: EventKind(rawValue: UInt8(truncatingIfNeeded: row.integer(1))) ?? .clientSeen)
    event.id = row.integer(0)
    event.record = row.integer(2)
    event.source = Int32(row.integer(3))
    event.at = Timestamp(stored: row.optionalInteger(4))
    event.group = Symbol(row.integer(5))
    event.client = Symbol(row.integer(6))
    event.connection = Symbol(row.integer(7))
    event.user = Symbol(row.integer(8))
    event.token = Int32(row.integer(9))
    event.mutation = row.optionalInteger(10)
    event.status = row.optionalInteger(11).map { Int32(truncatingIfNeeded: $0) }
    event.number = row.optionalInteger(12)
    event.name = Symbol(row.integer(13))
    event.address = Symbol(row.integer(14))
    // Texts of the routine bulk are not read: nothing of a verdict rests on them.
    if !needsNoText(event.kind) {
      event.request = row.text(15) ?? ""
      event.detail = row.text(16) ?? ""
    }
    return event
  }
}
