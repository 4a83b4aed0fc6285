import CaseStore
import Model

/// Puts server faults of one class that follow each other closely into one observation each.
struct ServerObserver {
  let facts: GlobalFacts
  private let classifier: FaultClassifier
  private let recovery: ServerRecovery
  /// Writes that a server fault left lost or pending, by deployment.
  private let suffering: [Int32: Int]
  private let roles: [Int32: SourceRole]

  /// Faults that follow each other within this time are one, microseconds.
  private static let gap: Int64 = 20_000_000

  /// Faults of one class at one deployment.
  private struct Kind: Hashable {
    var fault: ServerFault
    var deployment: Int32
  }

  /// - Parameters:
  ///   - facts: the sources, and which of them belong together.
  ///   - causes: tells a mutator's throw from a failure of the database.
  ///   - suffering: how many writes of groups that a source tells of a server fault left lost or pending.
  ///   - lastOpened: when the last socket opened, by the source that tells of it.
  init(
    facts: GlobalFacts, causes: CauseJudge, suffering: [(source: Int32, writes: Int)], lastOpened: [Int32: Timestamp]
  ) {
    self.facts = facts
    let starts = ServerStarts(facts.events)
    classifier = FaultClassifier(starts: starts, causes: causes)
    recovery = ServerRecovery(facts: facts, starts: starts, lastOpened: lastOpened)
    roles = Dictionary(facts.sources.map { ($0.source, $0.role) }, uniquingKeysWith: { first, _ in first })
    self.suffering = Dictionary(
      suffering.map { (facts.deployments.deployment(of: $0.source), $0.writes) }, uniquingKeysWith: +)
  }

  /// - Parameter buckets: in order of time.
  /// - Returns: an observation of each fault, in order of time.
  func observe(_ buckets: [FaultReader.Bucket]) -> [Observation] {
    var open: [Kind: SeenFault] = [:]
    var made: [(Kind, SeenFault)] = []
    var stops = StopCounter(classifier.starts)
    for bucket in buckets {
      guard let fault = classifier.fault(bucket) else { continue }
      let kind = Kind(fault: fault, deployment: facts.deployments.deployment(of: bucket.source))
      if let running = open[kind], isFar(bucket, from: running.observation) {
        made.append((kind, running))
        open[kind] = nil
      }
      extend(&open[kind, default: SeenFault()], with: bucket)
      if fault.isStop { open[kind]?.stops += stops.count(bucket, as: fault) }
    }
    made += open.map { ($0.key, $0.value) }
    return made.map { finish($1, as: $0) }.sorted { Self.key($0) < Self.key($1) }
  }

  private static func key(_ made: Observation) -> (Timestamp, String, String) {
    (made.firstAt, made.cause ?? "", made.entities.first?.id ?? "")
  }

  private func isFar(_ bucket: FaultReader.Bucket, from observation: Observation) -> Bool {
    guard let gap = bucket.firstAt.since(observation.lastAt) else { return false }
    return gap > Self.gap
  }

  private func extend(_ seen: inout SeenFault, with bucket: FaultReader.Bucket) {
    seen.tally.add(bucket, of: roles[bucket.source] ?? .unknown)
    seen.last[bucket.source] = bucket
    if !seen.observation.firstAt.isKnown { seen.observation.firstAt = bucket.firstAt }
    if bucket.lastAt.isKnown { seen.observation.lastAt = max(seen.observation.lastAt, bucket.lastAt) }
    seen.observation.status = seen.observation.status ?? bucket.status
    if seen.observation.detail.isEmpty { seen.observation.detail = String(bucket.detail.prefix(200)) }
    let path = facts.sources.first { $0.source == bucket.source }?.path ?? ""
    let source = Finding.Entity(type: .source, id: path)
    if !seen.observation.entities.contains(source) { seen.observation.entities.append(source) }
    if seen.observation.evidence.count < 20 {
      seen.observation.evidence.append(.init(record: bucket.firstRecord, role: Self.role(bucket)))
    }
  }

  /// Says what only the whole fault tells.
  private func finish(_ seen: SeenFault, as kind: Kind) -> Observation {
    var made = seen.observation
    made.cause = kind.fault.rawValue
    made.writes = kind.fault == .restart ? 0 : suffering[kind.deployment] ?? 0
    made.recovered = made.writes == 0 && recovery.shows(seen, kind.fault, at: kind.deployment)
    switch kind.fault {
    case .restart, .crash, .failedStart: made.count = max(seen.stops, 1)
    case .database: made.count = seen.tally.lines
    case .outage: (made.count, made.detail) = seen.tally.failures
    case .unreachable:
      made.count = seen.tally.failures.count
      made.detail = recovery.occasion(of: made, at: kind.deployment)
    }
    return made
  }

  private static func role(_ bucket: FaultReader.Bucket) -> String {
    switch bucket.kind {
    case .serverStopping: "the server stops"
    case .serverFailed: "the server failed"
    case .databaseFault, .mutationRolledBack: "the database failed"
    default: bucket.status.map { "answered \($0)" } ?? "not available"
    }
  }
}

/// A fault while its lines are read.
struct SeenFault {
  var observation = Observation(type: "server_fault")
  var tally = FailureTally()
  var stops = 0
  /// The last lines of it in each source.
  var last: [Int32: FaultReader.Bucket] = [:]
}
