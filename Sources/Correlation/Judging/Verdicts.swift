import CaseStore
import Model

/// Gives every mutation of one group its verdict.
struct Verdicts {
  let history: GroupHistory
  let facts: GlobalFacts
  let causes: CauseJudge
  let lookup: CaseLookup
  let presence: Presence
  let coverage: GroupCoverage

  init(history: GroupHistory, facts: GlobalFacts, causes: CauseJudge, lookup: CaseLookup) {
    self.history = history
    self.facts = facts
    self.causes = causes
    self.lookup = lookup
    presence = Presence(history: history)
    coverage = GroupCoverage(history: history, facts: facts, causes: causes, lookup: lookup)
  }

  /// Ids of one client that no record names are listed up to this many.
  private static let impliedLimit: Int64 = 10_000

  /// The conclusions of a client's mutations, in the order of their ids.
  func judge(_ client: ClientHistory) throws -> [(MutationConclusion, [AttemptConclusion])] {
    let ids = client.mutations.keys.sorted()
    var evidence: [Int64: MutationEvidence] = [:]
    evidence.reserveCapacity(ids.count)
    for id in ids {
      evidence[id] = MutationEvidence(
        mutation: id, indexes: client.mutations[id] ?? [], history: history, client: client, words: facts.words)
    }
    let processed = processedUpTo(client, ids, evidence)
    var results: [(MutationConclusion, [AttemptConclusion])] = []
    var implied: Int64 = 1
    for id in ids {
      while implied < id && implied <= processed.value && implied <= Self.impliedLimit {
        results.append((try conclude(implied, client, nil, processed), []))
        implied += 1
      }
      implied = max(implied, id + 1)
      let found = evidence[id]
      let attempts = Attempts.make(of: client.mutations[id] ?? [], history: history) {
        coverage.mismatch(of: client.client, failures: [$0]) != nil
      }
      var conclusion = try conclude(id, client, found, processed)
      describe(&conclusion, attempts: attempts, indexes: client.mutations[id] ?? [])
      results.append((conclusion, attempts))
    }
    while implied <= processed.value && implied <= Self.impliedLimit {
      results.append((try conclude(implied, client, nil, processed), []))
      implied += 1
    }
    return results + (try unanswered(client, processed: processed, known: Set(ids)))
  }

  /// The highest id that was surely processed, with the event that shows it. Ids are processed strictly in order.
  func processedUpTo(
    _ client: ClientHistory, _ ids: [Int64], _ evidence: [Int64: MutationEvidence]
  ) -> (value: Int64, event: Event?) {
    var best: (value: Int64, event: Event?) = (0, nil)
    func raise(_ value: Int64, _ event: Event?) { if value > best.value { best = (value, event) } }
    if let seen = client.lastMutationID { raise(seen.value, history.events[seen.index]) }
    for id in ids.reversed() {
      guard id > best.value, let found = evidence[id], found.isProcessed else { continue }
      raise(id, found.applied ?? found.answered ?? found.errored ?? found.alreadyProcessed ?? found.storedError)
    }
    for index in client.events {
      let event = history.events[index]
      // "sent 91 but expected 88": the stored last mutation id was 87.
      if event.kind == .mutationOutOfOrder, let expected = event.number { raise(expected - 1, event) }
    }
    return best
  }

  private func describe(_ conclusion: inout MutationConclusion, attempts: [AttemptConclusion], indexes: [Int]) {
    conclusion.attempts = attempts.count
    for index in indexes {
      let event = history.events[index]
      if event.user != 0 && conclusion.user == 0 { conclusion.user = event.user }
      switch event.kind {
      case .mutationApplied, .mutationHandled, .mutationStarted:
        if event.name != 0 { conclusion.name = event.name }
      default: break
      }
      guard event.at.isKnown else { continue }
      if !conclusion.firstAt.isKnown { conclusion.firstAt = event.at }
      conclusion.lastAt = event.at
    }
  }

