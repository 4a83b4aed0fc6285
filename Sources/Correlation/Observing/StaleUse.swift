import CaseStore
import Model

/// One record, or one refusal, that shows a token past its expiry.
struct StaleUse {
  /// How the API answered; of one push's records the greatest speaks.
  enum Answer: Int, Comparable {
    /// The API began to work on it, which it does not do where it refuses.
    case started
    case accepted
    /// The token was not accepted, and the request was served all the same, as one that carried none.
    case anonymous
    /// Answered as if all were well, and a write of it had no effect.
    case dropped
    case refused

    static func < (a: Answer, b: Answer) -> Bool { a.rawValue < b.rawValue }
  }

  var at: Timestamp
  var source: Int32
  var client: Symbol
  var token: Int32
  var user: Symbol
  /// Microseconds; nil where the records only say that it had expired.
  var lateness: Int64?
  var answer: Answer
  var place: String
  var writes: [Int64]
  var records: [Finding.Evidence]
  var connection: Symbol = 0
  var status: Int32?
  var requests: Set<RequestName> = []
  var kind: EventKind
  /// Why it is only suspected; nil where a record proves it.
  var suspicion: String?
}

/// One push, or one request to an API, that carried a stale token: all that its records tell.
struct StalePush {
  private(set) var uses: [StaleUse]

  /// Records of several servers on one push stand this close together; some tell whole seconds only, microseconds.
  private static let sameMoment: Int64 = 1_000_000
  /// Lines of one push about each of its writes stand this close together, microseconds.
  private static let sameAnswer: Int64 = 200_000

  /// Microseconds.
  private static let longestRequest: Int64 = 60_000_000

  private(set) var answer: StaleUse.Answer
  var token: Int32 { uses.first { $0.token != 0 }?.token ?? 0 }
  var at: Timestamp { uses.first?.at ?? .unknown }
  /// By the record that tells it first.
  var lateness: Int64? { uses.lazy.compactMap(\.lateness).first }

  private init(_ use: StaleUse) {
    uses = [use]
    answer = use.answer
  }

  /// Puts uses together that are records of one push.
  ///
  /// - Parameters:
  ///   - uses: of one client, or of one token where no client is known; by time.
  ///   - dropped: the client's writes that were processed without effect.
  /// - Returns: the pushes in the order of their first records.
  static func make(of uses: [StaleUse], dropped: Set<Int64>) -> [StalePush] {
    var pushes: [StalePush] = []
    for use in uses {
      let known = pushes.lastIndex { $0.isNamed(by: use) } ?? pushes.lastIndex { $0.holds(use) }
      if let known { pushes[known].add(use) } else { pushes.append(StalePush(use)) }
    }
    for index in pushes.indices where !dropped.isDisjoint(with: pushes[index].uses.flatMap(\.writes)) {
      pushes[index].answer = max(pushes[index].answer, .dropped)
    }
    return pushes
  }

  private mutating func add(_ use: StaleUse) {
    uses.append(use)
    answer = max(answer, use.answer)
  }

  private func isNamed(by use: StaleUse) -> Bool {
    // Many servers count requests from 1 again when they start.
    guard !use.requests.isEmpty, isSameToken(use), (use.at.since(at) ?? 0) <= Self.longestRequest else { return false }
    let ids = Set(use.requests.map(\.id))
    return uses.contains { known in known.requests.contains { ids.contains($0.id) } }
  }

  private func isSameToken(_ use: StaleUse) -> Bool { use.token == token || use.token == 0 || token == 0 }

  /// Whether a use is a record of this push, where no request id says so.
  private func holds(_ use: StaleUse) -> Bool {
    guard let gap = use.at.since(at), gap <= Self.sameMoment, isSameToken(use), !isOtherRequest(use),
      fits(use.answer)
    else { return false }
    let writes = Set(uses.flatMap(\.writes))
    if !writes.isEmpty, !use.writes.isEmpty, !writes.isDisjoint(with: use.writes) { return true }
    let isAlike = uses.contains { $0.source == use.source && $0.kind == use.kind }
    guard !writes.isEmpty, !use.writes.isEmpty else { return !isAlike }
    // One line for each write of a push.
    return isAlike && gap <= Self.sameAnswer && use.requests.isEmpty
  }

  /// One source names each request once; ids of different sources say nothing of each other.
  private func isOtherRequest(_ use: StaleUse) -> Bool {
    use.requests.contains { name in uses.contains { $0.requests.contains { $0.source == name.source } } }
  }

  private func fits(_ other: StaleUse.Answer) -> Bool {
    let both = [answer, other]
    return !(both.contains(.refused) && both.contains(.accepted))
  }
}
