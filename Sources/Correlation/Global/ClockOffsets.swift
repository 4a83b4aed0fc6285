import CaseStore
import Model

/// Estimates how far the clocks of sources are apart, from things that two of them wrote of.
///
/// Two kinds of pairs: the end of a socket in a proxy's and in the sync server's log, which its id ties together, and the
/// 401s of an API and of the sync server that called it, which only their rhythm ties together: for those it must be known,
/// or follow from where the logs lie, that the two belong together.
enum ClockOffsets {
  /// Fewer pairs say nothing.
  private static let fewest = 2
  /// So few pairs must agree this closely to be no accident, microseconds.
  private static let fewAgreement: Int64 = 50_000
  /// Clocks that are further apart are not believed, microseconds.
  private static let furthest: Int64 = 600_000_000
  /// Differences that belong together lie this close, microseconds.
  private static let width: Int64 = 600_000
  /// Refusals that are compared at most: their pairs grow with the square.
  private static let mostRefusals = 600
  /// What no log can tell: how long an answer is on its way, microseconds.
  private static let latency: Int64 = 5_000

  /// The offsets against sync servers, in the order of the sources.
  ///
  /// - Parameters:
  ///   - signs: what can be compared.
  ///   - sources: the sources of the case.
  ///   - deployments: which of them belong together.
  /// - Returns: one offset for each pair of a source and a server whose records tell it.
  static func estimate(
    _ signs: ClockSigns, sources: [SourceRow], deployments: Deployments
  ) -> [ClockOffset] {
    let servers = sources.filter { $0.role == .syncServer }.map(\.source)
    var offsets: [ClockOffset] = []
    for source in sources where source.role != .syncServer && source.role != .database {
      for server in servers {
        if let found = bySockets(source.source, server, signs) {
          offsets.append(found)
        } else if let needed = deployments.pairsNeeded(source.source, server) {
          let found = byRefusals(source.source, server, signs)
          if let found, found.pairs >= needed { offsets.append(found) }
        }
      }
    }
    return offsets
  }

  private static func bySockets(_ source: Int32, _ server: Int32, _ signs: ClockSigns) -> ClockOffset? {
    var differences: [Int64] = []
    for signs in signs.closings.values {
      // A source that writes of an end twice does not tell which of the two the other means.
      let (mine, theirs) = (signs.filter { $0.source == source }, signs.filter { $0.source == server })
      guard mine.count == 1, theirs.count == 1, let gap = mine[0].at.since(theirs[0].at) else { continue }
      if abs(gap) <= furthest { differences.append(gap) }
    }
    return offset(source, server, of: differences.sorted())
  }

  private static func byRefusals(_ source: Int32, _ server: Int32, _ signs: ClockSigns) -> ClockOffset? {
    let mine = moments(signs.refusals.filter { $0.source == source })
    let theirs = moments(signs.refusedCalls.filter { $0.source == server })
    guard min(mine.count, theirs.count) >= fewest else { return nil }
    var differences: [Int64] = []
    for a in mine { for b in theirs where abs(a - b) <= furthest { differences.append(a - b) } }
    differences.sort()
    guard let best = densest(differences), best.count * 10 >= min(mine.count, theirs.count) * 6 else { return nil }
    return offset(source, server, of: Array(differences[best]))
  }

  /// Moments of refusals; several records of one refusal are one.
  private static func moments(_ signs: [ClockSigns.Sign]) -> [Int64] {
    var moments: [Int64] = []
    for sign in signs where moments.count < mostRefusals {
      if let last = moments.last, sign.at.microseconds - last < 100_000 { continue }
      moments.append(sign.at.microseconds)
    }
    return moments
  }

  /// The differences that most pairs share; nil where another lot is nearly as large, as with retries in a fixed rhythm.
  /// The one nearest to none is preferred then, when it is among the largest.
  private static func densest(_ sorted: [Int64]) -> Range<Int>? {
    var windows: [Range<Int>] = []
    var end = 0
    for start in sorted.indices {
      while end < sorted.count && sorted[end] - sorted[start] <= width { end += 1 }
      windows.append(start..<end)
    }
    guard let largest = windows.max(by: { $0.count < $1.count }) else { return nil }
    let rivals = windows.filter { !$0.overlaps(largest) && $0.count * 10 >= largest.count * 7 }
    guard let nearest = rivals.min(by: { distance($0, sorted) < distance($1, sorted) }) else { return largest }
    if distance(largest, sorted) <= width { return largest }
    return distance(nearest, sorted) <= width ? nearest : nil
  }

  private static func distance(_ window: Range<Int>, _ sorted: [Int64]) -> Int64 {
    abs(sorted[window][window.lowerBound])
  }

  private static func offset(_ source: Int32, _ server: Int32, of sorted: [Int64]) -> ClockOffset? {
    guard sorted.count >= fewest else { return nil }
    if sorted.count == fewest && sorted[1] - sorted[0] > fewAgreement { return nil }
    let median = sorted[sorted.count / 2]
    // Nine of ten lie within; the few outside are late lines, not the clock.
    let (low, high) = (sorted[sorted.count / 20], sorted[sorted.count - 1 - sorted.count / 20])
    return ClockOffset(
      source: source, reference: server, offset: median, uncertainty: max(median - low, high - median) + latency,
      pairs: sorted.count)
  }
}
