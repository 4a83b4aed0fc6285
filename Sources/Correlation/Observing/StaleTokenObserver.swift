import CaseStore
import Model

/// Finds the tokens that were carried past their expiry: accepted within the verifier's tolerance, or refused.
///
/// All tokens of a client are one observation, so that its finding stays the same one while further tokens expire.
struct StaleTokenObserver {
  let history: GroupHistory
  let facts: GlobalFacts
  let describe: EntityWriter
  let conclusions: [Symbol: [Int64: Verdict]]

  func observe(_ refusals: [Refusal]) throws -> [Observation] {
    var uses = StaleUses(history: history, facts: facts).accepted()
    for refusal in refusals where refusal.place != .connect && refusal.isExpired {
      uses.append(StaleUse(refusal, evidence: []))
    }
    uses += try suspectedUses(refusals)
    uses.sort(by: isEarlier)
    var made: [Observation] = []
    if history.group == 0 {
      for token in Set(uses.map(\.token)).sorted() {
        let mine = uses.filter { $0.token == token }
        // One late use that is answered with a fresh token is how expiry is meant to work.
        if !isOneMoment(mine) { made.append(try observation(mine, client: 0)) }
      }
      return made
    }
    for client in Set(uses.map(\.client)).sorted() {
      let mine = uses.filter { $0.client == client }
      // What is only suspected must not share the strength of what is proved; queries have a rule of their own.
      let kinds = Dictionary(grouping: mine) { [$0.suspicion == nil, $0.place != Refusal.Place.query.rawValue] }
      for kind in [[true, true], [true, false], [false, true], [false, false]] {
        if let part = kinds[kind] { made.append(try observation(part, client: client)) }
      }
    }
    return made
  }

  private func isEarlier(_ a: StaleUse, _ b: StaleUse) -> Bool {
    let (x, y) = (a.records.first?.record ?? 0, b.records.first?.record ?? 0)
    return (a.at, facts.order.rank(a.source), x) < (b.at, facts.order.rank(b.source), y)
  }

  /// Refusals whose records tell no expiry, of sockets that had probably outlived their credential.
  private func suspectedUses(_ refusals: [Refusal]) throws -> [StaleUse] {
    let age = SocketAge(history: history, facts: facts, lookup: describe.lookup, conclusions: conclusions)
    return try refusals.compactMap { refusal in
      guard let suspicion = try age.suspicion(about: refusal) else { return nil }
      var use = StaleUse(refusal, evidence: suspicion.evidence)
      use.lateness = nil
      use.suspicion = suspicion.reason
      return use
    }
  }

  /// Whether all uses are records of one request: the API's and a proxy's, whose times differ by whole seconds.
  private func isOneMoment(_ uses: [StaleUse]) -> Bool {
    guard let first = uses.first, let last = uses.last else { return true }
    return (last.at.since(first.at) ?? 0) <= 1_500_000
  }

  private func observation(_ uses: [StaleUse], client: Symbol) throws -> Observation {
    let dropped = Set((conclusions[client] ?? [:]).filter { $0.value == .dropped }.keys)
    let pushes = StalePush.make(of: uses, dropped: dropped)
    var made = Observation(type: "stale_token")
    made.group = history.group
    made.client = client
    made.token = uses.first { $0.token != 0 }?.token ?? 0
    made.user = uses.first { $0.user != 0 }?.user ?? 0
    made.place = (uses.first { $0.answer == .refused } ?? uses.first)?.place
    made.carrier = "forwarder"
    made.cause = Cause.auth.rawValue
    if uses.allSatisfy({ $0.suspicion != nil || Self.isFarLate($0) }) { made.strength = .suspected }
    made.status = uses.first { $0.answer == .refused }?.status
    made.firstAt = uses.first?.at ?? .unknown
    made.lastAt = uses.last?.at ?? .unknown
    made.count = pushes.count
    made.refused = pushes.count { $0.answer == .refused }
    made.accepted = pushes.count { $0.answer <= .accepted }
    made.expiredMin = uses.compactMap(\.lateness).min()
    made.expiredMax = uses.compactMap(\.lateness).max()
    let home = history.group == 0 ? facts.home(of: uses.first?.source ?? 0) : history.home
    let parts = parts(pushes, at: home)
    made.newerSince = parts.lazy.compactMap(\.newer).first?.since ?? .unknown
    let story = StaleTokenStory(history: history, facts: facts, servers: home.servers)
    made.detail = story.tell(parts, suspicion: uses.lazy.compactMap(\.suspicion).first)
    try settle(&made, uses: uses, client: client)
    made.evidence += parts.compactMap(\.newer).map { .init(record: $0.record, role: "a newer token was known") }
    return made
  }

