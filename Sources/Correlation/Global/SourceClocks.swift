import CaseStore
import Model

/// How far the clocks of the sources are apart, and events by the clock of their sync server.
struct SourceClocks: Sendable {
  /// In the order of the sources.
  let offsets: [ClockOffset]
  /// By how much the clock of a source is clearly ahead of the sync server's, microseconds.
  private let ahead: [Int32: Int64]
  private let order: SourceOrder
  private let known: Set<Int32>

  init(_ offsets: [ClockOffset], order: SourceOrder) {
    self.offsets = offsets
    self.order = order
    known = Set(offsets.map(\.source))
    // Several sync servers may disagree; the best founded counts.
    let founded = offsets.sorted {
      ($1.pairs, $0.uncertainty, order.rank($0.reference)) < ($0.pairs, $1.uncertainty, order.rank($1.reference))
    }
    var ahead: [Int32: Int64] = [:]
    // Only what is larger than what it may be wrong by, and than what the look for neighbours allows anyway.
    for offset in founded where abs(offset.offset) > max(250_000, offset.uncertainty) {
      if ahead[offset.source] == nil { ahead[offset.source] = offset.offset }
    }
    self.ahead = ahead
  }

  /// Reads what tells the offsets. Pairs of sources that were there before are as far apart as they were; what tells it of
  /// the others is new.
  ///
  /// - Parameters:
  ///   - reader: the events of the case.
  ///   - sources: its sources.
  ///   - deployments: which of them belong together.
  ///   - lookup: the case.
  ///   - memory: what the last correlation remembered, where only new events and those that they touch are read.
  /// - Throws: `StoreError` when the case cannot be read.
  init(
    _ reader: CaseEvents, sources: [SourceRow], deployments: Deployments, lookup: CaseLookup, memory: CorrelationMemory?
  ) throws {
    var offsets = ClockOffsets.estimate(try reader.clockSigns(), sources: sources, deployments: deployments)
    if let last = memory?.lastSource {
      offsets = try lookup.clockOffsets() + offsets.filter { max($0.source, $0.reference) > last }
    }
    self.init(offsets.sorted { ($0.source, $0.reference) < ($1.source, $1.reference) }, order: reader.order)
  }

  /// What conclusions about sources up to one rest on, as text.
  func basis(upTo last: Int32) -> String {
    let clocks = ahead.filter { $0.key <= last }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "clocks \(clocks), known \(known.filter { $0 <= last }.sorted())"
  }

  /// Whether it is known how far the clock of a source is from the sync server's.
  func knows(_ source: Int32) -> Bool { known.contains(source) }

  /// By how much the clock of a source is clearly ahead, microseconds.
  func ahead(_ source: Int32) -> Int64 { ahead[source] ?? 0 }

  /// The moment of an event by the sync server's clock.
  func moment(of event: Event) -> Timestamp {
    guard event.at.isKnown, let offset = ahead[event.source] else { return event.at }
    return Timestamp(microseconds: event.at.microseconds - offset)
  }

  /// Events with the moments of the sync server's clock, in their order.
  func aligned(_ events: [Event]) -> [Event] {
    guard events.contains(where: { ahead[$0.source] != nil }) else { return events }
    var events = events
    for index in events.indices { events[index].at = moment(of: events[index]) }
    return events.sorted { order.isEarlier($0, $1) }
  }
}
