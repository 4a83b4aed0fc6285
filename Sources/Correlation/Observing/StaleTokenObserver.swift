import CaseStore
import Model

/// Finds the tokens that were carried past their expiry: accepted within the verifier's tolerance, or refused.
struct StaleTokenObserver {
  let history: GroupHistory
  let facts: GlobalFacts
  let describe: EntityWriter
  let conclusions: [Symbol: [Int64: Verdict]]

  /// An accepted use counts from this lateness on: two clocks may differ by less, microseconds.
  private static let clearly: Int64 = 1_000_000

  private struct Use {
    var at: Timestamp
    var source: Int32
    var client: Symbol
    var token: Int32
    var user: Symbol
    var lateness: Int64?
    var isRefused: Bool
    var place: String
    var writes: [Int64]
    var records: [Finding.Evidence]
    var connection: Symbol = 0
    var status: Int32?
    /// Why it is only suspected; nil where a record proves it.
    var suspicion: String?
  }

  func observe(_ refusals: [Refusal]) throws -> [Observation] {
    var uses = acceptedUses()
    for refusal in refusals where refusal.place != .connect && refusal.isExpired {
      uses.append(
        Use(
          at: refusal.at, source: refusal.event.source, client: refusal.client, token: refusal.token,
          user: refusal.user, lateness: refusal.lateness, isRefused: true, place: refusal.place.rawValue,
          writes: refusal.writes, records: refusal.records,
          connection: refusal.connection, status: refusal.status))
    }
    uses += try suspectedUses(refusals)
    uses.sort(by: isEarlier)
    let refusedTokens = Set(uses.filter(\.isRefused).map(\.token))
    var made: [Observation] = []
    for client in Set(uses.map(\.client)).sorted() {
      if history.group == 0 { break }
      let mine = uses.filter { $0.client == client }
      // Tokens that only lived on within the tolerance and whose writes went through are one observation of their own.
      let refused = mine.filter { $0.isRefused || refusedTokens.contains($0.token) }
      let accepted = mine.filter { !$0.isRefused && !refusedTokens.contains($0.token) }
      for part in [refused, accepted] where !part.isEmpty { made.append(try observation(part, client: client)) }
    }
    if history.group == 0 {
      for token in Set(uses.map(\.token)).sorted() {
        let mine = uses.filter { $0.token == token }
        // One late use that is answered with a fresh token is how expiry is meant to work.
        if !isOneMoment(mine) { made.append(try observation(mine, client: 0)) }
      }
    }
    return made
  }

  private func isEarlier(_ a: Use, _ b: Use) -> Bool {
    let (x, y) = (a.records.first?.record ?? 0, b.records.first?.record ?? 0)
    return (a.at, facts.order.rank(a.source), x) < (b.at, facts.order.rank(b.source), y)
  }

  /// Refusals whose records tell no expiry, of sockets that had probably outlived their credential.
  private func suspectedUses(_ refusals: [Refusal]) throws -> [Use] {
    let age = SocketAge(history: history, facts: facts, lookup: describe.lookup, conclusions: conclusions)
    return try refusals.compactMap { refusal in
      guard let suspicion = try age.suspicion(about: refusal) else { return nil }
      return Use(
        at: refusal.at, source: refusal.event.source, client: refusal.client, token: refusal.token, user: refusal.user,
        lateness: nil, isRefused: true, place: refusal.place.rawValue, writes: refusal.writes,
        records: refusal.records + suspicion.evidence, connection: refusal.connection, status: refusal.status,
        suspicion: suspicion.reason)
    }
  }

  /// Whether all uses are records of one request: the API's and a proxy's, whose times differ by whole seconds.
  private func isOneMoment(_ uses: [Use]) -> Bool {
    guard let first = uses.first, let last = uses.last else { return true }
    return (last.at.since(first.at) ?? 0) <= 1_500_000
  }

  private func acceptedUses() -> [Use] {
    var uses: [Use] = []
    var seen: Set<Int64> = []
    let strays = facts.strays[history.group] ?? []
    for event in history.events + strays where event.token != 0 {
      switch event.kind {
      case .mutationApplied, .mutationHandled, .mutationErrored, .mutationAppError, .mutationStarted, .apiRequest,
        .tokenRejected:
        break
      default: continue
      }
      if isRefused(event) && (history.group != 0 || facts.isTold(event)) { continue }
      guard let lateness = facts.lateness(of: event), lateness >= Self.clearly else { continue }
      guard seen.insert(event.record).inserted else {
        if let mutation = event.mutation, !uses.isEmpty { uses[uses.count - 1].writes.append(mutation) }
        continue
      }
      uses.append(
        Use(
          at: event.at, source: event.source, client: event.client, token: event.token, user: event.user,
          lateness: lateness, isRefused: false,
          place: event.kind == .apiRequest || event.client == 0 ? "api_request" : "push",
          writes: event.mutation.map { [$0] } ?? [],
          records: [.init(record: event.record, role: "token carried \(lateness / 1_000_000) s past its expiry")],
          status: event.status))
    }
    return uses
  }

  /// Refusals of a group are put together by `RefusalReader`.
  private func isRefused(_ event: Event) -> Bool {
    switch event.kind {
    case .tokenRejected: event.status != 200
    case .apiRequest: (event.status ?? 500) >= 400
    case .mutationStarted, .mutationErrored: event.status == 401
    default: false
    }
  }

