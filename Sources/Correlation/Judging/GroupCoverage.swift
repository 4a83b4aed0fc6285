import CaseStore
import Model

/// What the logs would have shown of a group: the base of every conclusion from the absence of a line.
struct GroupCoverage {
  /// Mutation errors that the sync server printed without ids and that no API line explains.
  let unexplainedErrors: Int
  /// One of them, for the story.
  let unexplainedEvent: Event?
  /// Whether a sync server log at a level that shows mutation errors covers the group.
  let showsErrors: Bool
  /// Errors of the sync server that no line of a write explains.
  private let unexplained: [Event]
  /// The times that the sync server logs of the group cover, in order.
  private let spans: [(from: Timestamp, to: Timestamp)]
  /// Whether they end with the server itself.
  private let endsInOrder: Bool
  /// When the sync server logs of the group begin.
  private let syncStart: Timestamp
  /// Whether they begin with the start of the server itself.
  private let hasBanner: Bool
  /// Sockets of the group at servers whose log is missing.
  let otherServers: OtherServers
  private let mismatches: [Event]
  private let hydrations: [Event]

  init(history: GroupHistory, facts: GlobalFacts, causes: CauseJudge, lookup: CaseLookup) {
    var errorsBySource: [Int32: [Event]] = [:]
    var named: Set<String> = []
    var mismatches: [Event] = []
    var hydrations: [Event] = []
    var covers = false
    var reasons: [Event] = []
    for event in history.events {
      if !covers, facts.role(event) == .syncServer { covers = true }
      switch event.kind {
      case .mutationError where event.name == facts.words.app: errorsBySource[event.source, default: []].append(event)
      case .mutationErrored, .mutationAppError:
        named.insert("\(event.client)#\(event.mutation ?? 0)")
        reasons.append(event)
      case .userMismatch: mismatches.append(event)
      case .resultsHydrated: hydrations.append(event)
      default: break
      }
    }
    // The same line may stand in two sources (a container log and an OpenTelemetry export): the fuller one counts.
    let inOrder = errorsBySource.sorted { facts.order.rank($0.key) < facts.order.rank($1.key) }
    let errors = inOrder.map(\.value).max { $0.count < $1.count } ?? []
    unexplainedErrors = max(0, errors.count - named.count)
    unexplainedEvent = errors.last
    unexplained = errors.filter { Self.first(in: reasons, near: $0) == nil }
    let ids = Set(history.events.map(\.source))
    let all = facts.sources.filter { $0.role == .syncServer && ids.contains($0.source) }
    let logs = all.filter { !$0.lacksErrorStream }
    showsErrors = covers && logs.contains { $0.level <= .info }
    spans = logs.filter { $0.level <= .info && $0.firstAt.isKnown }.map { ($0.firstAt, $0.lastAt) }.sorted {
      $0.0 < $1.0
    }
    otherServers = OtherServers(history: history, facts: facts, spans: spans)
    let end = spans.map(\.to).max() ?? .unknown
    endsInOrder = history.home.serverStops.contains { abs(end.since($0) ?? .max) <= 30_000_000 }
    syncStart = logs.map(\.firstAt).filter(\.isKnown).min() ?? .unknown
    hasBanner = logs.contains { $0.versionOrigin == "banner" }
    self.mismatches = mismatches
    self.hydrations = hydrations
  }

  /// Whether the logs show a client from before its first write on, while the sync server's log was already running.
  ///
  /// A proxy tells a socket when it ends: its line can speak of a time before every log.
  func seesFromStart(_ client: ClientHistory) -> Bool {
    client.starts.contains { start in
      start.at.isKnown ? syncStart.isKnown && start.at >= syncStart : hasBanner
    }
  }

  /// How far a line of a write and the sync server's word on it are apart at most, microseconds.
  private static let nearby: Int64 = 2_000_000
  /// Silence between two files that may be one log, microseconds.
  private static let gap: Int64 = 10_000_000

  /// A mutation error of the group at the moment of an event that no line of a write explains.
  func unexplainedError(near event: Event) -> Event? { Self.first(in: unexplained, near: event) }

  /// The first of events, which are in order of time, at the moment of another.
  private static func first(in events: [Event], near event: Event) -> Event? {
    guard event.at.isKnown else { return nil }
    let index = events.firstIndex(notBefore: Timestamp(microseconds: event.at.microseconds - nearby)) { $0.at }
    guard index < events.count, events[index].at.microseconds <= event.at.microseconds + nearby else { return nil }
    return events[index]
  }

  /// Whether logs that show mutation errors cover the time from one event to another.
  ///
  /// - Parameters:
  ///   - first: where it begins; nil for the beginning of the logs.
  ///   - last: where it ends; one without a time, a snapshot, needs logs that end with the server itself.
  /// - Returns: whether an error would stand in them.
  func covers(from first: Event?, to last: Event?) -> Bool {
    guard showsErrors, otherServers.socket(from: first, to: last) == nil else { return false }
    // Logs without any time cover what they cover in the order of their lines.
    guard let start = spans.first, let last else { return spans.isEmpty }
    let from = first.flatMap { $0.at.isKnown ? $0.at : nil } ?? start.from
    var reached = start.to
    if from < start.from { return false }
    for span in spans.dropFirst() where span.to > reached {
      let isJoined = span.from.microseconds - reached.microseconds <= Self.gap || span.from <= from
      if isJoined { reached = span.to }
    }
    return last.at.isKnown ? last.at.microseconds <= reached.microseconds + Self.nearby : endsInOrder
  }

  /// The user mismatch behind a failed push, where there is one.
  func mismatch(of client: Symbol, failures: [Event]) -> Event? {
    mismatches.first { mismatch in
      (mismatch.client == client || mismatch.client == 0)
        && failures.contains { failure in
          guard let gap = failure.at.since(mismatch.at) else { return failure.source == mismatch.source }
          return abs(gap) < 1_000_000
        }
    }
  }

  /// The first hydration of the stored mutation results after an event.
  func results(after event: Event) -> Event? { hydrations.first { GroupHistory.isAfter($0, event) } }
}
