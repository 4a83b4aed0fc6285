import CaseStore
import Model

/// Turns the refusals of a group into observations: refused, refused again and again, stuck.
struct RefusalObserver {
  let history: GroupHistory
  let facts: GlobalFacts
  let presence: Presence
  let describe: EntityWriter
  /// The verdicts of the group's mutations.
  let conclusions: [Symbol: [Int64: Verdict]]
  /// How many refusals of one credential without a success between make a loop.
  private static let loop = 3

  func observe(_ refusals: [Refusal]) throws -> [Observation] {
    var made: [Observation] = []
    for client in Set(refusals.map(\.client)).sorted() {
      let mine = refusals.filter { $0.client == client }
      let loops = try loops(mine, client: client)
      // One story is told once: a loop that holds every refusal of the client says it all, unless the client is stuck.
      let isTold = loops.contains { $0.count == mine.count }
      if let told = try refused(mine, client: client), !isTold || told.type != "auth_refused" { made.append(told) }
      made += loops
    }
    return made
  }

  private func observation(
    _ type: String, _ refusals: [Refusal], client: Symbol, writes: Set<Int64>
  ) throws -> Observation {
    var made = Observation(type: type)
    made.group = history.group
    made.client = client
    made.user = refusals.first { $0.user != 0 }?.user ?? 0
    made.token = refusals.first { $0.token != 0 }?.token ?? 0
    made.place = refusals.first?.place.rawValue
    made.cause = Cause.auth.rawValue
    made.status = refusals.first?.status
    made.firstAt = refusals.first?.at ?? .unknown
    made.lastAt = refusals.last?.at ?? .unknown
    made.count = refusals.count
    made.refused = refusals.count
    made.writes = writes.count
    made.detail = (refusals.first { !$0.words.isEmpty }?.words.prefix(200)).map { String($0) } ?? ""
    made.evidence = Array(refusals.flatMap(\.records).prefix(30))
    made.entities = try describe.entities(client: client, users: [made.user], tokens: Set(refusals.map(\.token)))
    made.entities += try describe.writes(Array(writes), of: client)
    return made
  }

  /// The first sign after a refusal that the client got on; nil where it did not.
  private func recovery(after refusal: Refusal, client: Symbol) -> Event? {
    guard let known = history.clients[client] else { return nil }
    let sign = history.events.first { event in
      guard event.client == client || known.client == 0 || event.kind == .resultsHydrated else { return false }
      guard isProgress(event, place: refusal.place) else { return false }
      return GroupHistory.isAfter(event, refusal.event, by: event.kind == .clientSeen ? 500_000 : 0)
    }
    return sign ?? (refusal.place == .push ? presence.returnOf(known, after: refusal.event) : nil)
  }

  private func isProgress(_ event: Event, place: Refusal.Place) -> Bool {
    switch event.kind {
    case .mutationApplied, .mutationHandled, .mutationErrored, .mutationAlreadyProcessed, .mutationAppError,
      .clientConnected, .clientSeen:
      true
    case .connectionClosed:
      // A socket that a proxy saw open for a while was not refused.
      event.number.map { $0 >= 1_000_000 } ?? false
    case .connectionOpened: place != .connect
    default: false
    }
  }

  /// All refusals of a client are one observation, so that its finding stays the same one while there are more.
  private func refused(_ refusals: [Refusal], client: Symbol) throws -> Observation? {
    let episodes = episodes(of: refusals, client: client)
    guard let last = episodes.last, let end = last.refusals.last else { return nil }
    let stuck = pauseWithoutEnd(of: client)
    let isOver = stuck == nil && (last.sign != nil || allWentThrough(last.refusals, client: client))
    // What an earlier refusal held up went through before the last one.
    let held = isOver ? Set(refusals.flatMap(\.writes)) : waiting(last.refusals, client: client)
    let type = stuck == nil ? "auth_refused" : "auth_stuck"
    var made = try observation(type, refusals, client: client, writes: held)
    made.recovered = isOver
    if isOver { made.recoveredAfter = episodes.compactMap(\.delay).max() }
    if isOver, let sign = last.sign { made.evidence.append(.init(record: sign.record, role: "the client got on")) }
    if let stuck {
      made.evidence.append(.init(record: stuck.record, role: "the client waits for a new login"))
      made.lastAt = stuck.at.isKnown ? max(stuck.at, end.at) : end.at
    }
    return made
  }

