import Model

/// Tells whether a client was seen again after a moment, and for how long the logs go on without it.
struct Presence {
  let history: GroupHistory

  /// Silence shorter than this says nothing about a client, microseconds.
  private static let enough: Int64 = 3_000_000
  /// The same where the log may go on in another file: a user who has to log in again takes some seconds.
  private static let enoughOfCutLog: Int64 = 20_000_000
  /// Lines that were under way when a socket closed come this late at most, microseconds.
  private static let underWay: Int64 = 1_000_000

  /// The first sign that a client, or another tab of its group, was there again after an event.
  func returnOf(_ client: ClientHistory, after event: Event) -> Event? {
    history.events.first { later in
      guard let margin = Self.margin(later, client: client.client) else { return false }
      return GroupHistory.isAfter(later, event, by: margin)
    }
  }

  /// How much later than the failure a sign of life must be to count; nil where it is none.
  private static func margin(_ event: Event, client: Symbol) -> Int64? {
    switch event.kind {
    case .connectionOpened: (event.status == nil || event.status == 101) && event.at.isKnown ? 0 : nil
    case .clientConnected, .tokenPresented: 0
    // The API's word on a push that the sync server saw fail as well, perhaps by another clock.
    case .mutationStarted where (event.status ?? 0) >= 400, .mutationErrored where (event.status ?? 0) >= 400:
      Refusal.furthest
    // A socket that ends later was there in between; a proxy tells the end of the failed one a little late.
    case .connectionClosed: event.address == 0 ? underWay : 2 * underWay
    case .mutationApplied, .mutationErrored, .mutationAlreadyProcessed, .mutationHandled, .mutationAppError,
      .mutationStarted, .resultsHydrated, .pushForwarded:
      event.client == client || event.client == 0 ? 200_000 : underWay
    case .clientSeen, .tokenUpdated: underWay
    case .groupSeen: 2 * underWay
    case .pushFailed: 300_000
    default: nil
    }
  }

  /// A sign of life in a sync server log without times, which cannot be told to be earlier or later than an event.
  func unorderedSign(of client: ClientHistory, after event: Event, facts: GlobalFacts) -> Event? {
    history.events.first { sign in
      !sign.at.isKnown && sign.source != event.source && facts.role(sign) == .syncServer
        && Self.margin(sign, client: client.client) != nil
    }
  }

  /// How long the logs that would show a client's return go on after an event, microseconds; nil where that is too
  /// short to say anything.
  ///
  /// Where the sync server's own end is in the log, everything that could have come has come.
  func silence(after event: Event) -> Int64? {
    guard let rest = history.home.presenceHorizon.since(event.at) else { return nil }
    let isComplete = history.home.serverStops.contains { ($0.since(event.at) ?? 0) > Self.enough }
    return rest >= (isComplete ? Self.enough : Self.enoughOfCutLog) ? rest : nil
  }

  /// Whether a client is still connected when the logs end.
  func isConnectedAtEnd(_ client: ClientHistory) -> Bool {
    var connected = false
    for index in client.events {
      switch history.events[index].kind {
      case .connectionOpened, .clientConnected, .clientSeen, .mutationApplied: connected = true
      case .connectionClosed, .clientClosed, .clientDisconnected, .clientPaused, .connectionRefused: connected = false
      default: break
      }
    }
    return connected
  }
}
