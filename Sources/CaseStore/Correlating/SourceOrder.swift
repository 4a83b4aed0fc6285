public import Model

/// How events of one moment come one after the other: by the path of their source, then by line.
///
/// Not by the numbers of records, which tell when a source was read: a case that grew night by night is to conclude what one
/// reading of everything does.
public struct SourceOrder: Sendable {
  /// The place of each source among all, by number.
  private var ranks: [Int32]

  init(_ database: Database) throws(StoreError) {
    let rows = try database.prepare("SELECT source FROM source_rows ORDER BY path, source")
    let sources = try rows.list { Int($0.integer(0)) }
    ranks = Array(repeating: .max, count: (sources.max() ?? 0) + 1)
    for (rank, source) in sources.enumerated() { ranks[source] = Int32(rank) }
  }

  /// The place of a source among all.
  public func rank(_ source: Int32) -> Int32 {
    ranks.indices.contains(Int(source)) ? ranks[Int(source)] : .max
  }

  /// Whether one event comes before another: by time, path and line; those without time first.
  public func isEarlier(_ a: Event, _ b: Event) -> Bool {
    if a.at != b.at { return a.at < b.at }
    return a.source == b.source ? (a.record, a.id) < (b.record, b.id) : rank(a.source) < rank(b.source)
  }

  /// The same for rows in memory.
  func isEarlier(_ a: PackedEvent, _ b: PackedEvent) -> Bool {
    if a.at != b.at { return a.at < b.at }
    return a.source == b.source ? (a.record, a.id) < (b.record, b.id) : rank(a.source) < rank(b.source)
  }
}
