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
  /// How far clocks are apart.
  let clockOffsets: [ClockOffset]
  /// By how much the clock of a source is clearly ahead of the sync server's, microseconds.
  private let ahead: [Int32: Int64]
  /// Refusals that name no group: an API's 401, a handshake refused without ids. By time of the sync server's clock.
  public let refusals: [Event]
  /// Refusals by users who were seen with exactly these groups.
  public let refusedGroups: [Symbol: [Symbol]]
  /// Uses of an expired token by requests that name no group, with their user: of the user's only group, or of group 0.
  let strays: [Symbol: [Event]]
  let groupedRefusals: [(at: Timestamp, group: Symbol)]
  /// When tokens became known: per subject, by time.
  let issued: [String: [(at: Timestamp, token: Int32, expiresAt: Int64)]]
  /// The end of the observation: the last time of any source.
  public let horizon: Timestamp
  /// The end of the logs that show whether a client is there: sync server and proxy.
  let presenceHorizon: Timestamp
  /// Whether a client may have gone on at another sync server without anything given showing it: no proxy tells.
  let mayMissServers: Bool
  /// When sync servers stopped in order.
  let serverStops: [Timestamp]
  private let sourceRoles: [Int32: SourceRole]
  private let sourcesWithFailures: Set<Int32>
  /// The longest life of each user's tokens, microseconds.
  private let lifetimes: [String: Int64]

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
    events = try reader.withoutGroup()
    clockOffsets = try Self.clockOffsets(reader, sources, lookup, memory)
    let ahead = Self.clearOffsets(clockOffsets)
    self.ahead = ahead
    refusals = Self.aligned(events.filter { Self.isRefusal($0) }, ahead: ahead)
    groupedRefusals = try reader.groupedRefusals()
    let late = Self.lateUses(events, tokens: tokens)
    let users = try lookup.symbols(of: Set(late.compactMap { tokens[$0.token]?.subject }).sorted())
    func user(_ event: Event) -> Symbol {
      event.user != 0 ? event.user : users[tokens[event.token]?.subject ?? ""] ?? 0
    }
    let concerned = Set(refusals.map(\.user) + late.map(user)).subtracting([0])
    refusedGroups = try reader.groups(ofUsers: concerned)
    strays = Self.strays(Self.aligned(late, ahead: ahead), groups: refusedGroups, user: user)
    issued = Self.issued(events, tokens: tokens)
    // A snapshot has no time of its own, so it says nothing about how far the observation reaches.
    horizon = sources.filter { $0.role != .database }.map(\.lastAt).max() ?? .unknown
    presenceHorizon = sources.filter { $0.role == .syncServer || $0.role == .proxy }.map(\.lastAt).max() ?? .unknown
    mayMissServers = !sources.contains { $0.role == .proxy }
    serverStops = events.filter { $0.kind == .serverStopping }.map(\.at)
    lifetimes = Self.lifetimes(tokens)
    sourcesWithFailures = try reader.sourcesWithFailures()
    sourceRoles = Dictionary(sources.map { ($0.source, $0.role) }, uniquingKeysWith: { first, _ in first })
  }

  /// Pairs of sources that were there before are as far apart as they were; what tells it of the others is new.
  private static func clockOffsets(
    _ reader: CaseEvents, _ sources: [SourceRow], _ lookup: CaseLookup, _ memory: CorrelationMemory?
  ) throws -> [ClockOffset] {
    let estimated = ClockOffsets.estimate(try reader.clockSigns(), sources: sources)
    guard let last = memory?.lastSource else { return estimated }
    let earlier = try lookup.clockOffsets()
    let later = estimated.filter { max($0.source, $0.reference) > last }
    return (earlier + later).sorted { ($0.source, $0.reference) < ($1.source, $1.reference) }
  }

  /// Offsets that are larger than what they may be wrong by, and than what the look for neighbours allows anyway.
  private static func clearOffsets(_ offsets: [ClockOffset]) -> [Int32: Int64] {
    var clear: [Int32: Int64] = [:]
    for offset in offsets where abs(offset.offset) > max(250_000, offset.uncertainty) {
      // Several sync servers may disagree; the best founded counts.
      if clear[offset.source] == nil { clear[offset.source] = offset.offset }
    }
    return clear
  }

  /// What every conclusion about sources up to one rests on, beside events: another text, and all of them may change.
  func basis(upToSource last: Int32) -> String {
    let clocks = ahead.filter { $0.key <= last }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let known = Set(clockOffsets.map(\.source).filter { $0 <= last }).sorted()
    return "clocks \(clocks), known \(known), servers \(serverVersions), ids may stay \(mayStayAfterThrow)"
  }

  /// The moment of an event by the sync server's clock.
  func moment(of event: Event) -> Timestamp { Self.aligned(event, ahead: ahead) }

  /// Whether it is known how far the clock of a source is from the sync server's.
  func knowsClock(of source: Int32) -> Bool { clockOffsets.contains { $0.source == source } }

  /// Events with the moments of the sync server's clock, in their order.
  func aligned(_ events: [Event]) -> [Event] { Self.aligned(events, ahead: ahead) }

  private static func aligned(_ events: [Event], ahead: [Int32: Int64]) -> [Event] {
    guard events.contains(where: { ahead[$0.source] != nil }) else { return events }
    var events = events
    for index in events.indices { events[index].at = aligned(events[index], ahead: ahead) }
    return events.sorted { ($0.at, $0.record, $0.id) < ($1.at, $1.record, $1.id) }
  }

  private static func aligned(_ event: Event, ahead: [Int32: Int64]) -> Timestamp {
    guard event.at.isKnown, let offset = ahead[event.source] else { return event.at }
    return Timestamp(microseconds: event.at.microseconds - offset)
  }

  private static func lifetimes(_ tokens: [Int32: TokenFacts]) -> [String: Int64] {
    var longest: [String: Int64] = [:]
    for facts in tokens.values {
      guard let subject = facts.subject, let issued = facts.issuedAt, let expires = facts.expiresAt, expires > issued
      else { continue }
      longest[subject] = max(longest[subject] ?? 0, (expires - issued) * 1_000_000)
    }
    return longest
  }

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
    _ late: [Event], groups: [Symbol: [Symbol]], user: (Event) -> Symbol
  ) -> [Symbol: [Event]] {
    var strays: [Symbol: [Event]] = [:]
    for var event in late {
      event.user = user(event)
      let known = groups[event.user] ?? []
      strays[known.count == 1 ? known[0] : 0, default: []].append(event)
    }
    return strays
  }

  /// Whether a source names writes whose mutator threw, so that one without such a line went through.
  func showsFailures(_ source: Int32) -> Bool { sourcesWithFailures.contains(source) }

  public func role(_ event: Event) -> SourceRole { sourceRoles[event.source] ?? .unknown }

  /// The versions of the sync servers of the case, in order: those that they told, or else the ranges that their lines
  /// imply.
  public var serverVersions: [String] {
    let told = servers.filter { $0.versionOrigin != "fingerprint" }
    return Set((told.isEmpty ? servers : told).compactMap(\.version)).sorted()
  }

  private var servers: [SourceRow] { sources.filter { $0.role == .syncServer && $0.version != nil } }

  /// Whether a sync server of the case may be of a version: one told it, its lines allow it, or nothing is known of any.
  public func mayServerBe(_ version: String) -> Bool {
    servers.isEmpty
      || servers.contains { server in
        guard let known = server.version else { return true }
        guard server.versionOrigin == "fingerprint" else { return known == version }
        return VersionRange(known)?.contains(version) ?? true
      }
  }

  /// Whether the last mutation id may stay where it is when a mutator throws (0.25.0; captured-facts, Zero 8).
  var mayStayAfterThrow: Bool { mayServerBe("0.25.0") }

  /// Versions whose sockets keep the token that they were opened with (rocicorp/mono, release notes of 0.26.0).
  private static let pinning = VersionRange("<= 0.25.13")

  /// Whether a sync server of the case may be of a version whose sockets keep their token.
  var mayPinCredentials: Bool {
    guard let pinning = Self.pinning, !serverVersions.isEmpty else { return true }
    return serverVersions.contains { VersionRange($0)?.intersection(pinning) != nil }
  }

  /// The longest life of a token of a user, microseconds; nil where no token of it tells both its times.
  func longestLifetime(ofUser name: String) -> Int64? { lifetimes[name] }

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
    lateness(event.token, at: event.at).map { $0 + (ahead[event.source] ?? 0) }
  }

  private static func issued(
    _ events: [Event], tokens: [Int32: TokenFacts]
  ) -> [String: [(at: Timestamp, token: Int32, expiresAt: Int64)]] {
    var all: [String: [(at: Timestamp, token: Int32, expiresAt: Int64)]] = [:]
    for event in events where event.kind == .tokenIssued && event.at.isKnown {
      guard let facts = tokens[event.token], let subject = facts.subject, let expires = facts.expiresAt else {
        continue
      }
      all[subject, default: []].append((event.at, event.token, expires))
    }
    return all
  }

  /// Since when the auth server had issued a token of the same subject that lives longer; unknown where it had not.
  public func newerIssued(than token: Int32, before moment: Timestamp) -> Timestamp {
    guard let facts = tokens[token], let subject = facts.subject, let expires = facts.expiresAt else { return .unknown }
    return issued[subject]?.first { $0.expiresAt > expires && $0.at < moment }?.at ?? .unknown
  }

  /// The refusals without a group within a window, as indexes into `refusals`.
  func refusals(from: Timestamp, to: Timestamp) -> Range<Int> {
    let start = refusals.firstIndex(notBefore: from) { $0.at }
    return start..<max(start, refusals.firstIndex(notBefore: Timestamp(microseconds: to.microseconds + 1)) { $0.at })
  }

  /// Whether the sync server printed a refusal of some group at a moment: that group's correlation tells of it.
  func isTold(_ moment: Timestamp) -> Bool {
    isOtherGroupRefused(near: moment, within: 1_500_000, than: 0)
  }

  /// Whether another group was refused closer to a moment than `distance` microseconds.
  func isOtherGroupRefused(near moment: Timestamp, within distance: Int64, than group: Symbol) -> Bool {
    let from = Timestamp(microseconds: moment.microseconds - distance)
    var index = groupedRefusals.firstIndex(notBefore: from) { $0.at }
    while index < groupedRefusals.count, groupedRefusals[index].at.microseconds <= moment.microseconds + distance {
      if groupedRefusals[index].group != group { return true }
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
