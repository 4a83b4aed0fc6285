import Model

/// Finds out which group a refusal without ids belongs to: by user, by moment, or not at all.
struct RefusalAttribution {
  /// The API writes its line at most this long before the sync server writes its own, microseconds; sources with whole
  /// seconds need the second.
  private static let before: Int64 = 1_300_000
  private static let after: Int64 = 300_000

  /// Adds what the API printed of the same moment.
  ///
  /// - Parameters:
  ///   - refusal: The sync server's word.
  ///   - history: Its group.
  ///   - facts: The refusals without a group.
  ///   - moments: When the group was refused.
  func link(_ refusal: inout Refusal, history: GroupHistory, facts: GlobalFacts, moments: [Timestamp]) {
    guard refusal.at.isKnown, refusal.place != .connect else { return }
    let window = facts.refusals(
      from: Timestamp(microseconds: refusal.at.microseconds - Self.before),
      to: Timestamp(microseconds: refusal.at.microseconds + Self.after))
    let users = history.users
    var best: (distance: Int64, index: Int)?
    for index in window {
      let candidate = facts.refusals[index]
      guard candidate.kind != .connectionRefused else { continue }
      guard facts.mayConcern(candidate, history) else { continue }
      let distance = abs(candidate.at.microseconds - refusal.at.microseconds)
      if best == nil || distance < best?.distance ?? .max { best = (distance, index) }
    }
    guard let best else { return linkAlone(&refusal, history: history, facts: facts, moments: moments) }
    let nearest = facts.refusals[best.index].at
    let isSure =
      users.contains(facts.refusals[best.index].user)
      || !facts.isOtherGroupRefused(
        near: nearest, within: best.distance, than: history.group, seenFrom: facts.refusals[best.index].source)
    guard isSure else {
      refusal.link = "ambiguous: several refusals in the same moment"
      return
    }
    for index in window where abs(facts.refusals[index].at.microseconds - nearest.microseconds) <= 100_000 {
      let event = facts.refusals[index]
      guard event.kind != .connectionRefused, facts.mayConcern(event, history) else { continue }
      if refusal.token == 0, event.token != 0 {
        refusal.token = event.token
        // The API looked at the token a little before the sync server heard of it.
        refusal.lateness = facts.lateness(of: event).flatMap { $0 > 0 ? $0 : nil }
      }
      if refusal.user == 0 { refusal.user = event.user }
      refusal.words += event.detail + "\n"
      refusal.requests.formUnion(RequestName.of(event))
      refusal.records.append(.init(record: event.record, role: RefusalReader.role(event)))
    }
    refusal.link =
      users.contains(facts.refusals[best.index].user) ? "same user and moment" : "only candidate in its moment"
  }

  /// Where two clocks may be apart by more than that: the only refusal far and wide of the API, and of the sync server.
  private func linkAlone(
    _ refusal: inout Refusal, history: GroupHistory, facts: GlobalFacts, moments: [Timestamp]
  ) {
    let (at, reach) = (refusal.at, Refusal.furthest)
    let isAlone = moments.allSatisfy { $0 == at || abs($0.since(at) ?? .max) > 2 * reach }
    guard isAlone, refusal.token == 0, moments.count(where: { $0 == at }) == 1,
      !facts.isOtherGroupRefused(
        near: at, within: 2 * reach, than: history.group, seenFrom: history.home.source)
    else { return }
    let window = facts.refusals(
      from: Timestamp(microseconds: at.microseconds - 2 * reach),
      to: Timestamp(microseconds: at.microseconds + 2 * reach))
    let candidates = facts.refusals[window].filter {
      $0.kind != .connectionRefused && facts.deployments.relation(of: $0.source, to: history.home.source) != .none
    }
    guard let first = candidates.first, let last = candidates.last, abs(first.at.since(at) ?? .max) <= reach,
      (last.at.since(first.at) ?? .max) <= 100_000,
      candidates.allSatisfy({ !facts.clocks.knows($0.source) && facts.mayConcern($0, history) })
    else { return }
    for event in candidates {
      if refusal.token == 0, event.token != 0 {
        refusal.token = event.token
        refusal.lateness = facts.lateness(of: event)
      }
      if refusal.user == 0 { refusal.user = event.user }
      refusal.words += event.detail + "\n"
      refusal.requests.formUnion(RequestName.of(event))
      refusal.records.append(.init(record: event.record, role: RefusalReader.role(event)))
    }
    refusal.link = "only refusals of both servers for some seconds"
  }

  /// Handshakes that were refused without any id except the user's (to 0.25.13): the group's, when it is the user's
  /// only one or a client's own console or a short-lived socket shows the same moment.
  func handshakes(of history: GroupHistory, facts: GlobalFacts, known: [Refusal]) -> [Refusal] {
    var found: [Refusal] = []
    for event in facts.refusals where event.kind == .connectionRefused && (event.status ?? 401) < 500 {
      let groups = event.user == 0 ? [] : facts.groups(of: event)
      if event.user != 0 {
        guard groups.contains(history.group) else { continue }
      } else {
        guard facts.deployments.relation(of: event.source, to: history.home.source) == .same else { continue }
      }
      let client = client(of: event, history: history)
      let isOnly = groups.count == 1
      guard client != nil || isOnly else { continue }
      if known.contains(where: { abs(event.at.since($0.at) ?? .max) < 100_000 && $0.place == .connect }) { continue }
      var refusal = Refusal(place: .connect, at: event.at, client: client ?? 0, event: event)
      if refusal.client == 0 && history.clients.count == 1 { refusal.client = history.clients.keys.first ?? 0 }
      refusal.user = event.user
      refusal.token = event.token
      refusal.words = event.detail
      refusal.status = event.status
      refusal.lateness = facts.lateness(of: event)
      refusal.records = [.init(record: event.record, role: "handshake refused")]
      refusal.link = client != nil ? "same moment at its client or proxy" : "the only group of its user"
      if let last = found.last, last.client == refusal.client, abs(refusal.at.since(last.at) ?? .max) < 20_000 {
        continue
      }
      found.append(refusal)
    }
    return found
  }

  /// The client whose console or proxy line shows a failed connect at the moment of a refusal.
  private func client(of refusal: Event, history: GroupHistory) -> Symbol? {
    guard refusal.at.isKnown else { return nil }
    var best: (distance: Int64, client: Symbol)?
    for event in history.events {
      guard event.client != 0, isFailedConnect(event), let gap = event.at.since(refusal.at) else { continue }
      guard gap > -1_200_000, gap < 400_000 else { continue }
      if best == nil || abs(gap) < best?.distance ?? .max { best = (abs(gap), event.client) }
    }
    return best?.client
  }

  private func isFailedConnect(_ event: Event) -> Bool {
    switch event.kind {
    case .clientPaused, .clientDisconnected: true
    case .connectionRefused: true
    case .connectionClosed: event.number.map { $0 < 500_000 } ?? false
    default: false
    }
  }
}
