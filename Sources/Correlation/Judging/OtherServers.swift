import CaseStore
import Model

/// Sockets of a group at sync servers whose log was not given: what such a server printed or processed, nothing shows.
///
/// Told by a proxy: a sync server names the id of every socket that it keeps, so that one which stood for a while during
/// the time of a given log, and is not in it, was at another server.
struct OtherServers {
  /// The ends of such sockets, as the proxy tells them, in order.
  let sockets: [Event]

  /// A socket that was refused ends sooner, microseconds.
  private static let lasting: Int64 = 5_000_000

  /// - Parameters:
  ///   - history: The group.
  ///   - facts: Who wrote its events.
  ///   - spans: The times that the given logs of sync servers cover.
  init(history: GroupHistory, facts: GlobalFacts, spans: [(from: Timestamp, to: Timestamp)]) {
    let ends = history.events.filter { event in
      event.kind == .connectionClosed && event.connection != 0 && (event.number ?? 0) >= Self.lasting
        && facts.role(event) == .proxy
        && spans.contains { $0.from <= Self.opening(event) && event.at.isKnown && event.at <= $0.to }
    }
    guard !ends.isEmpty else {
      sockets = []
      return
    }
    let own = Set(history.events.filter { facts.role($0) == .syncServer }.map(\.connection)).subtracting([0])
    // Where no line of the server names a socket, nothing follows from one that is missing.
    sockets = own.isEmpty ? [] : ends.filter { !own.contains($0.connection) }
  }

  /// The socket that stood in the time from one event to another; unknown or missing ones are no bound.
  func socket(from first: Event?, to last: Event?) -> Event? {
    sockets.first { socket in
      let (from, to) = (first?.at ?? .unknown, last?.at ?? .unknown)
      return (!from.isKnown || socket.at >= from) && (!to.isKnown || Self.opening(socket) <= to)
    }
  }

  private static func opening(_ end: Event) -> Timestamp {
    guard end.at.isKnown, let duration = end.number else { return .unknown }
    return Timestamp(microseconds: end.at.microseconds - duration)
  }
}
