import CaseStore
import Model

extension VerdictAdvocate {
  /// What would settle what is open, the surest first.
  func remedies(_ brief: Brief) throws -> [String] {
    let client = try verdicts.lookup.text(brief.client.client)
    let row = "a snapshot of zero's clients table: its row of client \(client) has lastMutationID"
    let processedOrNot = "\(row) \(brief.id) or higher where it was processed, and less where it never was"
    let results =
      "a snapshot of zero's mutations table: a row with mutationID \(brief.id) of client \(client) holds its error; none "
      + "proves nothing, since a result goes once its client has it"
    let effect = "the application's own table: whether it has what the write should have written"
    let between = span(brief)
    switch brief.conclusion.ground {
    case .applied, .none: return []
    case .errorWithWords:
      return brief.conclusion.verdict == .dropped
        ? ["nothing is open; that the application's own table lacks what it should have written confirms it"] : []
    case .errorWithoutWords: return ["the API log \(between), with the words of the error", effect, results]
    case .noErrorPrinted:
      return ["nothing is open; an API log \(between) that names writes would show it by a line of its own"]
    case .errorWithoutWrite: return ["an API log \(between): it names the write whose mutator threw", effect, results]
    case .errorNotCovered:
      return ["the sync server's log \(between), at level info", "an API log \(between) that names writes", effect]
    case .answerHidden, .someStoredError: return ["an API log \(between) with the words of the error", effect, results]
    case .noStoredError: return [effect, "an API log \(between) that names writes"]
    case .onlyNamed: return [processedOrNot, "an API log \(between) that says how the request ended"]
    case .snapshotBehind:
      return ["whether its client comes back: a later snapshot, or the sync server's log after \(end)"]
    case .clientCameBack, .signWithoutTime:
      return [
        processedOrNot, "an API log with mutation ids from \(last(brief)) to \(end)",
        "a proxy log with the URLs of sockets (lmid=) of its client after \(last(brief))",
      ]
        + (brief.conclusion.ground == .signWithoutTime
          ? ["the sync server's log with times, as docker and kubelet keep it"] : [])
    case .logsTooShort, .clientNotSeenAgain, .unansweredAtClose:
      let isHidden = verdicts.history.home.mayMissServers || !verdicts.coverage.otherServers.sockets.isEmpty
      // What was given and did not settle it is not asked for again.
      let isConsoleGiven = brief.conclusion.ground == .unansweredAtClose
      let console = isConsoleGiven ? "" : " or its console log"
      return [
        (brief.client.snapshot == nil ? "" : "a later one than was given: ") + processedOrNot
      ] + (isHidden ? ["the logs of the other sync servers, where several run"] : []) + [
        "the logs of the sync server or the proxy after \(end): they show whether its client comes back",
        "the client's own store (IndexedDB of the browser)\(console): what was not processed waits there",
      ]
    }
  }

  /// `from 2026-10-21 00:44:41 to 00:45:00 UTC`
  private func span(_ brief: Brief) -> String {
    let (first, last) = (brief.conclusion.firstAt, brief.conclusion.lastAt)
    guard first.isKnown, last.isKnown else { return "of the time of the write" }
    return first.short == last.short ? "of \(first.short) UTC" : "from \(first.short) to \(last.short) UTC"
  }

  private func last(_ brief: Brief) -> String {
    let at = brief.found?.last?.at ?? brief.conclusion.lastAt
    return at.isKnown ? "\(at.short) UTC" : "the last try"
  }

  private var end: String {
    let horizon = verdicts.history.home.horizon
    return horizon.isKnown ? "\(horizon.short) UTC" : "the end of the given ones"
  }
}
