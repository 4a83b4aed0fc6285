import Model

/// A lane while it is read.
struct LaneDraft {
  let client: TimelineClient
  let limits: CaseTimeline.Limits
  let range: TimelineRange
  private var connections = Cut<ConnectionSpan>()
  private var tokens: [TokenSpan] = []
  private var tokenPlaces: [String: Int] = [:]
  private var routine: [TimelineMark] = []
  private var notable: [TimelineMark] = []
  private var refusals: [TimelineMark] = []
  private var untimed = 0

  /// Records of one refusal by several parties stand this close together, microseconds.
  private static let sameMoment: Int64 = 1_000_000

  init(client: TimelineClient, limits: CaseTimeline.Limits, range: TimelineRange) {
    self.client = client
    self.limits = limits
    self.range = range
  }

  mutating func add(_ span: ConnectionSpan) {
    guard span.openedAt.isKnown || span.closedAt.isKnown else {
      untimed += 1
      return
    }
    connections.total += 1
    if connections.shown.count < limits.connectionsPerLane { connections.shown.append(span) }
  }

  mutating func add(_ mark: TimelineMark) {
    guard range.contains(mark.at) else {
      if !mark.at.isKnown { untimed += 1 }
      return
    }
    if mark.isRoutine { routine.append(mark) } else { notable.append(mark) }
  }

  mutating func sawToken(_ sighting: TokenSpan) {
    guard sighting.firstSeenAt.isKnown else { return }
    guard let place = tokenPlaces[sighting.token] else {
      tokenPlaces[sighting.token] = tokens.count
      tokens.append(sighting)
      return
    }
    tokens[place].lastSeenAt = sighting.lastSeenAt
    tokens[place].sightings += 1
    tokens[place].records = [tokens[place].records[0]] + sighting.records
  }

  mutating func refused(_ mark: TimelineMark) {
    guard range.contains(mark.at) else {
      if !mark.at.isKnown { untimed += 1 }
      return
    }
    refusals.append(mark)
  }

  /// The newer token that correlation found.
  mutating func knowsNewer(_ mark: TimelineMark) {
    if range.contains(mark.at) { notable.append(mark) }
  }

  func finished() -> TimelineLane {
    var lane = client.lane
    lane.connections = connections
    lane.untimed = untimed
    var marks = notable + newerTokens()
    addRefusals(to: &marks)
    let room = limits.marksPerLane - marks.count
    if routine.count <= room {
      marks += routine
    } else {
      lane.routine = buckets(of: routine)
    }
    marks.sort {
      ($0.at, $0.kind.rawValue, $0.mutation ?? 0, $0.word) < ($1.at, $1.kind.rawValue, $1.mutation ?? 0, $1.word)
    }
    lane.marks = Cut(gravest(marks), total: marks.count)
    // Those used too late are the ones that count.
    let wanted = tokens.enumerated().sorted { a, b in
      (a.element.lateness == nil ? 1 : 0, a.offset) < (b.element.lateness == nil ? 1 : 0, b.offset)
    }
    let kept = Set(wanted.prefix(limits.tokensPerLane).map(\.offset))
    lane.tokens = Cut(tokens.indices.filter(kept.contains).map { tokens[$0] }, total: tokens.count)
    return lane
  }

  /// Where there are too many marks, verdicts and refusals stay before everything else.
  private func gravest(_ marks: [TimelineMark]) -> [TimelineMark] {
    guard marks.count > limits.marksPerLane else { return marks }
    func rank(_ mark: TimelineMark) -> Int {
      switch mark.kind {
      case .verdict, .finding: 0
      case .newerToken, .refusal: 1
      case .push where mark.isLate || mark.word == "refused" || mark.word == "dropped": 1
      case .push, .server: 2
      case .lastMutationID: 3
      }
    }
    let order = marks.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
    let kept = Set(order.prefix(limits.marksPerLane).map(\.offset))
    return marks.indices.filter(kept.contains).map { marks[$0] }
  }

  private func buckets(of marks: [TimelineMark]) -> [Int] {
    var counts = Array(repeating: 0, count: range.buckets)
    for mark in marks {
      let bucket = (mark.at.since(range.firstAt) ?? 0) / range.bucketLength
      counts[min(range.buckets - 1, Int(bucket))] += 1
    }
    return counts
  }

  /// The first sighting of each token that outlives those before it, unless correlation knew of it earlier.
  private func newerTokens() -> [TimelineMark] {
    var latest: TokenSpan?
    var marks: [TimelineMark] = []
    for token in tokens where token.expiresAt.isKnown {
      guard let older = latest else {
        latest = token
        continue
      }
      guard token.expiresAt > older.expiresAt else { continue }
      latest = token
      let isKnownBefore = notable.contains { $0.kind == .newerToken && $0.token == token.token }
      guard !isKnownBefore, range.contains(token.firstSeenAt) else { continue }
      let isKept = (older.lateness ?? 0) >= TimelineMark.clearly
      var mark = TimelineMark(
        kind: .newerToken, at: token.firstSeenAt, word: isKept ? TimelineMark.keptOld : TimelineMark.rotated)
      mark.token = token.token
      mark.records = Array(token.records.prefix(1))
      marks.append(mark)
    }
    return marks
  }

  /// Refusals are the answer to a push where one was refused at that moment; the others stand for themselves.
  private func addRefusals(to marks: inout [TimelineMark]) {
    let pushes = marks.indices.filter { marks[$0].kind == .push && !marks[$0].isRoutine }
    var alone: [TimelineMark] = []
    for refusal in refusals {
      let push = pushes.first { index in
        marks[index].word == "refused" && abs(refusal.at.since(marks[index].at) ?? .max) < Self.sameMoment
      }
      if let push {
        add(refusal.records, to: &marks[push])
        marks[push].detail = marks[push].detail ?? refusal.detail
        marks[push].token = marks[push].token ?? refusal.token
        marks[push].lateness = marks[push].lateness ?? refusal.lateness
      } else if let last = alone.last, (refusal.at.since(last.at) ?? .max) < Self.sameMoment {
        add(refusal.records, to: &alone[alone.count - 1])
        alone[alone.count - 1].token = last.token ?? refusal.token
        alone[alone.count - 1].lateness = last.lateness ?? refusal.lateness
        alone[alone.count - 1].detail = last.detail ?? refusal.detail
        alone[alone.count - 1].count += 1
      } else {
        alone.append(refusal)
      }
    }
    marks += alone
  }

  private func add(_ records: [Int64], to mark: inout TimelineMark) {
    for record in records where mark.records.count < limits.recordsPerMark && !mark.records.contains(record) {
      mark.records.append(record)
    }
  }
}
