import CaseStore
import Model

/// Puts server faults of one class that follow each other closely into one observation each.
struct ServerObserver {
  let facts: GlobalFacts
  /// Writes that a server fault left lost or pending, by deployment.
  private let suffering: [Int32: Int]

  /// Faults that follow each other within this time are one, microseconds.
  private static let gap: Int64 = 20_000_000

  private enum Class: String, CaseIterable { case outage, database, crash, failedStart = "failed_start", restart }

  /// Faults of one class at one deployment.
  private struct Kind: Hashable {
    var type: Class
    var deployment: Int32
  }

  /// - Parameters:
  ///   - facts: the sources, and which of them belong together.
  ///   - suffering: how many writes of groups that a source tells of a server fault left lost or pending.
  init(facts: GlobalFacts, suffering: [(source: Int32, writes: Int)]) {
    self.facts = facts
    self.suffering = Dictionary(
      suffering.map { (facts.deployments.deployment(of: $0.source), $0.writes) }, uniquingKeysWith: +)
  }

  func observe(_ buckets: [FaultReader.Bucket]) -> [Observation] {
    var open: [Kind: Observation] = [:]
    var made: [Observation] = []
    for bucket in buckets {
      guard let type = classify(bucket, all: buckets) else { continue }
      let kind = Kind(type: type, deployment: facts.deployments.deployment(of: bucket.source))
      if let running = open[kind], isFar(bucket, from: running) {
        made.append(running)
        open[kind] = nil
      }
      extend(&open[kind, default: Observation(type: "server_fault")], with: bucket, as: kind)
    }
    return (made + open.values).sorted { Self.key($0) < Self.key($1) }
  }

  private static func key(_ made: Observation) -> (Timestamp, String, String) {
    (made.firstAt, made.cause ?? "", made.entities.first?.id ?? "")
  }

  private func isFar(_ bucket: FaultReader.Bucket, from observation: Observation) -> Bool {
    guard let gap = bucket.firstAt.since(observation.lastAt) else { return false }
    return gap > Self.gap
  }

  private func classify(_ bucket: FaultReader.Bucket, all: [FaultReader.Bucket]) -> Class? {
    switch bucket.kind {
    case .serverStopping: return .restart
    case .serverExited: return nil
    case .serverFailed:
      let hasStarted = all.contains {
        $0.kind == .serverStarted && $0.source == bucket.source && $0.firstRecord < bucket.firstRecord
          && ($0.firstAt.isKnown ? (bucket.firstAt.since($0.firstAt) ?? 0) > 15_000_000 : true)
      }
      return hasStarted ? .crash : .failedStart
    case .databaseFault, .mutationRolledBack: return .database
    case .pushFailed where (bucket.status ?? 0) < 500: return .database
    case .serviceUnavailable, .apiCallFailed, .apiRequest, .pushFailed, .connectionRefused: return .outage
    default: return nil
    }
  }

  private func extend(_ observation: inout Observation, with bucket: FaultReader.Bucket, as kind: Kind) {
    let (type, writes) = (kind.type, suffering[kind.deployment] ?? 0)
    observation.cause = type.rawValue
    if !observation.firstAt.isKnown { observation.firstAt = bucket.firstAt }
    if bucket.lastAt.isKnown { observation.lastAt = max(observation.lastAt, bucket.lastAt) }
    observation.count += bucket.count
    observation.status = observation.status ?? bucket.status
    if observation.detail.isEmpty { observation.detail = String(bucket.detail.prefix(200)) }
    // A fault has recovered when no write is left behind; an orderly stop always has.
    observation.recovered =
      type == .restart
      || (writes == 0 && (type != .failedStart && type != .crash || hasRestarted(bucket)))
    observation.writes = type == .restart ? 0 : writes
    let path = facts.sources.first { $0.source == bucket.source }?.path ?? ""
    let source = Finding.Entity(type: .source, id: path)
    if !observation.entities.contains(source) { observation.entities.append(source) }
    if observation.evidence.count < 20 {
      observation.evidence.append(.init(record: bucket.firstRecord, role: Self.role(bucket)))
    }
  }

  private func hasRestarted(_ bucket: FaultReader.Bucket) -> Bool {
    facts.events.contains {
      $0.kind == .serverStarted && $0.source == bucket.source && $0.record > bucket.lastRecord
    }
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

/// Makes one observation of the raw credentials of each source.
enum LeakObserver {
  static func observe(_ leaks: [FaultReader.Leak]) -> [Observation] {
    leaks.map { leak in
      var made = Observation(type: "credential_leak")
      made.count = leak.records
      made.firstAt = leak.firstAt
      made.lastAt = leak.lastAt
      made.detail = "\(leak.records) records of \(leak.source) hold raw credentials (\(leak.tokens) different ones)"
      made.evidence = Array(Set(leak.examples)).sorted().map { .init(record: $0, role: "raw credential") }
      made.entities = [.init(type: .source, id: leak.source)]
      return made
    }
  }
}
