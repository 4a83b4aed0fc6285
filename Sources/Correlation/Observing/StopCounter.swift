import CaseStore
import Model

/// Counts how often servers stopped. Each process of a server logs that it stops: what they say within a few seconds, with
/// no start in between, is one stop.
struct StopCounter {
  let starts: ServerStarts
  private var lastAt: [Place: Timestamp] = [:]
  private var untimed: [Place: Set<Int>] = [:]

  /// Processes of one server log the same stop within this time, microseconds.
  private static let span: Int64 = 5_000_000

  private struct Place: Hashable {
    var source: Int32
    var fault: ServerFault
    /// Of a server that started in between.
    var life = 0
  }

  init(_ starts: ServerStarts) { self.starts = starts }

  /// Takes the lines of a bucket; buckets come in order of time.
  ///
  /// - Returns: how many stops they tell of that no earlier bucket told of.
  mutating func count(_ bucket: FaultReader.Bucket, as fault: ServerFault) -> Int {
    var place = Place(source: bucket.source, fault: fault)
    let first = starts.life(of: bucket.firstRecord, at: bucket.firstAt, in: bucket.source)
    guard bucket.firstAt.isKnown else {
      let last = starts.life(of: bucket.lastRecord, at: .unknown, in: bucket.source)
      let lives = Set(first...max(first, last))
      let known = untimed[place] ?? []
      untimed[place] = known.union(lives)
      return lives.subtracting(known).count
    }
    place.life = first
    let last = lastAt[place] ?? .unknown
    lastAt[place] = bucket.lastAt
    guard let gap = bucket.firstAt.since(last) else { return 1 }
    return gap > Self.span ? 1 : 0
  }
}
