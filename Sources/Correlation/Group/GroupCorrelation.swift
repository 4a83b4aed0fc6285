import CaseStore
import Model

/// The correlation of one group: a function of the global facts and the group's events.
struct GroupCorrelation {
  let history: GroupHistory
  let facts: GlobalFacts
  let causes: CauseJudge
  let lookup: CaseLookup

  init(group: Symbol, events: [Event], facts: GlobalFacts, causes: CauseJudge, lookup: CaseLookup) {
    history = GroupHistory(
      group: group, events: facts.clocks.aligned(events), home: facts.home(of: events.first?.source ?? 0))
    self.facts = facts
    self.causes = causes
    self.lookup = lookup
  }

  func run() throws -> GroupConclusions {
    var result = GroupConclusions()
    let verdicts = Verdicts(history: history, facts: facts, causes: causes, lookup: lookup)
    var known: [Symbol: [Int64: Verdict]] = [:]
    for client in history.orderedClients {
      let judged = try verdicts.judge(client)
      known[client.client] = Dictionary(
        judged.map { ($0.0.mutation, $0.0.verdict) }, uniquingKeysWith: { first, _ in first })
      result.mutations += judged
    }
    result.connections = Connections.make(of: history)
    result.observations = try observations(verdicts: verdicts, known: known)
    return result
  }

  /// The stale tokens of requests that belong to no group that is known.
  func staleTokens() throws -> [Observation] {
    let describe = EntityWriter(history: history, facts: facts, lookup: lookup)
    return try StaleTokenObserver(history: history, facts: facts, describe: describe, conclusions: [:]).observe([])
  }

  private func observations(verdicts: Verdicts, known: [Symbol: [Int64: Verdict]]) throws -> [Observation] {
    let describe = EntityWriter(history: history, facts: facts, lookup: lookup)
    let refusals = RefusalReader(history: history, facts: facts, attribution: RefusalAttribution()).read()
    let stale = StaleTokenObserver(history: history, facts: facts, describe: describe, conclusions: known)
    let refused = RefusalObserver(
      history: history, facts: facts, presence: verdicts.presence, describe: describe, conclusions: known)
    let others = GroupObserver(
      history: history, facts: facts, describe: describe, coverage: verdicts.coverage, causes: causes, lookup: lookup,
      conclusions: known)
    return try stale.observe(refusals) + refused.observe(refusals) + others.observe()
  }
}