  private func conclusion(
    _ id: Int64, _ client: ClientHistory, _ verdict: Verdict, _ cause: Cause, _ strength: Strength, _ record: Int64?,
    _ explanation: String?, on ground: VerdictGround, _ witness: Event? = nil
  ) -> MutationConclusion {
    var made = MutationConclusion(
      group: history.group, client: client.client, mutation: id, verdict: verdict, cause: cause, strength: strength)
    made.user = client.user
    made.record = record
    made.explanation = explanation
    made.ground = ground
    made.witness = witness?.record
    return made
  }

  private func conclude(
    _ id: Int64, _ client: ClientHistory, _ found: MutationEvidence?, _ processed: (value: Int64, event: Event?)
  ) throws -> MutationConclusion {
    if let found, let fault = found.errored ?? effectiveThrow(found, id: id, processed: processed.value, client) {
      guard let applied = found.lastApplied else {
        let isAnswerTold = fault.number != 0 || fault.status != nil || found.answered != nil
        let isPassed = processed.value > id || (client.lastMutationID?.value ?? 0) >= id
        return try withoutEffect(id, client, fault, isProved: isAnswerTold || isPassed)
      }
      // A try that failed is outdone by a later one that went through.
      guard GroupHistory.isAfter(applied, fault) else { return try contradiction(id, client, applied, fault) }
    }
    if let fault = found?.storedError { return try withoutEffect(id, client, fault) }
    if let applied = found?.applied {
      return conclusion(id, client, .delivered, .none, .proved, applied.record, nil, on: .applied)
    }
    if let found, let answered = found.answered { return try onlyAnswered(id, client, found, answered) }
    if processed.value >= id { return try processedSomehow(id, client, found, processed) }
    return try notProcessed(id, client, found)
  }

  /// Two lines that cannot both be true, or of which one speaks of something after the write.
  private func contradiction(
    _ id: Int64, _ client: ClientHistory, _ applied: Event, _ fault: Event
  ) throws -> MutationConclusion {
    conclusion(
      id, client, .unknown, .unknown, .suspected, fault.record,
      "\(try lookup.place(applied.record)) says that it was applied, and \(try lookup.place(fault.record)) that it failed",
      on: .errorWithoutWrite, applied)
  }

  /// Its request went through, which is also the answer where a mutator throws: that shows elsewhere.
  private func onlyAnswered(
    _ id: Int64, _ client: ClientHistory, _ found: MutationEvidence, _ answered: Event
  ) throws -> MutationConclusion {
    let place = try lookup.place(answered.record)
    if let error = coverage.unexplainedError(near: answered) {
      return conclusion(
        id, client, .unknown, .unknown, .suspected, answered.record,
        "its request went through (\(place)), but a mutation error of its group at that moment "
          + "(\(try lookup.place(error.record))) names no id: it may be this one",
        on: .errorWithoutWrite, error)
    }
    if found.isCounted || coverage.covers(from: answered, to: answered) || facts.showsFailures(answered.source) {
      return conclusion(id, client, .delivered, .none, .proved, answered.record, nil, on: .applied)
    }
    return conclusion(
      id, client, .unknown, .unknown, .suspected, answered.record,
      "its request went through (\(place)), which is also the answer where a mutator throws, and no log that shows "
        + "mutation errors covers the moment", on: .errorNotCovered)
  }

  /// A throw before the transaction advances the id, except in 0.25.0 (captured-facts, Zero 8).
  private func effectiveThrow(
    _ found: MutationEvidence, id: Int64, processed: Int64, _ client: ClientHistory
  ) -> Event? {
    guard let threw = found.threw, found.applied == nil else { return nil }
    if processed >= id { return threw }
    // "sent 2 but expected 1" afterwards: the id did not advance.
    let isExpectedStill = client.events.contains { index in
      let event = history.events[index]
      return event.kind == .mutationOutOfOrder && event.number == id && GroupHistory.isAfter(event, threw)
    }
    if isExpectedStill { return nil }
    return history.home.servers.mayStayAfterThrow ? nil : threw
  }

