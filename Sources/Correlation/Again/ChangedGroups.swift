import CaseStore
import Model

/// Which groups have to be correlated again because of what came since the last time.
///
/// A group's conclusions rest on its own events and on `GlobalFacts`. This is the list of everything in those facts that
/// a group may look at: where new events can change what it sees, the group is named. Where that cannot be told group by
/// group, all of them are.
struct ChangedGroups {
  let facts: GlobalFacts
  let changed: ChangedEvents
  let memory: CorrelationMemory
  let lookup: CaseLookup

  /// Refusals that are further apart than this have nothing to do with each other, microseconds; the widest look for a
  /// neighbour is twice `Refusal.furthest`.
  private static let neighbourhood: Int64 = 10_000_000
  /// How far the end of a log and the stop of its server are apart at most, microseconds.
  private static let aroundStop: Int64 = 60_000_000

  /// The groups; nil for all.
  ///
  /// - Parameter newUsers: users that are seen with a group for the first time.
  /// - Returns: their symbols.
  /// - Throws: `StoreError` when the case cannot be read.
  func groups(newUsers: Set<Symbol>) throws -> Set<Symbol>? {
    if hasNamelessHandshake { return nil }
    // A write without an end waits for one, and a client that waits for a login may be stuck by now.
    var groups = changed.touched.union(try lookup.groupsWithOpenWrites())
    groups.formUnion(try groupsOfUsers(newUsers))
    groups.formUnion(try groupsOfIssuedTokens())
    groups.formUnion(neighbours())
    // What has no time lies before the end of the logs, where these end with their server.
    if stopsWithinEarlierLogs { groups.formUnion(try changed.untimedGroups()) }
    return groups
  }

  private func isNew(_ event: Event) -> Bool { event.id > memory.lastEvent }

  /// Whether a server is now known to have stopped where logs ended that were there before.
  private var stopsWithinEarlierLogs: Bool {
    let earlierEnd =
      facts.sources.filter { $0.source <= memory.lastSource && $0.role == .syncServer }.map(\.lastAt).max() ?? .unknown
    return facts.events.contains { event in
      guard event.kind == .serverStopping, isNew(event), event.at.isKnown, earlierEnd.isKnown else { return false }
      return event.at.microseconds <= earlierEnd.microseconds + Self.aroundStop
    }
  }

  /// A handshake that was refused without a name may be that of any client that was there in its moment.
  private var hasNamelessHandshake: Bool {
    facts.refusals.contains { $0.kind == .connectionRefused && $0.user == 0 && isNew($0) }
  }

  /// Groups of users whose refusals or expired tokens are told without a group: by new events, or by old ones when it
  /// is new which groups the user has.
  private func groupsOfUsers(_ newUsers: Set<Symbol>) throws -> Set<Symbol> {
    var groups: Set<Symbol> = []
    for event in facts.refusals where event.user != 0 && (isNew(event) || newUsers.contains(event.user)) {
      groups.formUnion((facts.refusedGroups[event.user] ?? []).map(\.group))
    }
    for (group, uses) in facts.strays {
      if uses.contains(where: { isNew($0) || newUsers.contains($0.user) }) { groups.insert(group) }
      for use in uses where newUsers.contains(use.user) {
        groups.formUnion((facts.refusedGroups[use.user] ?? []).map(\.group))
      }
    }
    groups.formUnion(try refusedGroupsOfLongerLives())
    return groups
  }

  /// How long the tokens of a user live tells whether a refused socket had outlived its own.
  private func refusedGroupsOfLongerLives() throws -> Set<Symbol> {
    guard !facts.survey.renewed.isEmpty else { return [] }
    let users = Set(try lookup.symbols(of: facts.survey.renewed.sorted()).values)
    let groups = Set(try lookup.rememberedGroups(ofUsers: users).values.joined())
    var refused: Set<Symbol> = []
    changed.forEachOfNote { event, group in
      if groups.contains(group) && Self.isRefusal(event) { refused.insert(group) }
    }
    return refused
  }

  /// Groups with a stale token of which a newer one is issued now.
  private func groupsOfIssuedTokens() throws -> Set<Symbol> {
    let subjects = Set(
      facts.events.filter { $0.kind == .tokenIssued && isNew($0) }.compactMap { facts.tokens[$0.token]?.subject })
    guard !subjects.isEmpty else { return [] }
    return try lookup.groupsWithStaleTokens(of: subjects)
  }

  /// Groups with a refusal beside a new one, which may be its answer or make it ambiguous, and groups that wait for a
  /// login.
  private func neighbours() -> Set<Symbol> {
    var moments = facts.refusals.filter(isNew).map(\.at.microseconds)
    changed.forEachOfNote { event, _ in
      if isNew(event) && event.at.isKnown && Self.isRefusal(event) { moments.append(event.at.microseconds) }
    }
    moments.sort()
    var groups: Set<Symbol> = []
    changed.forEachOfNote { event, group in
      if event.kind == .clientPaused || isNear(event, moments) { groups.insert(group) }
    }
    return groups
  }

  private func isNear(_ event: Event, _ moments: [Int64]) -> Bool {
    guard event.at.isKnown, Self.isRefusal(event) else { return false }
    let from = facts.clocks.moment(of: event).microseconds - Self.neighbourhood
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] < from { low = middle + 1 } else { high = middle }
    }
    return low < moments.count && moments[low] <= from + 2 * Self.neighbourhood
  }

  /// Everything that may be, or belong to, a refused credential.
  private static func isRefusal(_ event: Event) -> Bool {
    switch event.kind {
    case .mutationError, .mutationAppError, .mutationRolledBack, .credentialLogged: false
    case .apiRequest, .mutationStarted, .mutationErrored: event.status == 401 || event.status == 403
    default: true
    }
  }
}
