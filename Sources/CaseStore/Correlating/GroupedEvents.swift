public import Model

/// The events of several groups; can be read from several threads at once.
public struct GroupedEvents: Sendable {
  private let table: EventTable
  /// Indexes into the table, those of a group next to each other.
  private let order: [UInt32]
  private let ranges: [(group: Symbol, range: Range<Int>)]
  private let sources: SourceOrder
  /// Expiry of each token, microseconds.
  private let expiry: [Int32: Int64]

  init(
    _ table: EventTable, order: [UInt32], groups: GroupNumbers, sources: SourceOrder, expiry: [Int32: Int64]
  ) {
    // Group and index in one number: sorting numbers is ten times faster than sorting rows.
    var keys = order.map { index in
      UInt64(UInt32(bitPattern: groups[table[Int(index)]]) ^ 1 << 31) << 32 | UInt64(index)
    }
    keys.sort()
    var ranges: [(group: Symbol, range: Range<Int>)] = []
    for (position, key) in keys.enumerated() {
      let group = Symbol(bitPattern: UInt32(key >> 32) ^ 1 << 31)
      if ranges.last?.group == group {
        ranges[ranges.count - 1].range = ranges[ranges.count - 1].range.lowerBound..<position + 1
      } else {
        ranges.append((group, position..<position + 1))
      }
    }
    self.table = table
    self.order = keys.map { UInt32(truncatingIfNeeded: $0) }
    self.ranges = ranges
    self.sources = sources
    self.expiry = expiry
  }

  /// How many groups there are.
  public var count: Int { ranges.count }

  /// How many events a group has.
  public func eventCount(_ index: Int) -> Int { ranges[index].range.count }

  /// The group of an index; they are in the order of their symbols.
  public func group(_ index: Int) -> Symbol { ranges[index].group }

  /// The events of a group in order of time, then of path and line; events without time first.
  public func events(_ index: Int) -> [Event] {
    let (group, range) = ranges[index]
    var rows = order[range].map { (row: table[Int($0)], index: $0) }
    rows.sort { sources.isEarlier($0.row, $1.row) }
    return rows.map { row, index in
      // Texts of the routine bulk are not looked at: nothing of a verdict rests on them.
      var event = needsNoText(row) ? row.event : table.event(Int(index))
      event.group = group
      return event
    }
  }

  private func needsNoText(_ row: PackedEvent) -> Bool {
    switch row.kind {
    // Which request it was is looked at where it carried a token past its expiry.
    case .mutationApplied: row.token == 0 || row.at <= expiry[row.token] ?? .max
    case .clientSeen, .groupSeen, .connectionOpened, .lastMutationID: true
    default: false
    }
  }
}
