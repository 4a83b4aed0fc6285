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
  /// When the sync server logs of the group begin.
  private let syncStart: Timestamp
  /// Whether they begin with the start of the server itself.
  private let hasBanner: Bool
  private let mismatches: [Event]
  private let hydrations: [Event]

  init(history: GroupHistory, facts: GlobalFacts, causes: ErrorCauses, lookup: CaseLookup) {
    var errorsBySource: [Int32: [Event]] = [:]
    var named: Set<String> = []
    var mismatches: [Event] = []
    var hydrations: [Event] = []
    var covers = false
    for event in history.events {
      if !covers, facts.role(event) == .syncServer { covers = true }
      switch event.kind {
      case .mutationError where event.name == facts.words.app: errorsBySource[event.source, default: []].append(event)
      case .mutationErrored, .mutationAppError: named.insert("\(event.client)#\(event.mutation ?? 0)")
      case .userMismatch: mismatches.append(event)
      case .resultsHydrated: hydrations.append(event)
      default: break
      }
    }
    // The same line may stand in two sources (a container log and an OpenTelemetry export): the fuller one counts.
    let errors = errorsBySource.sorted { $0.key < $1.key }.map(\.value).max { $0.count < $1.count } ?? []
    unexplainedErrors = max(0, errors.count - named.count)
    unexplainedEvent = errors.last
    showsErrors = covers && facts.sources.contains { $0.role == .syncServer && $0.level <= .info }
    let ids = Set(history.events.map(\.source))
    let logs = facts.sources.filter { $0.role == .syncServer && ids.contains($0.source) }
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
