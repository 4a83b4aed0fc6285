import CaseStore
import Model

/// Whether the given logs show that a server is at work again after a fault.
struct ServerRecovery {
  let facts: GlobalFacts
  let starts: ServerStarts
  /// When the last socket opened, by the source that tells of it.
  let lastOpened: [Int32: Timestamp]

  /// A server that ends in order logs for no longer than this, microseconds.
  private static let drain: Int64 = 60_000_000

  func shows(_ seen: SeenFault, _ fault: ServerFault, at deployment: Int32) -> Bool {
    switch fault {
    case .restart, .crash, .failedStart:
      seen.last.values.allSatisfy {
        isStarted(after: $0) || fault == .restart && isLogging(long: Self.drain, after: $0)
      }
    case .database, .outage:
      seen.last.values.contains { isLogging(long: 0, after: $0) }
    case .unreachable:
      lastOpened.contains { source, moment in
        facts.deployments.deployment(of: source) == deployment && moment > seen.observation.lastAt
      }
    }
  }

  /// Whether a later line of the same log, which may have been rotated, says that the server starts.
  private func isStarted(after bucket: FaultReader.Bucket) -> Bool {
    family(of: bucket.source).contains { starts.hasStart(in: $0.source, after: bucket) }
  }

  /// Whether the log goes on after the fault for more than some time, microseconds; without times, whether any later
  /// line of note is in it.
  private func isLogging(long time: Int64, after bucket: FaultReader.Bucket) -> Bool {
    guard bucket.lastAt.isKnown else {
      return facts.events.contains { $0.source == bucket.source && $0.record > bucket.lastRecord }
    }
    return family(of: bucket.source).contains { ($0.lastAt.since(bucket.lastAt) ?? 0) > time }
  }

  private func family(of source: Int32) -> [SourceRow] {
    guard let own = facts.sources.first(where: { $0.source == source }) else { return [] }
    let log = LogFamily(path: own.path)
    return facts.sources.filter {
      $0.source == source
        || $0.role == own.role && LogFamily(path: $0.path) == log
          && facts.deployments.tied(to: $0.source) == facts.deployments.tied(to: source)
    }
  }

  // MARK: Sockets that were refused

  /// Before and after refused sockets, a stop or a start of the server that explains them, microseconds.
  private static let reach: Int64 = 60_000_000

  /// What the sync server did meanwhile, as its own log tells: `with 502 while it restarted`; empty where nothing is known.
  func occasion(of refused: Observation, at deployment: Int32) -> String {
    let status = refused.status.map { "with \($0)" }
    return [status, restart(around: refused, at: deployment)].compactMap(\.self).joined(separator: " ")
  }

  private func restart(around refused: Observation, at deployment: Int32) -> String? {
    let servers = Set(
      facts.sources.filter {
        $0.role == .syncServer && facts.deployments.deployment(of: $0.source) == deployment
      }.map(\.source))
    func moments(_ kinds: Set<EventKind>, from: Timestamp, to: Timestamp) -> [Timestamp] {
      facts.events.filter { kinds.contains($0.kind) && servers.contains($0.source) && $0.at.isKnown }.map(\.at).filter {
        ($0.since(from) ?? -1) >= -Self.reach && (to.since($0) ?? -1) >= -Self.reach
      }
    }
    guard refused.firstAt.isKnown else { return nil }
    let started = moments([.serverStarted], from: refused.firstAt, to: refused.lastAt).max()
    let stops = moments([.serverStopping, .serverFailed, .serverExited], from: refused.firstAt, to: refused.firstAt)
    guard let stopped = stops.min() else { return started == nil ? nil : "before it had started" }
    return started.map { $0 > stopped } == true ? "while it restarted" : "after it had stopped"
  }
}
