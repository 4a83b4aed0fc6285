import Model

/// Counts of the values of a small enumeration.
struct Votes<Value: RawRepresentable> where Value.RawValue == UInt8 {
  private var counts = [UInt64](repeating: 0, count: 16)

  mutating func add(_ value: Value, times: UInt64 = 1) { counts[Int(value.rawValue & 15)] += times }
  mutating func add(_ other: Votes) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  func count(of value: Value) -> UInt64 { counts[Int(value.rawValue & 15)] }

  /// The value with most votes, the one with the lower number where two have the same; `unknown` (0) never wins
  /// against another.
  var winner: Value? {
    var best = 0
    for index in 1..<16 where counts[index] > (best == 0 ? 0 : counts[best]) { best = index }
    return Value(rawValue: UInt8(best))
  }
}

/// What the records of a source say of who wrote it.
struct RoleVotes {
  private var votes = Votes<SourceRole>()
  /// Requests to the API and the like, which the API server logs, and a proxy before it.
  private var shared: UInt64 = 0

  mutating func add(_ role: SourceRole, isShared: Bool) {
    if isShared { shared += 1 } else { votes.add(role) }
  }

  mutating func add(_ other: RoleVotes) {
    votes.add(other.votes)
    shared += other.shared
  }

  /// The role that most records speak for.
  ///
  /// A proxy stands before the sync server and the API: a log that has requests to both is its own, however few sockets
  /// were opened beside the requests. Where several services write into one log, their own words decide between them.
  var winner: SourceRole {
    var all = votes
    let (own, passed) = (votes.count(of: .apiServer), votes.count(of: .proxy))
    all.add(passed > own ? .proxy : .apiServer, times: shared)
    return all.winner ?? .unknown
  }
}
