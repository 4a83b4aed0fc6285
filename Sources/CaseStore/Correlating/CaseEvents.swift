public import Model

/// The events of a case as correlation wants them: those without a group, and the others group by group.
///
/// Just after reading they are in memory still, and a case of moderate size is read into memory once; a larger one is
/// read from the file for each question, as many events at a time as memory should hold.
public final class CaseEvents {
  /// Events that are held at once when they come from the file.
  public static let eventsPerPart = 1_000_000

  let database: Database
  private let memory: EventTable?
  let groups: GroupNumbers
  /// How sources come one after the other where times are equal.
  public let order: SourceOrder
  /// Expiry of each token, microseconds.
  private let expiry: [Int32: Int64]
  /// How many parts the groups are taken in.
  public let parts: Int
  /// Where memory holds no more than some groups need: who knows the rest.
  private let memories: CaseLookup?

  /// - Parameters:
  ///   - file: the case.
  ///   - tokens: all its tokens.
  ///   - eventsPerPart: how many events are held at most when they come from the file.
  /// - Throws: `StoreError` when the case cannot be read.
  public init(
    _ file: CaseFile, tokens: [Int32: TokenFacts], eventsPerPart: Int = CaseEvents.eventsPerPart
  ) throws(StoreError) {
    database = file.database
    memories = nil
    groups = try GroupNumbers(file.database)
    order = try SourceOrder(file.database)
    expiry = tokens.compactMapValues { $0.expiresAt.map { $0 * 1_000_000 } }
    if let spooled = try file.takeSpooledEvents() {
      (memory, parts) = (spooled, 1)
      return
    }
    let count = try Int(file.database.integer("SELECT count(*) FROM event_rows") ?? 0)
    parts = max(1, (count + eventsPerPart - 1) / eventsPerPart)
    memory = parts == 1 ? try EventTable(EventRows(file.database)) { _ in true } : nil
  }

  /// - Parameters:
  ///   - part: the events of note and those of some groups.
  ///   - lookup: the case; it remembers which users were seen with which groups.
  ///   - groups: to which group an event belongs.
  ///   - order: how sources come one after the other.
  ///   - tokens: all tokens of the case.
  init(
    part: EventTable, of lookup: CaseLookup, groups: GroupNumbers, order: SourceOrder, tokens: [Int32: TokenFacts]
  ) {
    database = lookup.database
    memories = lookup
    self.groups = groups
    self.order = order
    expiry = tokens.compactMapValues { $0.expiresAt.map { $0 * 1_000_000 } }
    memory = part
    parts = 1
  }

  /// The events that name neither group nor client, in order of time, then of reading.
  public func withoutGroup() throws(StoreError) -> [Event] {
    let found = try select { $0.group == 0 && $0.client == 0 && isRelevant($0) }
    return found.events(found.order)
  }

  /// The refusals (401, 403) of pushes and queries that name their group: time, group and who wrote of them.
  public func groupedRefusals() throws(StoreError) -> [(at: Timestamp, group: Symbol, source: Int32)] {
    let kinds: Set<EventKind> = [.apiCallFailed, .pushFailed, .queryAuthFailed]
    let found = try select {
      ($0.status == 401 || $0.status == 403) && kinds.contains($0.kind) && $0.moment.isKnown && groups[$0] != 0
    }
    return found.sorted.map { ($0.moment, groups[$0], $0.source) }
  }

  /// The groups that each of these users was seen with, in order.
  public func groups(ofUsers users: Set<Symbol>) throws(StoreError) -> [Symbol: [PlacedGroup]] {
    guard !users.isEmpty else { return [:] }
    if let memories { return try memories.placedGroups(ofUsers: users) }
    var found: [Symbol: [Symbol: Int32]] = [:]
    try forEach { row in
      guard row.user != 0, users.contains(row.user) else { return }
      let group = groups[row]
      if group != 0 { found[row.user, default: [:]][group] = row.source }
    }
    return found.mapValues { placed in
      placed.map { PlacedGroup(group: $0.key, source: $0.value) }.sorted { $0.group < $1.group }
    }
  }

  /// All users with the groups that they were seen with.
  public func usersAndGroups() throws(StoreError) -> Set<UserAndGroup> {
    var found: Set<UserAndGroup> = []
    var last = UserAndGroup(user: 0, group: 0)
    try forEach { row in
      guard row.user != 0 else { return }
      let pair = UserAndGroup(user: row.user, group: groups[row])
      guard pair.group != 0, pair != last else { return }
      found.insert(pair)
      last = pair
    }
    return found
  }

  /// The groups of a part with their events.
  ///
  /// - Parameters:
  ///   - part: 0 up to `parts`; a group is in exactly one.
  ///   - wanted: only these groups; nil for all.
  /// - Returns: the groups, in the order of their symbols.
  /// - Throws: `StoreError` when the case cannot be read.
  public func part(_ part: Int, of wanted: Set<Symbol>? = nil) throws(StoreError) -> GroupedEvents {
    let found = try select { row in
      let group = groups[row]
      if let wanted, !wanted.contains(group) { return false }
      return group != 0 && isRelevant(row) && (parts == 1 || Int(group.magnitude) % parts == part)
    }
    return GroupedEvents(found.table, order: found.order, groups: groups, sources: order, expiry: expiry)
  }