  private func observation(_ uses: [Use], client: Symbol) throws -> Observation {
    var made = Observation(type: "stale_token")
    made.group = history.group
    made.client = client
    made.token = uses.first { $0.token != 0 }?.token ?? 0
    made.user = uses.first { $0.user != 0 }?.user ?? 0
    made.place = (uses.first { $0.isRefused } ?? uses.first)?.place
    made.carrier = "forwarder"
    made.cause = Cause.auth.rawValue
    if uses.allSatisfy({ $0.suspicion != nil }) { made.strength = .suspected }
    made.status = uses.first { $0.isRefused }?.status
    made.firstAt = uses.first?.at ?? .unknown
    made.lastAt = uses.last?.at ?? .unknown
    let moments = Set(uses.map { $0.at.microseconds / 200_000 })
    made.count = moments.count
    made.refused = Set(uses.filter(\.isRefused).map { $0.at.microseconds / 200_000 }).count
    made.accepted = max(0, made.count - made.refused)
    made.expiredMin = uses.compactMap(\.lateness).min()
    made.expiredMax = uses.compactMap(\.lateness).max()
    try settle(&made, uses: uses, client: client)
    return made
  }

  private func settle(_ made: inout Observation, uses: [Use], client: Symbol) throws {
    let writes = Set(uses.flatMap(\.writes))
    let verdicts = conclusions[client] ?? [:]
    let suffered = writes.filter { [.dropped, .lost, .pending].contains(verdicts[$0] ?? .unknown) }
    made.writes = suffered.count
    // Whether nothing suffered is known only where the end of every write is, and which writes there were.
    let areKnown = !writes.isEmpty && writes.allSatisfy { [.delivered, .rejected].contains(verdicts[$0] ?? .unknown) }
    made.recovered = suffered.isEmpty ? (areKnown ? true : nil) : false
    if suffered.contains(where: { verdicts[$0] == .dropped }) { made.cause = Verdict.dropped.rawValue }
    let home = history.group == 0 ? facts.home(of: uses.first?.source ?? 0) : history.home
    made.newerSince = newer(than: made.token, before: made.lastAt, at: home)
    made.evidence = Array(uses.flatMap(\.records).prefix(30))
    made.entities = try describe.entities(client: client, users: [made.user], tokens: Set(uses.map(\.token)))
    // Writes that went through with the stale token are no reason to act: they are told of where no other is.
    let concerned = suffered.union(uses.filter(\.isRefused).flatMap(\.writes))
    made.entities += try describe.writes(Array(concerned.isEmpty ? writes : concerned), of: client)
    for connection in Set(uses.map(\.connection)).sorted() where connection != 0 {
      made.entities.append(.init(type: .connection, id: try describe.lookup.text(connection)))
    }
    made.detail = story(uses, servers: home.servers, made)
  }

  /// `zero-cache 0.25.13 forwarded token t:9f2c41d0aa31 5, 40 and 68 s after its expiry, although ...`
  private func story(_ uses: [Use], servers: ServerVersions, _ made: Observation) -> String {
    let version = servers.all.joined(separator: ", ")
    let server = version.isEmpty ? "zero-cache" : "zero-cache \(version)"
    let name = facts.tokens[made.token].map { "token \($0.fingerprint)" } ?? "a token"
    if made.strength == .suspected, let reason = uses.compactMap(\.suspicion).first {
      return "\(server) probably forwarded a stale token: \(reason)"
    }
    var words = history.group == 0 ? "an API request carried \(name)" : "\(server) forwarded \(name)"
    let seconds = Set(uses.compactMap(\.lateness).map { max(0, $0 / 1_000_000) }).sorted()
    words += seconds.isEmpty ? " although it had expired" : " \(Self.list(seconds)) s after its expiry"
    if made.newerSince.isKnown {
      words += ", although a newer one was known since \(made.newerSince.short) UTC"
      // From then on a socket takes a renewed token, but keeps the cookies of its upgrade request.
      if history.group != 0 && !servers.mayPinCredentials {
        words += ", as it does with the session cookie of a socket's upgrade request in every version"
      }
    }
    return words
  }

  /// `5, 40 and 68`; the first and the last ones where there are many.
  private static func list(_ numbers: [Int64]) -> String {
    guard numbers.count > 1, let last = numbers.last else { return numbers.first.map(String.init) ?? "" }
    let others = numbers.dropLast().map(String.init)
    let shown = others.count > 5 ? Array(others.prefix(2)) + ["..."] + others.suffix(2) : others
    return shown.joined(separator: ", ") + " and \(last)"
  }

  /// Since when a newer token of the same user is known: issued by the auth server, or carried by the group itself.
  private func newer(than token: Int32, before moment: Timestamp, at home: Home) -> Timestamp {
    let issued = facts.newerIssued(than: token, before: moment, at: home)
    if issued.isKnown { return issued }
    guard let expires = facts.tokens[token]?.expiresAt else { return .unknown }
    let carried = history.events.first { event in
      event.token != 0 && event.token != token && event.at.isKnown && event.at < moment
        && (facts.tokens[event.token]?.expiresAt ?? 0) > expires
    }
    return carried?.at ?? .unknown
  }
}
