import CaseStore
import Model

/// Puts server faults of one class that follow each other closely into one observation each.
struct ServerObserver {
  let facts: GlobalFacts
  /// Writes that a server fault left lost or pending.
  let suffering: Int

  /// Faults that follow each other within this time are one, microseconds.
  private static let gap: Int64 = 20_000_000

  private enum Class: String, CaseIterable { case outage, database, crash, failedStart = "failed_start", restart }

  func observe(_ buckets: [FaultReader.Bucket]) -> [Observation] {
    var open: [Class: Observation] = [:]
    var made: [Observation] = []
    for bucket in buckets {
      guard let kind = classify(bucket, all: buckets) else { continue }
      if let running = open[kind], isFar(bucket, from: running) {
        made.append(running)
        open[kind] = nil
      }
      extend(&open[kind, default: Observation(type: "server_fault")], with: bucket, as: kind)
    }
    made += Class.allCases.compactMap { open[$0] }
    return made.sorted { ($0.firstAt, $0.cause ?? "") < ($1.firstAt, $1.cause ?? "") }
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

  private func extend(_ observation: inout Observation, with bucket: FaultReader.Bucket, as kind: Class) {
    observation.cause = kind.rawValue
    if !observation.firstAt.isKnown { observation.firstAt = bucket.firstAt }
    if bucket.lastAt.isKnown { observation.lastAt = max(observation.lastAt, bucket.lastAt) }
    observation.count += bucket.count
    observation.status = observation.status ?? bucket.status
    if observation.detail.isEmpty { observation.detail = String(bucket.detail.prefix(200)) }
    // A fault has recovered when no write is left behind; an orderly stop always has.
    observation.recovered =
      kind == .restart || (suffering == 0 && kind != .failedStart && kind != .crash) || hasRestarted(bucket)
    observation.writes = kind == .restart ? 0 : suffering
    let path = facts.sources.first { $0.source == bucket.source }?.path ?? ""
    let source = Finding.Entity(type: .source, id: path)
    if !observation.entities.contains(source) { observation.entities.append(source) }
    if observation.evidence.count < 20 {
      observation.evidence.append(.init(record: bucket.firstRecord, role: Self.role(bucket)))
    }
  }

  private func hasRestarted(_ bucket: FaultReader.Bucket) -> Bool {
    facts.events.contains {
      $0.kind == .serverStarted && $0.source == bucket.source && $0.record > bucket.lastRecord && suffering == 0
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