  /// Requests that went well with a live token say nothing about a verdict; they are the bulk of a large case.
  private func isRelevant(_ row: PackedEvent) -> Bool {
    if row.kind == .apiRequestStarted { return false }
    guard row.kind == .apiRequest else { return true }
    if row.status == .min || row.status >= 400 { return true }
    guard row.token != 0, row.moment.isKnown, let expiry = expiry[row.token] else { return false }
    return row.at > expiry
  }

  // MARK: Rows

  private struct Selection {
    var table: EventTable
    var order: [UInt32]
    var sources: SourceOrder

    func events(_ order: [UInt32]) -> [Event] {
      order.sorted { sources.isEarlier(table[Int($0)], table[Int($1)]) }.map { table.event(Int($0)) }
    }
    var sorted: [PackedEvent] { order.map { table[Int($0)] }.sorted(by: sources.isEarlier) }
  }

  func forEach(_ body: (PackedEvent) -> Void) throws(StoreError) {
    if let memory {
      for chunk in memory.chunks { for row in chunk.rows { body(row) } }
    } else {
      let rows = try EventRows(database)
      while let event = try rows.next() { body(PackedEvent(event)) }
    }
  }

  private func select(_ isWanted: (PackedEvent) -> Bool) throws(StoreError) -> Selection {
    if let memory {
      var found: [UInt32] = []
      for (number, chunk) in memory.chunks.enumerated() {
        for (index, row) in chunk.rows.enumerated() where isWanted(row) {
          found.append(UInt32(number * EventTable.rowsPerChunk + index))
        }
      }
      return Selection(table: memory, order: found, sources: order)
    }
    let table = try EventTable(EventRows(database), where: isWanted)
    return Selection(table: table, order: Array(0..<UInt32(table.count)), sources: order)
  }
}

/// To which group an event belongs.
struct GroupNumbers: Sendable {
  private var groups: [Symbol: Symbol] = [:]
  private var members: [Symbol: [Symbol]] = [:]

  init(_ database: Database) throws(StoreError) {
    let rows = try database.prepare("SELECT client, grp FROM client_rows ORDER BY client")
    while try rows.step() {
      let client = Symbol(truncatingIfNeeded: rows.integer(0))
      let group = Symbol(truncatingIfNeeded: rows.integer(1))
      groups[client] = group
      members[group, default: []].append(client)
    }
  }

  /// The clients that belong to a group.
  func clients(of group: Symbol) -> [Symbol] {
    if group > 0 { return members[group] ?? [] }
    return self[0, -group] == group ? [-group] : []
  }

  /// The group that the row names, or that of its client; 0 for neither. A client whose group no record names gets a
  /// group of its own: the negative of its symbol.
  subscript(row: PackedEvent) -> Symbol { self[row.group, row.client] }

  subscript(group: Symbol, client: Symbol) -> Symbol {
    if group != 0 { return group }
    return client == 0 ? 0 : groups[client] ?? -client
  }
}

extension EventTable {
  /// The rows that are wanted, with their texts.
  init(_ rows: EventRows, where isWanted: (PackedEvent) -> Bool) throws(StoreError) {
    self.init()
    while var event = try rows.next() {
      guard isWanted(PackedEvent(event)) else { continue }
      rows.readTexts(&event)
      append(event)
    }
  }
}

/// The rows of `event_rows`: all of them in the order of their numbers, or some in any order.
struct EventRows {
  private let statement: Statement

  init(_ database: Database, where condition: String? = nil) throws(StoreError) {
    statement = try database.prepare(
      """
      SELECT event, kind, record, source, at, grp, client, connection, usr, token, mutation, status, number, name,
        address, request, detail FROM event_rows \(condition.map { "WHERE " + $0 } ?? "ORDER BY event")
      """)
  }

  /// The next event without its texts.
  func next() throws(StoreError) -> Event? {
    guard try statement.step() else { return nil }
    var event = Event(kind: EventKind(rawValue: UInt8(truncatingIfNeeded: statement.integer(1))) ?? .clientSeen)
    func symbol(_ column: Int32) -> Symbol { Symbol(truncatingIfNeeded: statement.integer(column)) }
    event.id = statement.integer(0)
    event.record = statement.integer(2)
    event.source = symbol(3)
    event.at = Timestamp(stored: statement.optionalInteger(4))
    event.group = symbol(5)
    event.client = symbol(6)
    event.connection = symbol(7)
    event.user = symbol(8)
    event.token = symbol(9)
    event.mutation = statement.optionalInteger(10)
    event.status = statement.optionalInteger(11).map { Int32(truncatingIfNeeded: $0) }
    event.number = statement.optionalInteger(12)
    event.name = symbol(13)
    event.address = symbol(14)
    return event
  }

  /// Gives the event that `next()` returned its texts.
  func readTexts(_ event: inout Event) {
    event.request = statement.text(15) ?? ""
    event.detail = statement.text(16) ?? ""
  }
}
