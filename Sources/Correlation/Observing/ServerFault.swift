import CaseStore
import Model

/// What went wrong with a server: the `cause` of its observation.
enum ServerFault: String {
  case outage, database, crash, restart
  case failedStart = "failed_start"
  /// Sockets that a proxy could not pass on to the sync server.
  case unreachable

  /// Whether processes ended or did not start: what one of them does, the others of its server log too.
  var isStop: Bool { self == .restart || self == .crash || self == .failedStart }
}

/// Tells which fault the lines of a bucket speak of.
struct FaultClassifier {
  let starts: ServerStarts
  let causes: CauseJudge

  /// A server that was up for this long did not fail to start, microseconds.
  private static let startUp: Int64 = 15_000_000

  /// - Returns: the fault; nil where the lines tell of none.
  func fault(_ bucket: FaultReader.Bucket) -> ServerFault? {
    switch bucket.kind {
    case .serverStopping: .restart
    case .serverFailed: starts.isUp(bucket, for: Self.startUp) ? .crash : .failedStart
    case .databaseFault: .database
    case .mutationRolledBack: isOfDatabase(bucket) ? .database : nil
    case .pushFailed where (bucket.status ?? 0) < 500: .database
    case .serviceUnavailable, .apiCallFailed, .apiRequest, .pushFailed: isSocket(bucket) ? .unreachable : .outage
    case .connectionRefused: .unreachable
    default: nil
    }
  }

  /// A mutator that threw, as one does that demands a login, rolls its transaction back as well.
  private func isOfDatabase(_ bucket: FaultReader.Bucket) -> Bool {
    let cause = causes.cause(name: bucket.word, text: bucket.detail)
    return cause == .database || cause == .transport
  }

  /// A line of a proxy that names the address of a socket.
  private func isSocket(_ bucket: FaultReader.Bucket) -> Bool {
    bucket.word.contains("/sync/v") && bucket.word.hasSuffix("/connect")
  }
}

/// When the servers of the sources started, as far as their logs tell.
struct ServerStarts {
  /// By source, in the order of the lines.
  private let starts: [Int32: [Event]]

  /// - Parameter events: the events of the case that name no client.
  init(_ events: [Event]) {
    let starts = events.filter { $0.kind == .serverStarted }.sorted { $0.record < $1.record }
    self.starts = Dictionary(grouping: starts, by: \.source)
  }

  /// The number of the life of a server that a line falls into: how often it had started by then.
  func life(of record: Int64, at moment: Timestamp, in source: Int32) -> Int {
    (starts[source] ?? []).count { Self.isBefore($0, record, moment) }
  }

  /// Whether a server had been up for some time, microseconds, when it failed.
  func isUp(_ bucket: FaultReader.Bucket, for time: Int64) -> Bool {
    (starts[bucket.source] ?? []).contains {
      Self.isBefore($0, bucket.firstRecord, bucket.firstAt)
        && ($0.at.isKnown ? (bucket.firstAt.since($0.at) ?? 0) > time : true)
    }
  }

  /// Whether a source says that its server starts, after lines of the same or of another file of its log.
  func hasStart(in source: Int32, after bucket: FaultReader.Bucket) -> Bool {
    (starts[source] ?? []).contains {
      guard source == bucket.source else { return bucket.lastAt.isKnown && $0.at > bucket.lastAt }
      return !Self.isBefore($0, bucket.lastRecord, bucket.lastAt)
    }
  }

  /// By time where both are known: some logs are written from their end to their begin.
  private static func isBefore(_ start: Event, _ record: Int64, _ moment: Timestamp) -> Bool {
    guard start.at.isKnown, moment.isKnown, start.at != moment else { return start.record < record }
    return start.at < moment
  }
}