  private func withoutEffect(
    _ id: Int64, _ client: ClientHistory, _ fault: Event, isProved: Bool = true
  ) throws -> MutationConclusion {
    let place = try lookup.place(fault.record)
    let words = fault.detail.isEmpty ? try lookup.text(fault.name) : fault.detail
    guard !words.isEmpty else {
      return conclusion(
        id, client, .unknown, .unknown, .suspected, fault.record,
        "processed without effect (\(place)), but the log does not say why: a refusal by the application or a drop",
        on: .errorWithoutWords)
    }
    guard let cause = causes.cause(name: try lookup.text(fault.name), text: fault.detail) else {
      return conclusion(
        id, client, .rejected, .application, .proved, fault.record,
        "the application refused it: \"\(words.prefix(120))\" (\(place)); its client was told",
        on: .errorWithWords)
    }
    guard isProved else {
      return conclusion(
        id, client, .dropped, cause, .suspected, fault.record,
        "the mutator threw \"\(words.prefix(120))\" (\(place)), and no line tells how the request was answered: with 200 "
          + "nothing will send it again, refused as a whole it waits at its client", on: .errorWithWords)
    }
    return conclusion(
      id, client, .dropped, cause, .proved, fault.record,
      "processed without effect: the mutator threw \"\(words.prefix(120))\" (\(place)), the answer was 200 and the id "
        + "advanced, so nothing will send it again", on: .errorWithWords)
  }

  /// Processed for sure, but no record shows how it ended.
  private func processedSomehow(
    _ id: Int64, _ client: ClientHistory, _ found: MutationEvidence?, _ processed: (value: Int64, event: Event?)
  ) throws -> MutationConclusion {
    let place = try processed.event.map { try lookup.place($0.record) } ?? "a later write"
    let shown = "processed (\(place) shows last mutation id \(processed.value))"
    if coverage.unexplainedErrors > 0 {
      return conclusion(
        id, client, .unknown, .unknown, .suspected, processed.event?.record,
        "\(shown), but \(coverage.unexplainedErrors) mutation error(s) of its group name no id: it may be one of them",
        on: .errorWithoutWrite, coverage.unexplainedEvent)
    }
    if let mismatch = coverage.mismatch(of: client.client, failures: found?.failures ?? []) {
      return try behindMismatch(id, client, mismatch, shown)
    }
    // A write that is first seen as a repetition was processed before, perhaps before the logs begin.
    let isFollowed = found.map { !$0.isOnlyRepeated } ?? false
    let first = found.flatMap { $0.failures.first ?? $0.mentioned }
    guard coverage.showsErrors, isFollowed || coverage.seesFromStart(client),
      coverage.covers(from: isFollowed ? first : nil, to: processed.event)
    else {
      return conclusion(
        id, client, .unknown, .unknown, .suspected, processed.event?.record,
        "\(shown), but no sync server log covers the moment when an error would have been printed",
        on: .errorNotCovered)
    }
    return conclusion(
      id, client, .delivered, .none, .proved, processed.event?.record,
      "applied: \(shown) and no mutation error of its group, which the sync server would have printed",
      on: .noErrorPrinted)
  }

  private func behindMismatch(
    _ id: Int64, _ client: ClientHistory, _ mismatch: Event, _ shown: String
  ) throws -> MutationConclusion {
    guard let hydrated = coverage.results(after: mismatch) else {
      return conclusion(
        id, client, .unknown, .unknown, .suspected, mismatch.record,
        "\(shown); its answer named another user, so the sync server did not show whether the mutator had thrown",
        on: .answerHidden)
    }
    let place = try lookup.place(hydrated.record)
    if (hydrated.number ?? 0) == 0 {
      return conclusion(
        id, client, .delivered, .none, .suspected, hydrated.record, "\(shown); no error result is stored (\(place))",
        on: .noStoredError, mismatch)
    }
    return conclusion(
      id, client, .unknown, .unknown, .suspected, hydrated.record, "\(shown); an error result is stored (\(place))",
      on: .someStoredError, mismatch)
  }

