public import CaseStore
public import Model

/// What every group's correlation may look at: small facts about the whole case.
///
/// Everything in it is made before the first group is read, so that groups can be correlated one by one, in any order.
public final class GlobalFacts: Sendable {
  public let sources: [SourceRow]
  public let tokens: [Int32: TokenFacts]
  public let words: Vocabulary
  /// Events without group and client, by time.
  public let events: [Event]
  /// How sources come one after the other.
  let order: SourceOrder
  /// Which sources belong together.
  let deployments: Deployments
  /// How far clocks are apart.
  let clocks: SourceClocks
  /// What is known of the sources' ids, failures and tokens.
  let survey: SourceSurvey
  /// Refusals that name no group: an API's 401, a handshake refused without ids. By time of the sync server's clock.
  public let refusals: [Event]
  /// Refusals by users who were seen with exactly these groups.
  let refusedGroups: [Symbol: [PlacedGroup]]
  /// Uses of an expired token by requests that name no group, with their user: of the user's only group, or of group 0.
  let strays: [Symbol: [Event]]
  let groupedRefusals: [(at: Timestamp, group: Symbol, source: Int32)]
  /// When tokens became known: per subject, by time.
  private let issued: [String: [Issue]]
  private let homes: Homes
  private let sourceRoles: [Int32: SourceRole]

  private struct Issue {
    var at: Timestamp
    var record: Int64
    var source: Int32
    var expiresAt: Int64
  }

  /// - Parameters:
  ///   - reader: the events of the case.
  ///   - tokens: all its tokens.
  ///   - lookup: the rest of the case.
  ///   - memory: where only new events and those that they touch are read: what the last correlation remembered.
  /// - Throws: `StoreError` when the case cannot be read.
  init(
    _ reader: CaseEvents, tokens: [Int32: TokenFacts], lookup: CaseLookup, memory: CorrelationMemory? = nil
  ) throws {
    sources = try lookup.sources(knownBy: memory)
    self.tokens = tokens
    words = try Vocabulary(lookup)
    order = reader.order
    events = try reader.withoutGroup()
    survey = try reader.survey(tokens, since: memory)
    deployments = Deployments(sources, survey: survey)
    clocks = try SourceClocks(reader, sources: sources, deployments: deployments, lookup: lookup, memory: memory)
    homes = Homes(sources, stops: events.filter { $0.kind == .serverStopping }, deployments: deployments)
    refusals = clocks.aligned(events.filter { Self.isRefusal($0) })
    groupedRefusals = try reader.groupedRefusals()
    let late = Self.lateUses(events, tokens: tokens)
    let users = try lookup.symbols(of: Set(late.compactMap { tokens[$0.token]?.subject }).sorted())
    func user(_ event: Event) -> Symbol {
      event.user != 0 ? event.user : users[tokens[event.token]?.subject ?? ""] ?? 0
    }
    let concerned = Set(refusals.map(\.user) + late.map(user)).subtracting([0])
    refusedGroups = try reader.groups(ofUsers: concerned)
    strays = Self.strays(clocks.aligned(late), groups: refusedGroups, deployments: deployments, user: user)
    issued = Self.issued(events, tokens: tokens)
    sourceRoles = Dictionary(sources.map { ($0.source, $0.role) }, uniquingKeysWith: { first, _ in first })
  }

  /// What every conclusion about sources up to one rests on, beside events: another text, and all of them may change.
  func basis(upToSource last: Int32) -> String {
    [clocks.basis(upTo: last), deployments.basis(upTo: last), homes.basis(upTo: last)].joined(separator: ", ")
  }

  /// What the deployment of a source tells.
  func home(of source: Int32) -> Home { homes[source] }

  /// Requests without group and client that carried a token past its expiry.
  private static func lateUses(_ events: [Event], tokens: [Int32: TokenFacts]) -> [Event] {
    events.filter { event in
      guard event.kind == .apiRequest || event.kind == .tokenRejected, event.token != 0, event.at.isKnown,
        let expires = tokens[event.token]?.expiresAt
      else { return false }
      return event.at.microseconds > expires * 1_000_000
    }
  }

  private static func strays(
    _ late: [Event], groups: [Symbol: [PlacedGroup]], deployments: Deployments, user: (Event) -> Symbol
  ) -> [Symbol: [Event]] {
    var strays: [Symbol: [Event]] = [:]
    for var event in late {
      event.user = user(event)
      let known = (groups[event.user] ?? []).filter {
        deployments.relation(of: event.source, to: $0.source) != .none
      }
      // Another deployment may have a user of that name.
      let isSure = known.count == 1 && deployments.relation(of: event.source, to: known[0].source) == .same
      strays[isSure ? known[0].group : 0, default: []].append(event)
    }
    return strays
  }

  /// Whether a source names writes whose mutator threw, so that one without such a line went through.
  func showsFailures(_ source: Int32) -> Bool { survey.failing.contains(source) }

