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

  /// Makes a correlator for a case.
  ///
  /// - Parameters:
  ///   - file: the case, open for writing.
  ///   - packs: where `causes.yaml` comes from.
  /// - Throws: `CorrelationError` where a data file is wrong.
  public init(case file: CaseFile, packs: RulePacks) throws(CorrelationError) {
    self.file = file
    causes = try ErrorCauses(packs: packs)
  }

  /// Correlates the whole case anew.
  ///
  /// - Returns: what was made.
  /// - Throws: `StoreError` where the case cannot be read or written.
  public func run() throws -> CorrelationSummary {
    try file.database.transaction {
      try file.clearConclusions()
      let lookup = try CaseLookup(file)
      let facts = try GlobalFacts(file, lookup: lookup)
      let writer = try ConclusionWriter(file)
      var summary = CorrelationSummary()
      var suffering = 0
      try EventReader(file).forEachGroup { group, events in
        let result = try GroupCorrelation(group: group, events: events, facts: facts, causes: causes, lookup: lookup)
          .run()
        try write(result, with: writer)
        summary.groups += 1
        summary.mutations += result.mutations.count
        summary.observations += result.observations.count
        suffering += result.leftBehindByServer
      }
      let strays = GroupCorrelation(group: 0, events: [], facts: facts, causes: causes, lookup: lookup)
      for observation in try strays.staleTokens() { try writer.write(observation) }
      let faults = FaultReader(file)
      let global =
        try ServerObserver(facts: facts, suffering: suffering).observe(faults.faults())
        + LeakObserver.observe(faults.leaks())
      for observation in global { try writer.write(observation) }
      summary.observations += global.count
      try file.makeIndexes()
      return summary
    }
  }

  private func write(_ result: GroupConclusions, with writer: ConclusionWriter) throws {
    for (mutation, attempts) in result.mutations { try writer.write(mutation, attempts: attempts) }
    for connection in result.connections { try writer.write(connection) }
    for observation in result.observations { try writer.write(observation) }
  }
}

/// Everything that is concluded about one group.
struct GroupConclusions {
  var mutations: [(MutationConclusion, [AttemptConclusion])] = []
  var connections: [ConnectionConclusion] = []
  var observations: [Observation] = []

  /// Writes that a server fault, not a credential, left behind.
  var leftBehindByServer: Int {
    mutations.count {
      [.lost, .pending].contains($0.0.verdict) && [.serverFault, .database, .transport].contains($0.0.cause)
    }
  }
}
