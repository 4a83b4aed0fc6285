import CaseStore
import Model

/// The writes that a client held when it was closed, told by its own console: one line for each mutator that got no answer.
///
/// The lines name no id, but ids are given in order: they are those behind the last processed one. That holds where
/// nothing of the client can have been under way, because something stood between it and the API; else an answer that
/// had not arrived yet would make the last processed one count among them.
struct UnansweredWrites {
  let history: GroupHistory
  let client: ClientHistory
  /// The last processed id, and the record that shows it.
  let processed: (value: Int64, event: Event?)
  let order: SourceOrder
  /// When the log of a source ends; asked only where a console tells of unanswered writes.
  let end: (Int32) -> Timestamp

  /// What the dialect says of a mutator that got no answer before its client was closed.
  private static let unanswered = "unanswered at close"
  /// More than a client holds in an emergency; a loop of a test would be no incident.
  private static let most = 10_000

  /// Something that kept writes from being processed.
  struct Obstacle {
    var event: Event
    var cause: Cause
    var words: String
  }

  /// The lines, in their order.
  var lines: [Event] {
    client.events.lazy.map { history.events[$0] }
      .filter { $0.kind == .clientMutationFailed && $0.detail == Self.unanswered }
      .sorted { (order.rank($0.source), $0.record) < (order.rank($1.source), $1.record) }
  }

  /// The ids that were held; nil where no line says so or where they cannot be told.
  func ids() -> (range: ClosedRange<Int64>, obstacle: Obstacle, lines: [Event])? {
    let lines = lines
    guard !lines.isEmpty, lines.count <= Self.most, let obstacle = obstacle(before: lines[0]),
      let first = firstHeld(behind: obstacle)
    else { return nil }
    return (first...first + Int64(lines.count) - 1, obstacle, lines)
  }

  /// The first of the push that was refused last, because a push begins with the first write that was not processed;
  /// where none was refused, the id behind the last processed one. What is not logged as processed may still be, except
  /// where the client itself told its last mutation id with the connect that was refused.
  private func firstHeld(behind obstacle: Obstacle) -> Int64? {
    if let refused = firstRefused, refused > processed.value { return refused }
    let isTold = obstacle.event.kind == .clientPaused || showsEverySuccess(until: obstacle.event)
    return processed.value > 0 && isTold ? processed.value + 1 : nil
  }

  private var firstRefused: Int64? {
    let refused = client.events.lazy.map { history.events[$0] }.filter { $0.kind == .pushFailed && $0.status == 401 }
    return refused.last.flatMap { last in refused.filter { $0.record == last.record }.compactMap(\.mutation).min() }
  }

  /// Whether the logs that show the last processed id would show a later one as well: an API's own line or a snapshot
  /// does, the last mutation id of a socket that was opened earlier does not.
  private func showsEverySuccess(until obstacle: Event) -> Bool {
    if processed.event?.status == 1 && processed.event?.kind == .lastMutationID { return true }
    return (client.mutations[processed.value] ?? []).contains { index in
      let event = history.events[index]
      // A log that ends before shows nothing of what was processed until then.
      let end = end(event.source)
      if end.isKnown, obstacle.at.isKnown, end < obstacle.at { return false }
      return switch event.kind {
      case .mutationApplied, .mutationHandled, .mutationStarted, .mutationErrored, .mutationAppError: true
      default: false
      }
    }
  }

  private func obstacle(before close: Event) -> Obstacle? { deadPusher() ?? pause(before: close) ?? refusal() }

  private func deadPusher() -> Obstacle? {
    guard let death = history.events.last(where: { $0.kind == .pusherDied }) else { return nil }
    let goesOn = history.events.contains { event in
      [.mutationApplied, .mutationHandled, .pushForwarded].contains(event.kind) && GroupHistory.isAfter(event, death)
    }
    guard !goesOn else { return nil }
    return Obstacle(event: death, cause: .serverFault, words: "the pusher had stopped")
  }

  /// The client's own last word on its state was that it waits for a new login.
  private func pause(before close: Event) -> Obstacle? {
    var pause: Event?
    for event in client.events.map({ history.events[$0] }).sorted(by: { $0.record < $1.record })
    where event.source == close.source && event.record < close.record {
      switch event.kind {
      case .clientPaused: pause = event
      case .clientConnecting, .clientConnected: pause = nil
      default: break
      }
    }
    return pause.map { Obstacle(event: $0, cause: .auth, words: "the client waited for a new login") }
  }

  /// The first write that was not processed was refused the last time it was tried.
  private func refusal() -> Obstacle? {
    guard let first = firstRefused, first > processed.value,
      let tried = client.mutations[first]?.map({ history.events[$0] }),
      let last = tried.last(where: { $0.kind == .pushFailed && $0.status == 401 })
    else { return nil }
    return Obstacle(event: last, cause: .auth, words: "its last push was refused")
  }
}

extension Verdicts {
  /// Conclusions of writes that only the client's console tells of, behind those that records name.
  func unanswered(
    _ client: ClientHistory, processed: (value: Int64, event: Event?), known: Set<Int64>
  ) throws -> [(MutationConclusion, [AttemptConclusion])] {
    let writes = UnansweredWrites(
      history: history, client: client, processed: processed, order: facts.order,
      end: { source in facts.sources.first { $0.source == source }?.lastAt ?? .unknown })
    guard let held = writes.ids(), let first = held.lines.first else { return [] }
    let place = try lookup.place(first.record)
    let more = held.lines.count > 1 ? " and \(held.lines.count - 1) more" : ""
    let count = held.lines.count
    let explanation =
      "its client was closed with \(count) unanswered write\(count == 1 ? "" : "s") (\(place)\(more)); "
      + "\(held.obstacle.words) (\(try lookup.place(held.obstacle.event.record))). The lines name no ids: they are those "
      + "from #\(held.range.lowerBound) on, since nothing before it is open"
    return held.range.filter { !known.contains($0) }.map { id in
      let line = held.lines[Int(id - held.range.lowerBound)]
      var made = MutationConclusion(
        group: history.group, client: client.client, mutation: id, verdict: .lost, cause: held.obstacle.cause,
        strength: .suspected)
      made.user = client.user
      made.name = line.name
      made.record = line.record
      made.explanation = explanation
      made.ground = .unansweredAtClose
      made.witness = held.obstacle.event.record
      made.firstAt = line.at
      made.lastAt = line.at
      return (made, [])
    }
  }
}