  private func notProcessed(
    _ id: Int64, _ client: ClientHistory, _ found: MutationEvidence?
  ) throws -> MutationConclusion {
    guard let last = found?.last else {
      let place = try found?.mentioned.map { try lookup.place($0.record) }
      let words = place.map { "\($0) names it, but no record says what became of it" }
      return conclusion(
        id, client, .unknown, .unknown, .suspected, found?.mentioned?.record,
        words ?? "no record says what became of it",
        on: .onlyNamed)
    }
    let cause = try cause(of: last)
    let failed = "last tried at \(try lookup.place(last.record))"
    // A snapshot has no time: where the client came back, it may be from before.
    let returned = presence.returnOf(client, after: last)
    if let snapshot = client.snapshot, returned == nil || presence.isConnectedAtEnd(client) {
      let shownBy = history.events[snapshot.index]
      let place = try lookup.place(shownBy.record)
      let elsewhere = coverage.otherServers.sockets.isEmpty ? nil : try serverElsewhere()
      let shown =
        "never processed: the snapshot (\(place)) has last mutation id \(snapshot.value); \(failed)" + (elsewhere ?? "")
      return presence.isConnectedAtEnd(client)
        ? conclusion(
          id, client, .pending, cause, returned == nil ? .proved : .suspected, last.record,
          shown + ", its client is still connected",
          on: .snapshotBehind, shownBy)
        : conclusion(
          id, client, .lost, cause == .none ? .clientGone : cause, elsewhere == nil ? .proved : .suspected,
          last.record, shown, on: .snapshotBehind, shownBy)
    }
    if let back = returned {
      let place = try lookup.place(back.record)
      return conclusion(
        id, client, .unknown, .unknown, .suspected, last.record,
        "\(failed), then its client came back (\(place)) and has most likely sent it again: success is not logged here; "
          + "an API log with mutation ids, a later lmid= in a proxy log or the clients table would show it",
        on: .clientCameBack, back)
    }
    if let sign = presence.unorderedSign(of: client, after: last, facts: facts) {
      return conclusion(
        id, client, .unknown, .unknown, .suspected, last.record,
        "\(failed); \(try lookup.place(sign.record)) shows its client too, but has no time, so it may be before or after",
        on: .signWithoutTime, sign)
    }
    guard let silence = presence.silence(after: last) else {
      return conclusion(
        id, client, .unknown, .unknown, .suspected, last.record,
        "\(failed); no sync server or proxy log goes on long enough to tell whether its client came back",
        on: .logsTooShort)
    }
    return conclusion(
      id, client, .lost, cause, .suspected, last.record,
      "\(failed) without being processed, and its client was not seen again in the \(silence / 1_000_000) s until the "
        + "end of the logs; it may still live in the client's own store" + (try serverElsewhere() ?? ""),
      on: .clientNotSeenAgain)
  }

  /// Where the client may have gone on unseen, as the end of a sentence; nil where nothing hints at that.
  private func serverElsewhere() throws -> String? {
    if let socket = coverage.otherServers.socket(from: nil, to: nil) {
      return "; its group also had a socket (\(try lookup.place(socket.record))) at another sync server, whose log was "
        + "not given"
    }
    return history.home.mayMissServers
      ? "; if several sync servers run, its client may be at one whose log was not given" : nil
  }

  private func cause(of failure: Event) throws -> Cause {
    switch failure.kind {
    case .tokenRejected: return .auth
    case .databaseFault, .mutationRolledBack: return .database
    case .pushFailed:
      if failure.status == 401 || failure.status == 403 { return .auth }
      if failure.name == facts.words.database { return .database }
      return (failure.status ?? 0) >= 500 ? .serverFault : .transport
    case .serviceUnavailable: return .serverFault
    case .mutationStarted, .mutationErrored, .mutationAppError:
      if failure.status == 401 || failure.status == 403 { return .auth }
      return (failure.status ?? 0) >= 500 ? .serverFault : .clientGone
    default: return .clientGone
    }
  }
}