  public func role(_ event: Event) -> SourceRole { sourceRoles[event.source] ?? .unknown }

  /// Whether a refusal without a group may be one of a group, by who is named in it and where it is told.
  func mayConcern(_ refusal: Event, _ history: GroupHistory) -> Bool {
    let isNamed = refusal.user != 0 && history.users.contains(refusal.user)
    return switch deployments.relation(of: refusal.source, to: history.home.source) {
    case .same: isNamed || refusal.user == 0 || history.users.isEmpty
    case .perhaps: isNamed
    case .none: false
    }
  }

  /// The groups of a user at the deployment that a refusal without a group is told of, as far as it is named.
  func groups(of refusal: Event) -> [Symbol] {
    (refusedGroups[refusal.user] ?? []).filter {
      deployments.relation(of: refusal.source, to: $0.source) != .none
    }.map(\.group)
  }

  /// The longest life of a token of a user at a deployment, microseconds; nil where no token of it tells both its times.
  func longestLifetime(ofUser name: String, at home: Home) -> Int64? {
    survey.lifetimes.compactMap { source, subjects in
      guard let lifetime = subjects[name] else { return nil }
      return deployments.relation(of: source, to: home.source) == .none ? nil : lifetime
    }.max()
  }

  static func isRefusal(_ event: Event) -> Bool {
    switch event.kind {
    case .tokenRejected, .connectionRefused: true
    case .apiRequest: event.status == 401
    default: false
    }
  }

  /// Microseconds by which a token had expired at a moment; negative while it lived, nil where either is unknown.
  public func lateness(_ token: Int32, at moment: Timestamp) -> Int64? {
    guard moment.isKnown, let expires = tokens[token]?.expiresAt else { return nil }
    return moment.microseconds - expires * 1_000_000
  }

  /// By how much the token of an event had expired, by the clock of the server that looked at it, microseconds.
  func lateness(of event: Event) -> Int64? {
    lateness(event.token, at: event.at).map { $0 + clocks.ahead(event.source) }
  }

  private static func issued(_ events: [Event], tokens: [Int32: TokenFacts]) -> [String: [Issue]] {
    var all: [String: [Issue]] = [:]
    for event in events where event.kind == .tokenIssued && event.at.isKnown {
      guard let facts = tokens[event.token], let subject = facts.subject, let expires = facts.expiresAt else {
        continue
      }
      all[subject, default: []].append(
        Issue(at: event.at, record: event.record, source: event.source, expiresAt: expires))
    }
    return all
  }

  /// The first token of the same subject that lives longer and that the auth server of a deployment had issued; nil where
  /// it had not.
  func newerIssued(than token: Int32, before moment: Timestamp, at home: Home) -> NewerToken? {
    guard let facts = tokens[token], let subject = facts.subject, let expires = facts.expiresAt else { return nil }
    let newer = issued[subject]?.first { issue in
      issue.expiresAt > expires && issue.at < moment && deployments.relation(of: issue.source, to: home.source) != .none
    }
    return newer.map { NewerToken(since: $0.at, record: $0.record) }
  }

  /// The refusals without a group within a window, as indexes into `refusals`.
  func refusals(from: Timestamp, to: Timestamp) -> Range<Int> {
    let start = refusals.firstIndex(notBefore: from) { $0.at }
    return start..<max(start, refusals.firstIndex(notBefore: Timestamp(microseconds: to.microseconds + 1)) { $0.at })
  }

  /// Whether the sync server printed a refusal of some group at the moment of an event: that group's correlation tells of
  /// it.
  func isTold(_ event: Event) -> Bool {
    isOtherGroupRefused(near: event.at, within: 1_500_000, than: 0, seenFrom: event.source)
  }

  /// Whether another group of what may be the same deployment was refused close to a moment.
  ///
  /// - Parameters:
  ///   - moment: the moment.
  ///   - distance: how close, microseconds.
  ///   - group: the group that does not count.
  ///   - source: a source of the deployment.
  /// - Returns: whether there is one.
  func isOtherGroupRefused(
    near moment: Timestamp, within distance: Int64, than group: Symbol, seenFrom source: Int32
  ) -> Bool {
    let from = Timestamp(microseconds: moment.microseconds - distance)
    var index = groupedRefusals.firstIndex(notBefore: from) { $0.at }
    while index < groupedRefusals.count, groupedRefusals[index].at.microseconds <= moment.microseconds + distance {
      let other = groupedRefusals[index]
      if other.group != group, deployments.relation(of: other.source, to: source) != .none { return true }
      index += 1
    }
    return false
  }
}

extension Array {
  /// The first index whose element is not before `moment`; the array is sorted by that time.
  func firstIndex(notBefore moment: Timestamp, at: (Element) -> Timestamp) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if at(self[middle]) < moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A token that was known beside an older one.
struct NewerToken {
  var since: Timestamp
  /// The record that shows it.
  var record: Int64
}
