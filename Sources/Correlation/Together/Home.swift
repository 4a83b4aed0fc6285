import CaseStore
import Model

/// What the logs of its deployment say about a group beside its own events.
///
/// What follows from the absence of a line rests only on sources that are tied to the group for certain: others would not
/// have shown it.
struct Home: Sendable {
  /// A source of the group; 0 where nothing is known.
  let source: Int32
  let servers: ServerVersions
  /// The end of the observation: the last time of any source of the deployment.
  let horizon: Timestamp
  /// The end of the logs that show whether a client of the group is there: sync server and proxy.
  let presenceHorizon: Timestamp
  /// When its sync servers stopped in order.
  let serverStops: [Timestamp]
  /// Whether a client may have gone on at another sync server without anything given showing it: no proxy tells.
  let mayMissServers: Bool

  /// - Parameters:
  ///   - source: a source of the group.
  ///   - own: all sources of its deployment.
  ///   - stops: events that tell of sync servers that stop.
  ///   - deployments: which sources belong together.
  init(of source: Int32, own: [SourceRow], stops: [Event], deployments: Deployments) {
    self.source = source
    let set = deployments.tied(to: source)
    let tied = own.filter { deployments.tied(to: $0.source) == set }
    // A sync server that names clients, and none that the group's sources name, is not the group's.
    servers = ServerVersions(
      own.filter { server in
        let isOwn = deployments.tied(to: server.source) == set || !deployments.namesClients(server.source)
        return server.role == .syncServer && isOwn
      })
    // A snapshot has no time of its own, so it says nothing about how far the observation reaches.
    horizon = own.filter { $0.role != .database }.map(\.lastAt).max() ?? .unknown
    presenceHorizon = tied.filter { $0.role == .syncServer || $0.role == .proxy }.map(\.lastAt).max() ?? .unknown
    let ids = Set(tied.map(\.source))
    serverStops = stops.filter { ids.contains($0.source) }.map(\.at)
    mayMissServers = !tied.contains { $0.role == .proxy }
  }
}
