import CaseStore
import Model

/// Tells from a socket's age that a refused credential had probably gone stale, where no record shows its expiry.
///
/// Up to zero-cache 0.25.13 a socket keeps the credential that it was opened with, so one that was accepted before and
/// is refused now has expired or was revoked in between; a signed-out user would not come back with the same writes.
struct SocketAge {
  let history: GroupHistory
  let facts: GlobalFacts
  private let lookup: CaseLookup
  /// The verdicts of the group's mutations.
  let conclusions: [Symbol: [Int64: Verdict]]
  private let connections: [ConnectionConclusion]

  /// A client that reconnects to get on does so within this time, microseconds.
  private static let returnsWithin: Int64 = 60_000_000

  /// Why a refusal was probably that of a stale credential, and what shows it.
  struct Suspicion {
    var reason: String
    var evidence: [Finding.Evidence]
  }

  init(
    history: GroupHistory, facts: GlobalFacts, lookup: CaseLookup, conclusions: [Symbol: [Int64: Verdict]]
  ) {
    self.lookup = lookup
    self.history = history
    self.facts = facts
    self.conclusions = conclusions
    connections = Connections.make(of: history)
  }

  /// The suspicion about a refused push; nil where nothing speaks for it, or something against it.
  func suspicion(about refusal: Refusal) throws -> Suspicion? {
    guard refusal.place == .push, refusal.status == 401, !refusal.isExpired, refusal.client != 0, refusal.at.isKnown,
      history.home.servers.mayPinCredentials
    else { return nil }
    // The API names another reason, such as a bad signature: then age explains nothing.
    if refusal.token != 0 && facts.tokens[refusal.token]?.expiresAt != nil { return nil }
    guard let accepted = lastAcceptedWrite(before: refusal) else { return nil }
    if let older = try outlived(refusal) { return older }
    return cameBack(after: refusal, accepted: accepted)
  }

  /// (a) The socket was older than any token of its user lives.
  private func outlived(_ refusal: Refusal) throws -> Suspicion? {
    guard let socket = socket(of: refusal), let age = refusal.at.since(socket.openedAt),
      let lifetime = facts.longestLifetime(ofUser: try lookup.text(refusal.user), at: history.home),
      age >= lifetime
    else { return nil }
    let seconds = (age / 1_000_000, lifetime / 1_000_000)
    return Suspicion(
      reason: "its socket was \(seconds.0) s old, and tokens of its user live \(seconds.1) s",
      evidence: socket.openedRecord.map { [.init(record: $0, role: "the socket was opened")] } ?? [])
  }

  private func socket(of refusal: Refusal) -> ConnectionConclusion? {
    connections.last { connection in
      guard connection.openedAt.isKnown, connection.openedAt < refusal.at else { return false }
      return refusal.connection != 0 ? connection.connection == refusal.connection : connection.client == refusal.client
    }
  }

  /// (b) The client reconnected at once, and the very writes that were refused went through with its new socket.
  private func cameBack(after refusal: Refusal, accepted: Event) -> Suspicion? {
    let verdicts = conclusions[refusal.client] ?? [:]
    guard !refusal.writes.isEmpty, refusal.writes.allSatisfy({ verdicts[$0] == .delivered }) else { return nil }
    let back = history.events.first { event in
      guard event.kind == .connectionOpened || event.kind == .clientConnected || event.kind == .clientSeen,
        event.client == refusal.client, let gap = event.at.since(refusal.at)
      else { return false }
      let isOtherSocket = event.connection != 0 && event.connection != refusal.connection
      return isOtherSocket && gap > 0 && gap <= Self.returnsWithin && accepted.connection != event.connection
    }
    guard let back else { return nil }
    return Suspicion(
      reason: "writes went through before on the same socket, and the refused ones right after it was opened anew",
      evidence: [
        .init(record: accepted.record, role: "accepted before"),
        .init(record: back.record, role: "the client reconnected"),
      ])
  }

  /// The last write of the client that the API took before the refusal.
  private func lastAcceptedWrite(before refusal: Refusal) -> Event? {
    history.events.last { event in
      guard event.client == refusal.client, event.at.isKnown, event.at < refusal.at else { return false }
      switch event.kind {
      case .mutationApplied, .mutationHandled: return true
      case .lastMutationID: return (event.number ?? 0) > 0
      default: return false
      }
    }
  }
}
