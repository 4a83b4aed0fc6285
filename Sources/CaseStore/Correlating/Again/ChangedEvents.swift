public import Model

/// What came into a case since it was correlated, and the events that a correlation of some of its groups needs.
public final class ChangedEvents {
  private let database: Database
  private let memory: CorrelationMemory
  private let numbers: GroupNumbers
  private let order: SourceOrder
  private var table: EventTable
  private var loaded: Set<Symbol> = []
  /// The groups of new events.
  public private(set) var touched: Set<Symbol> = []
  /// Users that new events name with a group.
  public private(set) var users: Set<UserAndGroup> = []
  /// Groups of a single client that turned out to belong to another.
  public private(set) var formerGroups: Set<Symbol> = []

  /// Reads what is new, and what of the rest every correlation looks at.
  ///
  /// - Parameters:
  ///   - file: the case.
  ///   - memory: what the last correlation remembered.
  /// - Throws: `StoreError` when the case cannot be read.
  public init(_ file: CaseFile, since memory: CorrelationMemory) throws(StoreError) {
    database = file.database
    self.memory = memory
    numbers = try GroupNumbers(file.database)
    order = try SourceOrder(file.database)
    table = try EventTable(EventRows(database, where: EventIndexes.isOfNote)) { _ in true }
    try readNew()
    try load(touched)
  }

  private func readNew() throws(StoreError) {
    let rows = try database.prepare(
      // An index by group would have to be read from end to end.
      "SELECT DISTINCT grp, client, usr FROM event_rows NOT INDEXED WHERE event > \(memory.lastEvent)")
    var memberships: Set<Membership> = []
    while try rows.step() {
      let (named, client) = (Symbol(rows.integer(0)), Symbol(rows.integer(1)))
      let group = numbers[named, client]
      guard group != 0 else { continue }
      touched.insert(group)
      let user = Symbol(rows.integer(2))
      if user != 0 { users.insert(UserAndGroup(user: user, group: group)) }
      if named != 0 && client != 0 && numbers[0, client] == named {
        memberships.insert(Membership(group: named, client: client))
      }
    }
    try regroup(memberships)
  }

  private struct Membership: Hashable {
    var group: Symbol
    var client: Symbol
  }

  /// Clients whose group is known only now were groups of their own until now.
  private func regroup(_ memberships: Set<Membership>) throws(StoreError) {
    let first = try database.prepare("SELECT min(event) FROM event_rows WHERE grp = ? AND client = ?")
    let known = try database.prepare("SELECT usr FROM known_user_groups WHERE grp = ?")
    for member in memberships {
      first.bind([.integer(Int64(member.group)), .integer(Int64(member.client))])
      let isNew = try first.step() && first.integer(0) > memory.lastEvent
      first.reset()
      guard isNew else { continue }
      touched.insert(-member.client)
      known.bind(1, Int64(-member.client))
      let its = try known.list { Symbol(truncatingIfNeeded: $0.integer(0)) }
      known.reset()
      for user in its { users.insert(UserAndGroup(user: user, group: member.group)) }
      formerGroups.insert(-member.client)
    }
  }

  /// Reads the events of further groups.
  public func load(_ groups: Set<Symbol>) throws(StoreError) {
    for group in groups.subtracting(loaded).sorted() {
      loaded.insert(group)
      if group > 0 { try load("grp = \(group)") }
      for client in numbers.clients(of: group) { try load("grp = 0 AND client = \(client)") }
    }
  }

  private func load(_ condition: String) throws(StoreError) {
    let rows = try EventRows(database, where: condition)
    while var event = try rows.next() {
      // Those of note are there already.
      if EventIndexes.isOfNote(PackedEvent(event)) { continue }
      rows.readTexts(&event)
      table.append(event)
    }
  }

  /// The events of note of all groups, and all events of the groups that were loaded.
  public func events(_ lookup: CaseLookup, tokens: [Int32: TokenFacts]) -> CaseEvents {
    CaseEvents(part: table, of: lookup, groups: numbers, order: order, tokens: tokens)
  }

  /// The events of note that name a group or a client: moment, kind, group; without their texts.
  public func forEachOfNote(_ body: (Event, Symbol) -> Void) {
    for chunk in table.chunks {
      for row in chunk.rows where EventIndexes.isOfNote(row) {
        let group = numbers[row]
        if group != 0 { body(row.event, group) }
      }
    }
  }

  /// The groups with events that have no time.
  public func untimedGroups() throws(StoreError) -> Set<Symbol> {
    let rows = try database.prepare(
      "SELECT DISTINCT grp, client FROM event_rows WHERE \(EventIndexes.isUntimed)")
    return Set(try rows.list { numbers[Symbol($0.integer(0)), Symbol($0.integer(1))] })
  }

  /// The pairs that no earlier event showed.
  public func newUsers() throws(StoreError) -> Set<UserAndGroup> {
    let row = try database.prepare("SELECT 1 FROM known_user_groups WHERE usr = ? AND grp = ?")
    var new: Set<UserAndGroup> = []
    for pair in users.sorted() {
      row.bind([.integer(Int64(pair.user)), .integer(Int64(pair.group))])
      if try !row.step() { new.insert(pair) }
      row.reset()
    }
    return new
  }
}
