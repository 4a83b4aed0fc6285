/// When the numbered things of a case (symbols, tokens) were first seen, in terms of the merged case.
struct FirstSeen {
  /// For each number, the lowest position of a source that mentions it.
  private var positions: [Int32]
  /// For each number, the lowest rank of such a source in the merged case.
  private var lowest: [Int32]

  /// - Parameter last: the highest number.
  init(last: Int) {
    positions = Array(repeating: .max, count: last + 1)
    lowest = positions
  }

  /// Notes that a source mentions a number; 0 and lower stand for nothing.
  mutating func note(_ number: Int32, position: Int32, rank: Int32) {
    let index = Int(number)
    guard number > 0, index < positions.count else { return }
    if position < positions[index] { positions[index] = position }
    if rank < lowest[index] { lowest[index] = rank }
  }

  /// The numbers by rank, then as they were given.
  ///
  /// - Parameter ranks: the rank of the source at each position.
  /// - Returns: each number with the rank of the first source that has it; the highest rank for what no source mentions.
  func order(ranks: [Int32]) -> [(rank: Int32, number: Int32)] {
    var found: [(rank: Int32, number: Int32)] = []
    found.reserveCapacity(positions.count)
    // Numbers are given in the order of reading: what none of the events that were kept mentions, or a later source's
    // only, was there before whatever has a higher number.
    var position = Int32.max
    for number in positions.indices.dropFirst().reversed() {
      position = min(position, positions[number])
      let rank = position < ranks.count ? ranks[Int(position)] : .max
      found.append((min(rank, lowest[number]), Int32(number)))
    }
    return found.sorted { ($0.rank, $0.number) < ($1.rank, $1.number) }
  }
}
