public import Model

extension Trace {
  /// Puts together everything that a selection names, over all sources.
  ///
  /// - Parameters:
  ///   - file: the case.
  ///   - selection: what it is about.
  /// - Throws: `StoreError` when the case cannot be read.
  public init(of file: CaseFile, _ selection: TraceSelection) throws {
    let reader = try TraceReader(file, selection)
    let events = try reader.events()
    let found = try reader.writes(of: events)
    try reader.fill(&self, events, writes: found)
  }
}

/// Reads the events of a trace and what is to be said of them.
private final class TraceReader {
  private let file: CaseFile
  private let selection: TraceSelection
  private let lookup: CaseLookup
  private let places: PlaceLookup
  private let sources: [Int32: SourceRow]
  private let tokens: [Int32: TokenFacts]
  private let groupOfClient: [Symbol: Symbol]
  /// The times of lines that do not tell when what they speak of happened.
  private var lineTimes: [Int64: Timestamp] = [:]

  init(_ file: CaseFile, _ selection: TraceSelection) throws(StoreError) {
    self.file = file
    self.selection = selection
    lookup = try CaseLookup(file)
    places = try PlaceLookup(file)
    sources = Dictionary(try lookup.sources().map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
    tokens = try lookup.tokens()
    let rows = try file.database.prepare("SELECT client, grp FROM client_rows")
    groupOfClient = Dictionary(
      try rows.list { (Symbol(truncatingIfNeeded: $0.integer(0)), Symbol(truncatingIfNeeded: $0.integer(1))) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The events of the trace, in order of time; those without one stand where their source has them.
  func events() throws(StoreError) -> [Event] {
    var filter = TraceFilter(selection, groupOfClient: groupOfClient)
    let named = try read { filter.names($0) }
    for event in named { filter.note(event) }
    let others = try read { !filter.names($0) && filter.belongs($0) }
    let all = filter.trimmed((named + others).sorted { $0.id < $1.id })
    for event in all where !event.at.isKnown { lineTimes[event.record] = try places.place(event.record)?.at }
    return TimelineOrder.sorted(all) { lineTimes[$0.record] ?? .unknown }
  }

  private func read(_ isWanted: (Event) -> Bool) throws(StoreError) -> [Event] {
    let rows = try EventRows(file.database)
    var events: [Event] = []
    while var event = try rows.next() {
      if event.kind == .timeAnchor || event.kind == .clientSeen || event.kind == .groupSeen { continue }
      rows.readTexts(&event)
      if isWanted(event) { events.append(event) }
    }
    return events
  }

  /// The writes that are asked for, those that the events name, and those that no event names: only their client's own
  /// console tells of them.
  func writes(of events: [Event]) throws -> [TraceSelection.Write: TracedWrite] {
    var wanted = Set(selection.writes)
    for event in events {
      if let mutation = event.mutation, event.client != 0 {
        wanted.insert(.init(client: event.client, mutation: mutation))
      }
    }
    try wanted.formUnion(unnamed())
    return try TracedWrite.read(wanted, in: file)
  }

  private func unnamed() throws(StoreError) -> [TraceSelection.Write] {
    let rows = try file.database.prepare(
      "SELECT client, mutation, grp, usr FROM mutation_rows WHERE attempts = 0 AND verdict <> 'delivered'")
    func symbol(_ column: Int32) -> Symbol { Symbol(truncatingIfNeeded: rows.integer(column)) }
    var found: [TraceSelection.Write] = []
    while try rows.step() {
      let isWanted =
        selection.clients.contains(symbol(0)) || selection.groups.contains(symbol(2))
        || selection.users.contains(symbol(3))
      if isWanted { found.append(.init(client: symbol(0), mutation: rows.integer(1))) }
    }
    return found
  }

  func fill(_ trace: inout Trace, _ events: [Event], writes: [TraceSelection.Write: TracedWrite]) throws {
    trace.writes = writes.sorted { ($0.value.client, $0.key.mutation) < ($1.value.client, $1.key.mutation) }.map(
      \.value)
    let decided = Dictionary(grouping: trace.writes.filter { $0.record != nil }, by: { $0.record ?? 0 })
    var marked: Set<Int64> = []
    var anchor: [Int32: Timestamp] = [:]
    for event in events {
      if event.at.isKnown { anchor[event.source] = event.at }
      let lineTime = lineTimes[event.record] ?? .unknown
      let moment = event.at.isKnown ? event.at : lineTime.isKnown ? lineTime : anchor[event.source] ?? .unknown
      guard isWanted(moment) else {
        if !moment.isKnown { trace.leftOutWithoutTime += 1 }
        continue
      }
      if let last = trace.steps.indices.last, join(event, to: &trace.steps[last]) { continue }
      var step = try step(event)
      if marked.insert(event.record).inserted { step.decides = decided[event.record] ?? [] }
      trace.steps.append(step)
    }
    trace.sources = Set(trace.steps.map(\.source)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func isWanted(_ moment: Timestamp) -> Bool {
    guard selection.since.isKnown || selection.until.isKnown else { return true }
    guard moment.isKnown else { return false }
    return !(selection.since.isKnown && moment < selection.since)
      && !(selection.until.isKnown && !(moment < selection.until))
  }

  /// A record that says the same of several writes is one step.
  private func join(_ event: Event, to step: inout TraceStep) -> Bool {
    guard step.record == event.record, step.kind == event.kind, let mutation = event.mutation, !step.mutations.isEmpty
    else { return false }
    if !step.mutations.contains(mutation) { step.mutations.append(mutation) }
    return true
  }

  private func step(_ event: Event) throws(StoreError) -> TraceStep {
    func word(_ symbol: Symbol) throws(StoreError) -> String? {
      let text = try lookup.text(symbol)
      return text.isEmpty ? nil : text
    }
    let place = try places.place(event.record)
    let source = sources[event.source]
    var step = TraceStep(
      kind: event.kind, record: event.record, source: source?.path ?? "?", line: Int(clamping: place?.line ?? 0),
      role: source?.role ?? .unknown, at: event.at)
    step.isTimeInterpolated = place?.isTimeInterpolated ?? false
    step.clientGroup = try word(event.group != 0 ? event.group : groupOfClient[event.client] ?? 0)
    step.client = try word(event.client)
    step.connection = try word(event.connection)
    step.user = try word(event.user)
    step.mutations = event.mutation.map { [$0] } ?? []
    step.status = event.status.map(Int.init)
    step.number = event.number
    step.name = try word(event.name)
    step.address = try word(event.address)
    step.request = event.request.isEmpty ? nil : event.request
    step.detail = event.detail.isEmpty ? nil : event.detail
    step.token = token(event)
    return step
  }

  private func token(_ event: Event) -> TracedToken? {
    guard event.token != 0, let facts = tokens[event.token] else { return nil }
    return TracedToken(facts, at: event.at)
  }
}

/// One order for events of several sources, some of which have no time.
enum TimelineOrder {
  /// By time, then by reading. An event without time stands at the time of its line; where that has none, behind the
  /// event before it in its source that has one, or before the first behind it, or at the end.
  ///
  /// - Parameters:
  ///   - events: in the order of reading.
  ///   - lineTime: when the line of an event without time was written; unknown where it does not say.
  /// - Returns: the same events.
  static func sorted(_ events: [Event], lineTime: (Event) -> Timestamp) -> [Event] {
    var keys: [(at: Int64, index: Int)] = []
    var last: [Int32: Int64] = [:]
    var first: [Int32: Int64] = [:]
    for event in events.reversed() where event.at.isKnown { first[event.source] = event.at.microseconds }
    for (index, event) in events.enumerated() {
      if event.at.isKnown { last[event.source] = event.at.microseconds }
      let own = event.at.isKnown ? event.at : lineTime(event)
      let anchor = own.isKnown ? own.microseconds : last[event.source] ?? first[event.source] ?? .max
      keys.append((anchor, index))
    }
    return keys.sorted { ($0.at, $0.index) < ($1.at, $1.index) }.map { events[$0.index] }
  }
}

extension TracedWrite {
  /// Writes with their verdicts; those that the case does not have are left out.
  ///
  /// - Throws: `StoreError` when the case cannot be read.
  public static func read(
    _ wanted: Set<TraceSelection.Write>, in file: CaseFile
  ) throws(StoreError) -> [TraceSelection.Write: TracedWrite] {
    let rows = try file.database.prepare(
      """
      SELECT client_id, mutation_id, user_id, name, verdict, cause, strength, explanation, record FROM mutations
      WHERE mutation_row IN (SELECT mutation_row FROM mutation_rows WHERE client = ? AND mutation = ?)
      """)
    var found: [TraceSelection.Write: TracedWrite] = [:]
    for write in wanted {
      rows.reset()
      rows.bind(1, Int64(write.client))
      rows.bind(2, write.mutation)
      guard try rows.step() else { continue }
      found[write] = TracedWrite(
        client: rows.text(0) ?? "", mutation: rows.integer(1), user: rows.text(2), name: rows.text(3),
        verdict: Verdict(rawValue: rows.text(4) ?? "") ?? .unknown,
        cause: Cause(rawValue: rows.text(5) ?? "") ?? .unknown,
        strength: Strength(rawValue: rows.text(6) ?? "") ?? .suspected, explanation: rows.text(7) ?? "",
        record: rows.optionalInteger(8))
    }
    return found
  }
}

extension TracedToken {
  /// A token as it was at a moment.
  public init(_ facts: TokenFacts, at moment: Timestamp) {
    let expires = facts.expiresAt.map { Timestamp(microseconds: $0 * 1_000_000) } ?? .unknown
    self.init(fingerprint: facts.fingerprint, expiresAt: expires, lateness: moment.since(expires))
  }
}
