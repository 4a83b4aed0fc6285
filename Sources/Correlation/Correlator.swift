public import CaseStore
import Model
public import RulePacks

/// What a correlation made.
public struct CorrelationSummary: Sendable {
  public var groups = 0
  public var mutations = 0
  public var observations = 0
}

/// Turns the events of a case into mutations with verdicts, connections and observations, group by group.
///
/// A group's conclusions depend only on `GlobalFacts` and on the group's own events, so groups can be taken in any
/// order and on any machine; they are written in the order of their symbols.
public struct Correlator {
  private let file: CaseFile
  private let causes: ErrorCauses
  private let threads: Int
  private let eventsPerPart: Int
  /// Events that a thread correlates before it hands the conclusions over: enough to make that cheap.
  private static let eventsPerBatch = 4_000

  /// Makes a correlator for a case.
  ///
  /// - Parameters:
  ///   - file: the case, open for writing.
  ///   - packs: where `causes.yaml` comes from.
  ///   - threads: how many threads correlate; any number concludes the same.
  ///   - eventsPerPart: how many events of an existing case are held at most; any number concludes the same.
  /// - Throws: `CorrelationError` where a data file is wrong.
  public init(
    case file: CaseFile, packs: RulePacks, threads: Int = 1, eventsPerPart: Int = CaseEvents.eventsPerPart
  ) throws(CorrelationError) {
    self.file = file
    self.threads = threads
    self.eventsPerPart = eventsPerPart
    causes = try ErrorCauses(packs: packs)
  }

  /// Correlates the case: all of it, or what changed since a correlation that remembered what it rested on.
  ///
  /// - Parameter basis: what else conclusions rest on (the version of lostwrite, the rule packs); with it the
  ///   correlation remembers, so that the next one with the same basis need only look at what changed. nil to
  ///   correlate everything and remember nothing.
  /// - Returns: what was made.
  /// - Throws: `StoreError` where the case cannot be read or written.
  public func run(remembering basis: String? = nil) throws -> CorrelationSummary {
    try file.database.transaction {
      let lookup = try CaseLookup(file)
      let tokens = try lookup.tokens()
      if let basis, let summary = try runAgain(lookup, tokens, basis: basis) { return summary }
      return try runAnew(lookup, tokens, basis: basis)
    }
  }

  private func runAnew(
    _ lookup: CaseLookup, _ tokens: [Int32: TokenFacts], basis: String?
  ) throws -> CorrelationSummary {
    try file.clearConclusions()
    let events = try CaseEvents(file, tokens: tokens, eventsPerPart: eventsPerPart)
    let facts = try GlobalFacts(events, tokens: tokens, lookup: lookup)
    let summary = try conclude(facts, lookup) { take in
      for part in 0..<events.parts {
        try correlate(try events.part(part), facts: facts, lookup: lookup, take: take)
      }
    }
    try file.makeIndexes()
    guard let basis else { return summary }
    try CorrelationMemory.remember(try events.usersAndGroups(), in: file)
    try remember(facts, basis)
    return summary
  }

  /// Correlates the groups that may have changed; nil where that cannot be told, or where nothing is remembered.
  private func runAgain(
    _ lookup: CaseLookup, _ tokens: [Int32: TokenFacts], basis: String
  ) throws -> CorrelationSummary? {
    guard let memory = try CorrelationMemory.load(from: file) else { return nil }
    let changed = try ChangedEvents(file, since: memory)
    let newUsers = try changed.newUsers()
    try CorrelationMemory.remember(changed.users, without: changed.formerGroups, in: file)
    let facts = try GlobalFacts(
      changed.events(lookup, tokens: tokens), tokens: tokens, lookup: lookup, memory: memory)
    var now = try CorrelationMemory(of: file, asOf: memory, basis: self.basis(basis, facts, upTo: memory.lastSource))
    now.outputOnly = memory.outputOnly
    guard now == memory else { return nil }
    let choice = ChangedGroups(facts: facts, changed: changed, memory: memory, lookup: lookup)
    guard let groups = try choice.groups(newUsers: Set(newUsers.map(\.user))) else { return nil }
    try changed.load(groups)
    try file.clearConclusions(of: groups)
    let events = changed.events(lookup, tokens: tokens)
    let summary = try conclude(facts, lookup) { take in
      try correlate(try events.part(0, of: groups), facts: facts, lookup: lookup, take: take)
    }
    try remember(facts, basis)
    return summary
  }

