import CaseStore
import Model

/// Observations of a group beside its credentials: a dead pusher, a user mismatch, drops that no record names.
struct GroupObserver {
  let history: GroupHistory
  let facts: GlobalFacts
  let describe: EntityWriter
  let coverage: GroupCoverage
  let causes: CauseJudge
  let lookup: CaseLookup
  /// The verdicts of the group's mutations.
  let conclusions: [Symbol: [Int64: Verdict]]

  func observe() throws -> [Observation] {
    try pusherDied() + mismatches() + unattributedDrops()
  }

  private func pusherDied() throws -> [Observation] {
    let deaths = history.events.filter { $0.kind == .pusherDied }
    guard let first = deaths.first, let last = deaths.last else { return [] }
    var made = Observation(type: "pusher_died")
    made.group = history.group
    made.firstAt = first.at
    made.lastAt = last.at
    made.count = deaths.count
    made.detail = first.detail
    made.evidence = deaths.prefix(10).map { .init(record: $0.record, role: "the pusher stopped") }
    for client in history.orderedClients {
      made.entities += try describe.entities(client: client.client, users: [], tokens: [])
      let suffered = (conclusions[client.client] ?? [:]).filter { [.lost, .pending].contains($0.value) }
      made.writes += suffered.count
      made.entities += try describe.writes(Array(suffered.keys), of: client.client)
    }
    if made.entities.isEmpty { made.entities = try describe.entities(client: 0, users: history.users, tokens: []) }
    let isAlive = history.events.contains {
      [.mutationApplied, .mutationHandled, .pushForwarded].contains($0.kind) && GroupHistory.isAfter($0, last)
    }
    made.recovered = isAlive
    return [made]
  }

  private func mismatches() throws -> [Observation] {
    let all = history.events.filter { $0.kind == .userMismatch }
    var made: [Observation] = []
    for client in Set(all.map(\.client)).sorted() {
      let mine = all.filter { $0.client == client }
      var one = Observation(type: "user_mismatch")
      one.group = history.group
      one.client = client
      one.user = history.clients[client]?.user ?? 0
      one.firstAt = mine.first?.at ?? .unknown
      one.lastAt = mine.last?.at ?? .unknown
      one.count = mine.count
      one.evidence = mine.prefix(20).map { .init(record: $0.record, role: "the API's answer names another user") }
      one.entities = try describe.entities(client: client, users: [one.user], tokens: [])
      let writes = Set(writes(refusedWith: mine, of: client))
      one.writes = writes.count
      one.entities += try describe.writes(Array(writes), of: client)
      one.detail = mine.first?.detail ?? ""
      made.append(one)
    }
    return made
  }

  private func writes(refusedWith mismatches: [Event], of client: Symbol) -> [Int64] {
    history.events.compactMap { event in
      guard event.kind == .pushFailed, event.client == client, let mutation = event.mutation else { return nil }
      let isNear = mismatches.contains { abs(event.at.since($0.at) ?? .max) < 1_000_000 }
      return isNear ? mutation : nil
    }
  }

  private func unattributedDrops() throws -> [Observation] {
    guard coverage.unexplainedErrors > 0, let event = coverage.unexplainedEvent else { return [] }
    // Where the words are there and fit no cause, it is the application's own refusal.
    if !event.detail.isEmpty, causes.cause(name: "", text: event.detail) == nil { return [] }
    var made = Observation(type: "unattributed_drop")
    made.group = history.group
    made.strength = .suspected
    made.count = coverage.unexplainedErrors
    made.firstAt = event.at
    made.lastAt = event.at
    made.detail = event.detail
    made.cause = (causes.cause(name: "", text: event.detail) ?? .unknown).rawValue
    made.evidence = [
      .init(record: event.record, role: "a mutation of the group ended in an error; the line names no id")
    ]
    made.entities = try describe.entities(client: 0, users: [], tokens: [])
    return [made]
  }
}