  /// Refusals up to the first sign that the client got on; nil where none follows.
  private struct Episode {
    var refusals: [Refusal]
    var sign: Event?

    /// From its last refusal on, microseconds.
    var delay: Int64? { refusals.last.flatMap { sign?.at.since($0.at) } }
  }

  private func episodes(of refusals: [Refusal], client: Symbol) -> [Episode] {
    var episodes: [Episode] = []
    var open: [Refusal] = []
    for (index, refusal) in refusals.enumerated() {
      open.append(refusal)
      let next = index + 1 < refusals.count ? refusals[index + 1] : nil
      let sign = recovery(after: refusal, client: client)
      guard let next else {
        episodes.append(Episode(refusals: open, sign: sign))
        break
      }
      if let sign, GroupHistory.isAfter(next.event, sign) {
        episodes.append(Episode(refusals: open, sign: sign))
        open = []
      }
    }
    return episodes
  }

  /// The refused writes of which no record shows that they went through.
  private func waiting(_ refusals: [Refusal], client: Symbol) -> Set<Int64> {
    let verdicts = conclusions[client] ?? [:]
    return Set(refusals.flatMap(\.writes)).filter { ![.delivered, .rejected].contains(verdicts[$0] ?? .unknown) }
  }

  private func allWentThrough(_ refusals: [Refusal], client: Symbol) -> Bool {
    refusals.contains { !$0.writes.isEmpty } && waiting(refusals, client: client).isEmpty
  }

  /// A pause for a new login that never ends, although the logs go on for a while.
  private func pauseWithoutEnd(of client: Symbol) -> Event? {
    var pause: Event?
    var end: Timestamp = history.home.horizon
    for event in history.events where event.client == client {
      switch event.kind {
      case .clientPaused: pause = pause ?? event
      case .clientConnecting, .clientConnected, .clientSeen, .mutationApplied, .mutationHandled:
        if let waiting = pause, GroupHistory.isAfter(event, waiting, by: event.kind == .clientSeen ? 1_000_000 : 0) {
          pause = nil
        }
      case .connectionOpened:
        if let waiting = pause, GroupHistory.isAfter(event, waiting) { pause = nil }
      case .clientClosed: end = event.at
      default: break
      }
    }
    guard let pause, (end.since(pause.at) ?? 0) >= 3_000_000 else { return nil }
    return pause
  }

  private func loops(_ refusals: [Refusal], client: Symbol) throws -> [Observation] {
    var made: [Observation] = []
    var run: [Refusal] = []
    func close() throws {
      if run.count >= Self.loop { made.append(try finish(run, client: client)) }
      run = []
    }
    for refusal in refusals {
      if let last = run.last {
        let isOther = refusal.token != 0 && last.token != 0 && refusal.token != last.token
        if isOther || hasSuccess(from: last, to: refusal, client: client) { try close() }
      }
      run.append(refusal)
    }
    try close()
    return made
  }

  private func finish(_ run: [Refusal], client: Symbol) throws -> Observation {
    var loop = try observation("auth_loop", run, client: client, writes: Set(run.flatMap(\.writes)))
    if let last = run.last, let sign = recovery(after: last, client: client) {
      loop.recovered = true
      loop.recoveredAfter = sign.at.since(last.at)
    } else {
      loop.recovered = false
    }
    if isOverridden(client) { loop.type = "needs_auth_overridden" }
    return loop
  }

  private func hasSuccess(from: Refusal, to: Refusal, client: Symbol) -> Bool {
    history.events.contains { event in
      guard event.client == client else { return false }
      switch event.kind {
      case .mutationApplied, .mutationHandled, .mutationErrored, .mutationAppError: break
      case .clientSeen, .clientConnected: if to.place != .connect { return false }
      default: return false
      }
      return GroupHistory.isAfter(event, from.event) && GroupHistory.isAfter(to.event, event)
    }
  }

  /// The first bug of the original report (zero.md G3): connecting again out of needs-auth without being told to.
  private func isOverridden(_ client: Symbol) -> Bool {
    var isPaused = false
    for event in history.events where event.client == client {
      switch event.kind {
      case .clientPaused: isPaused = true
      case .clientResumed: isPaused = false
      case .clientConnecting: if isPaused { return true }
      default: break
      }
    }
    return false
  }
}