  private func conclude(
    _ facts: GlobalFacts, _ lookup: CaseLookup, correlate: (_ take: ([GroupConclusions]) throws -> Void) throws -> Void
  ) throws -> CorrelationSummary {
    let writer = try ConclusionWriter(file)
    var summary = CorrelationSummary()
    try correlate { conclusions in
      for result in conclusions {
        try write(result, with: writer)
        summary.groups += 1
        summary.mutations += result.mutations.count
        summary.observations += result.observations.count
      }
    }
    try writer.finish()
    let suffering = try lookup.writesLeftByServer()
    summary.observations += try writeObservationsOfNoGroup(facts, lookup, suffering: suffering, with: writer)
    return summary
  }

  private func basis(_ basis: String, _ facts: GlobalFacts, upTo source: Int32) -> String {
    basis + ", " + facts.basis(upToSource: source)
  }

  private func remember(_ facts: GlobalFacts, _ basis: String) throws {
    var memory = try CorrelationMemory(of: file, basis: "")
    memory.basis = self.basis(basis, facts, upTo: memory.lastSource)
    memory.outputOnly = facts.sources.reduce(into: ",") { if $1.lacksErrorStream { $0 += "\($1.source)," } }
    try memory.store(in: file)
    try KnownSurvey.store(facts.survey, in: file)
  }

  /// Correlates groups on several threads and hands over their conclusions in the order of the groups.
  private func correlate(
    _ groups: GroupedEvents, facts: GlobalFacts, lookup: CaseLookup, take: ([GroupConclusions]) throws -> Void
  ) throws {
    let batches = Self.batches(of: groups)
    let maker: @Sendable () -> (Int) throws -> [GroupConclusions] = { [causes] in
      let causes = causes.makeJudge()
      return { batch in
        try batches[batch].map { index in
          try GroupCorrelation(
            group: groups.group(index), events: groups.events(index), facts: facts, causes: causes, lookup: lookup
          ).run()
        }
      }
    }
    try OrderedWork.run(count: batches.count, threads: threads, maker: maker, take: take)
  }

  private static func batches(of groups: GroupedEvents) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var start = 0
    var events = 0
    for index in 0..<groups.count {
      events += groups.eventCount(index)
      if events >= eventsPerBatch || index == groups.count - 1 {
        batches.append(start..<index + 1)
        start = index + 1
        events = 0
      }
    }
    return batches
  }

  private func writeObservationsOfNoGroup(
    _ facts: GlobalFacts, _ lookup: CaseLookup, suffering: [(source: Int32, writes: Int)], with writer: ConclusionWriter
  ) throws -> Int {
    for offset in facts.clocks.offsets { try writer.write(offset) }
    let strays = GroupCorrelation(group: 0, events: [], facts: facts, causes: causes.makeJudge(), lookup: lookup)
    for observation in try strays.staleTokens() { try writer.write(observation) }
    let reader = FaultReader(file)
    let faults = try reader.faults()
    let servers = ServerObserver(
      facts: facts, causes: causes.makeJudge(), suffering: suffering,
      lastOpened: faults.contains { $0.kind == .connectionRefused } ? try reader.lastOpened() : [:])
    let global = servers.observe(faults) + LeakObserver.observe(try reader.leaks())
    for observation in global { try writer.write(observation) }
    return global.count
  }

  private func write(_ result: GroupConclusions, with writer: ConclusionWriter) throws {
    for (mutation, attempts) in result.mutations { try writer.write(mutation, attempts: attempts) }
    for connection in result.connections { try writer.write(connection) }
    for observation in result.observations { try writer.write(observation) }
  }
}

/// Everything that is concluded about one group.
struct GroupConclusions: Sendable {
  var mutations: [(MutationConclusion, [AttemptConclusion])] = []
  var connections: [ConnectionConclusion] = []
  var observations: [Observation] = []
}
