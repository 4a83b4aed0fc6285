import Model

extension TimelineLoader {
  /// A silence counts as a gap where a source as busy would have written this many records, and where it is long
  /// against the whole.
  private static let missedRecords: Int64 = 30
  private static let shareOfRange: Int64 = 60

  /// Sources with times by role and path, with their silences.
  func coverage() throws(StoreError) -> [TimelineSource] {
    let order = [
      SourceRole.syncServer, .apiServer, .proxy, .authServer, .client, .telemetry, .unknown,
    ].enumerated().map { "WHEN '\($0.element.name)' THEN \($0.offset)" }
    let rows = try database.prepare(
      """
      SELECT s.source, s.path, s.role, s.first_at, s.last_at, o.offset, o.uncertainty
      FROM source_rows s LEFT JOIN clock_offset_rows o ON o.source = s.source
        AND o.reference = (SELECT min(x.reference) FROM clock_offset_rows x WHERE x.source = s.source)
      WHERE s.role <> 'database snapshot'
      ORDER BY CASE s.role \(order.joined(separator: " ")) ELSE \(order.count) END, s.path, s.source
      """)
    var places: [Int64: Int] = [:]
    var sources: [TimelineSource] = []
    while try rows.step() {
      places[rows.integer(0)] = sources.count
      sources.append(
        TimelineSource(
          path: rows.text(1) ?? "", role: rows.text(2) ?? "", firstAt: Timestamp(stored: rows.optionalInteger(3)),
          lastAt: Timestamp(stored: rows.optionalInteger(4)), records: Array(repeating: 0, count: range.buckets),
          clockOffset: rows.optionalInteger(5), clockUncertainty: rows.optionalInteger(6)))
    }
    try addRecords(to: &sources, places: places)
    return sources
  }

  private struct Stretch {
    var first: Int64
    var last: Int64
  }

  /// One pass over the records counts them and leaves, per bucket, the moments between which a silence lies.
  private func addRecords(to sources: inout [TimelineSource], places: [Int64: Int]) throws(StoreError) {
    guard range.firstAt.isKnown else { return }
    let rows = try database.prepare(
      """
      SELECT source, \(range.bucket("at")) AS bucket, count(*), min(at), max(at) FROM record_rows
      WHERE \(range.holds("at")) GROUP BY source, bucket ORDER BY source, bucket
      """)
    var stretches: [Int: [Stretch]] = [:]
    while try rows.step() {
      guard let place = places[rows.integer(0)] else { continue }
      sources[place].records[min(range.buckets - 1, rows.count(1))] += rows.count(2)
      stretches[place, default: []].append(Stretch(first: rows.integer(3), last: rows.integer(4)))
    }
    for (place, found) in stretches { sources[place].gaps = gaps(between: found, of: sources[place]) }
  }

  private func gaps(between stretches: [Stretch], of source: TimelineSource) -> [TimelineSource.Gap] {
    let records = Int64(source.records.reduce(0, +))
    guard records > Self.missedRecords, let first = stretches.first, let last = stretches.last else { return [] }
    let interval = max(1, (last.last - first.first) / records)
    let long = max(Self.missedRecords * interval, range.length / Self.shareOfRange)
    return zip(stretches, stretches.dropFirst()).compactMap { before, after in
      guard after.first - before.last >= long else { return nil }
      return .init(from: Timestamp(microseconds: before.last), to: Timestamp(microseconds: after.first))
    }
  }
}

extension TimelineRange {
  /// A stretch shorter than this part of the range is not worth a shade.
  private static let visibleShare: Int64 = 150

  /// Stretches without any record of the roles that decide verdicts, where such a source was given at all.
  func blindSpots(of sources: [TimelineSource]) -> [BlindSpot] {
    [SourceRole.syncServer.name, SourceRole.apiServer.name].flatMap { role in
      holes(in: covered(by: sources.filter { $0.role == role && $0.firstAt.isKnown })).map { hole in
        BlindSpot(role: role, from: hole.from, to: hole.to)
      }
    }
  }

  /// The stretches between the gaps of sources, in order and not touching each other.
  private func covered(by sources: [TimelineSource]) -> [TimelineSource.Gap] {
    let stretches = sources.flatMap { source in
      let edges = [source.firstAt] + source.gaps.flatMap { [$0.from, $0.to] } + [source.lastAt]
      return stride(from: 0, to: edges.count - 1, by: 2).map { TimelineSource.Gap(from: edges[$0], to: edges[$0 + 1]) }
    }
    var joined: [TimelineSource.Gap] = []
    for stretch in stretches.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      if let last = joined.last, stretch.from <= last.to {
        joined[joined.count - 1].to = max(last.to, stretch.to)
      } else {
        joined.append(stretch)
      }
    }
    return joined
  }

  private func holes(in covered: [TimelineSource.Gap]) -> [TimelineSource.Gap] {
    guard !covered.isEmpty else { return [] }
    let starts = [firstAt] + covered.map(\.to)
    let ends = covered.map(\.from) + [lastAt]
    return zip(starts, ends).compactMap { from, to in
      guard let length = to.since(from), length > self.length / Self.visibleShare else { return nil }
      return .init(from: from, to: to)
    }
  }
}