  /// No verifier tolerates that much: rather the log's times lack their zone, or its clock is off.
  private static func isFarLate(_ use: StaleUse) -> Bool {
    use.answer != .refused && (use.lateness ?? 0) > 900_000_000
  }

  /// The pushes of each token, in the order of first use.
  private func parts(_ pushes: [StalePush], at home: Home) -> [StaleTokenStory.Part] {
    var parts: [StaleTokenStory.Part] = []
    for push in pushes where !parts.contains(where: { $0.token == push.token }) {
      let mine = pushes.filter { $0.token == push.token }
      let last = mine.last?.uses.last?.at ?? .unknown
      parts.append(.init(token: push.token, pushes: mine, newer: newer(than: push.token, before: last, at: home)))
    }
    return parts
  }

  /// What became of the writes, and who all of it is about.
  private func settle(_ made: inout Observation, uses: [StaleUse], client: Symbol) throws {
    let writes = Set(uses.flatMap(\.writes))
    let verdicts = conclusions[client] ?? [:]
    func of(_ kinds: Set<Verdict>) -> Set<Int64> { writes.filter { kinds.contains(verdicts[$0] ?? .unknown) } }
    let suffered = of([.dropped, .lost, .pending])
    let unknown = of([.unknown])
    made.writes = suffered.count
    // Whether nothing suffered is known only where the end of every write is, and which writes there were.
    made.recovered = suffered.isEmpty ? (!writes.isEmpty && unknown.isEmpty ? true : nil) : false
    let dropped = of([.dropped])
    if !suffered.isEmpty, dropped == suffered { made.cause = Verdict.dropped.rawValue }
    if !dropped.isEmpty, dropped != suffered {
      made.detail += "; dropped of its writes: " + dropped.sorted().map { "#\($0)" }.joined(separator: ", ")
    }
    made.evidence = Array(uses.flatMap(\.records).prefix(30))
    made.entities = try describe.entities(client: client, users: [made.user], tokens: Set(uses.map(\.token)))
    // Writes that went through are no reason to act: they are told of where no other is.
    let refused = Set(uses.filter { $0.answer == .refused }.flatMap(\.writes))
    let concerned = [suffered, unknown, refused, writes].first { !$0.isEmpty } ?? []
    made.entities += try describe.writes(Array(concerned), of: client)
    for connection in Set(uses.map(\.connection)).sorted() where connection != 0 {
      made.entities.append(.init(type: .connection, id: try describe.lookup.text(connection)))
    }
  }

  /// The newer token of the same user that was known first: issued by the auth server, or carried by the group itself.
  private func newer(than token: Int32, before moment: Timestamp, at home: Home) -> NewerToken? {
    if let issued = facts.newerIssued(than: token, before: moment, at: home) { return issued }
    guard let known = facts.tokens[token], let expires = known.expiresAt else { return nil }
    let carried = history.events.first { event in
      guard event.token != 0, event.token != token, event.at.isKnown, event.at < moment,
        let other = facts.tokens[event.token], (other.expiresAt ?? 0) > expires
      else { return false }
      return other.subject == nil || known.subject == nil || other.subject == known.subject
    }
    return carried.map { NewerToken(since: $0.at, record: $0.record) }
  }
}
