import Model

/// What the records say of one mutation, put into an order that a verdict can be read from.
struct MutationEvidence {
  /// A record says that it was applied.
  var applied: Event?
  /// The last record that says so.
  var lastApplied: Event?
  /// Its request was answered with 200, or a line says "processed", without a word on how it ended: a mutator that throws
  /// is answered with 200 as well.
  var answered: Event?
  /// Whether that line counts failures and counts none.
  var isCounted = false
  /// A record says that it was processed without effect: the id advanced, the effects did not.
  var errored: Event?
  /// The mutator threw; whether the id advanced depends on the server's version.
  var threw: Event?
  /// Processed before this try.
  var alreadyProcessed: Event?
  /// Tries that did not process it, in order.
  var failures: [Event] = []
  /// A record names it although nothing says what became of it.
  var mentioned: Event?
  /// The stored result of the mutation, from a snapshot: nil name is ok.
  var storedError: Event?

  var last: Event? { failures.last }
  /// Whether nothing but the repetition of a write that was processed before is seen of it.
  var isOnlyRepeated: Bool { alreadyProcessed != nil && failures.isEmpty && mentioned == nil }
  var isProcessed: Bool {
    applied != nil || answered != nil || errored != nil || alreadyProcessed != nil || storedError != nil
  }
}

extension MutationEvidence {
  /// How long before the closing line of a request its mutators may have failed, microseconds: three lock time-outs of
  /// 1.5 s were seen before one line.
  private static let beforeLine: Int64 = 6_000_000
  /// How long after that line the sync server reports the failure of the whole push, microseconds.
  private static let afterLine: Int64 = 1_500_000

  /// Reads the events of a mutation.
  ///
  /// - Parameters:
  ///   - mutation: its id.
  ///   - indexes: where its events stand.
  ///   - history: the group.
  ///   - client: its client; failures of smaller ids of the same push hold it up as well.
  ///   - words: the symbols of this case.
  init(mutation: Int64, indexes: [Int], history: GroupHistory, client: ClientHistory, words: Vocabulary) {
    for index in indexes {
      let event = history.events[index]
      switch event.kind {
      // Said to be applied within a request that failed: its transaction may not have been committed.
      case .mutationApplied where (event.status ?? 0) >= 400: mentioned = mentioned ?? event
      case .mutationApplied:
        applied = applied ?? event
        lastApplied = event
      case .mutationStarted where (event.status ?? 0) >= 400: failures.append(event)
      case _ where Self.isAnswered(event):
        let isClean = Self.isClean(event, mutation: mutation, history: history, client: client)
        if !isClean {
          mentioned = mentioned ?? event
        } else if answered == nil || (answered?.kind == .mutationStarted && event.kind == .mutationHandled) {
          // The line that ends the write says more than the one that begins it.
          answered = event
        }
        if isClean && event.number == 0 { isCounted = true }
      // The whole push failed, so the write stays at its client, whatever the mutator threw.
      case .mutationErrored where (event.status ?? 0) >= 400, .mutationAppError where (event.status ?? 0) >= 400:
        failures.append(event)
      case .mutationErrored where Self.isOfRefusedPush(event, indexes, history),
        .mutationAppError where Self.isOfRefusedPush(event, indexes, history):
        failures.append(event)
      case .mutationErrored: errored = errored ?? event
      case .mutationAppError: threw = threw ?? event
      case .mutationAlreadyProcessed: alreadyProcessed = alreadyProcessed ?? event
      case .pushFailed, .mutationRolledBack, .mutationOutOfOrder, .tokenRejected, .serviceUnavailable, .databaseFault:
        failures.append(event)
      case .resultStored: if event.name != 0 { storedError = storedError ?? event }
      default: mentioned = mentioned ?? event
      }
    }
  }

  /// Whether a line says that the mutation went through without saying how: "handled", or part of a request that was
  /// answered with 200 (the mutators of a failed push are named by lines of their own).
  private static func isAnswered(_ event: Event) -> Bool {
    switch event.kind {
    case .mutationHandled: true
    case .mutationStarted: event.status.map { (200..<300).contains($0) } ?? false
    default: false
    }
  }

  /// Whether the sync server reports, right behind an error, that the push with the write was refused as a whole: the
  /// write is at its client still. Servers print such errors for requests that they refuse as well.
  private static func isOfRefusedPush(_ error: Event, _ indexes: [Int], _ history: GroupHistory) -> Bool {
    indexes.contains { index in
      let other = history.events[index]
      guard other.kind == .pushFailed, (other.status ?? 0) >= 400, let gap = other.at.since(error.at) else {
        return false
      }
      return gap >= 0 && gap <= afterLine
    }
  }

  /// Whether a line that only says "handled" stands alone: a line of that kind is also printed after the push failed.
  private static func isClean(
    _ line: Event, mutation: Int64, history: GroupHistory, client: ClientHistory
  ) -> Bool {
    if countsFailures(line, mutation: mutation, history: history, client: client) { return false }
    for index in client.failures.reversed() {
      let event = history.events[index]
      guard let other = event.mutation, other <= mutation, isFailure(event, of: mutation) else { continue }
      guard let gap = event.at.since(line.at) else {
        if line.isBehind(event) && line.record - event.record < 12 { return false }
        continue
      }
      if gap < -beforeLine { break }
      if gap <= afterLine
        && !isLaterTry(between: event, and: line, mutation: mutation, history: history, client: client)
      {
        return false
      }
    }
    return true
  }

  /// Whether the line, or another of its request, says that some write of the request failed.
  private static func countsFailures(
    _ line: Event, mutation: Int64, history: GroupHistory, client: ClientHistory
  ) -> Bool {
    if (line.number ?? 0) > 0 && isAnswered(line) { return true }
    return (client.mutations[mutation] ?? []).contains { index in
      let other = history.events[index]
      guard isAnswered(other), (other.number ?? 0) > 0, other.source == line.source else { return false }
      return line.request.isEmpty
        ? abs(other.at.since(line.at) ?? .max) < afterLine : other.request == line.request
    }
  }

  private static func isFailure(_ event: Event, of mutation: Int64) -> Bool {
    switch event.kind {
    case .mutationRolledBack, .mutationOutOfOrder: true
    case .pushFailed, .mutationAlreadyProcessed, .mutationAppError, .mutationErrored, .serviceUnavailable:
      event.mutation == mutation
    default: false
    }
  }

  /// Whether another "handled" line of the mutation stands between a failure and this line: then the failure is its.
  private static func isLaterTry(
    between failure: Event, and line: Event, mutation: Int64, history: GroupHistory, client: ClientHistory
  ) -> Bool {
    guard failure.at < line.at else { return false }
    return (client.mutations[mutation] ?? []).contains { index in
      let event = history.events[index]
      return isAnswered(event) && event.at > failure.at && event.at < line.at
    }
  }
}
