import CaseStore
import Model

/// Tells the steps of one judgement, from the same facts that it was made of.
struct VerdictAdvocate {
  let verdicts: Verdicts

  /// Everything that the judge had on the table.
  struct Brief {
    var conclusion: MutationConclusion
    var client: ClientHistory
    var found: MutationEvidence?
    /// The highest last mutation id that is proved, with the record that shows it.
    var processed: (value: Int64, event: Event?)
    var id: Int64 { conclusion.mutation }
    var isProcessed: Bool { processed.value >= id }
  }

  func argue(_ write: TraceSelection.Write) throws -> VerdictArgument? {
    guard let client = verdicts.history.clients[write.client],
      let judged = try verdicts.judge(client).first(where: { $0.0.mutation == write.mutation })
    else { return nil }
    let brief = brief(judged.0, client)
    var argument = VerdictArgument(conclusion: judged.0, attempts: judged.1)
    argument.reasons = reasons(brief)
    argument.looks = looks(brief)
    argument.remedies = try remedies(brief)
    return argument
  }

  private func brief(_ conclusion: MutationConclusion, _ client: ClientHistory) -> Brief {
    var evidence: [Int64: MutationEvidence] = [:]
    for (id, indexes) in client.mutations {
      evidence[id] = MutationEvidence(
        mutation: id, indexes: indexes, history: verdicts.history, client: client, words: verdicts.facts.words)
    }
    return Brief(
      conclusion: conclusion, client: client, found: evidence[conclusion.mutation],
      processed: verdicts.processedUpTo(client, evidence.keys.sorted(), evidence))
  }

  // MARK: For it

  private func reasons(_ brief: Brief) -> [VerdictArgument.Reason] {
    let conclusion = brief.conclusion
    var reasons: [VerdictArgument.Reason] = []
    func add(_ text: String, _ record: Int64?) {
      guard record == nil || !reasons.contains(where: { $0.record == record }) else { return }
      reasons.append(.init(text: text, record: record))
    }
    switch conclusion.ground {
    case .applied: add("the API's line says that it went through", conclusion.record)
    case .errorWithWords:
      add("the line says that it was processed without effect, and why: \(Self.reading(conclusion))", conclusion.record)
    case .errorWithoutWords: add("the line says that it was processed without effect, but not why", conclusion.record)
    case .noErrorPrinted:
      addProcessed(brief, add)
      add("no mutation error of its group is in the sync server's log, which prints them at level info", nil)
    case .errorWithoutWrite:
      addProcessed(brief, add)
      add("a mutator of its group failed, and the line names no write: it may be this one", conclusion.witness)
    case .errorNotCovered: addProcessed(brief, add)
    case .answerHidden, .noStoredError, .someStoredError: addMismatch(brief, add)
    case .onlyNamed: add("the line names it, and no other says what became of it", conclusion.record)
    case .snapshotBehind:
      add("it was not processed when it was last tried", conclusion.record)
      add("the database had not processed it when the snapshot was taken", conclusion.witness)
    case .clientCameBack:
      add("it was not processed when it was last tried", conclusion.record)
      add("its client was there again afterwards, and sends again what is not processed", conclusion.witness)
    case .signWithoutTime:
      add("it was not processed when it was last tried", conclusion.record)
      add("its client shows here, before or after: the line has no time", conclusion.witness)
    case .logsTooShort:
      add("it was not processed when it was last tried, shortly before the logs end", conclusion.record)
    case .clientNotSeenAgain: addSilence(brief, add)
    case .unansweredAtClose:
      add(
        "the client was closed while this write had no answer; the line names no id, so its number is inferred",
        conclusion.record)
      add("this kept it from being processed", conclusion.witness)
    case .none: break
    }
    if [.applied, .errorWithWords, .errorWithoutWords].contains(conclusion.ground) { addProcessed(brief, add) }
    return reasons
  }

  private static func reading(_ conclusion: MutationConclusion) -> String {
    switch conclusion.verdict {
    case .rejected: "words of the application's own decision (no list of causes.yaml fits them)"
    default: "words that causes.yaml knows as \(conclusion.cause.rawValue)"
    }
  }

  private func addProcessed(_ brief: Brief, _ add: (String, Int64?) -> Void) {
    guard brief.isProcessed, let event = brief.processed.event else { return }
    let value = brief.processed.value
    let shown =
      event.kind == .lastMutationID
      ? "last mutation id \(value) is shown here"
      : value == brief.id
        ? "the line shows it processed" : "its client's later write #\(value) was processed, as shown here"
    add(
      shown + "; ids are processed strictly in order" + (value > brief.id ? ", so #\(brief.id) was too" : ""),
      event.record)
  }

  private func addMismatch(_ brief: Brief, _ add: (String, Int64?) -> Void) {
    addProcessed(brief, add)
    let isHidden = brief.conclusion.ground == .answerHidden
    add(
      "the answer named another user, so the sync server did not look into it",
      isHidden ? brief.conclusion.record : brief.conclusion.witness)
    guard !isHidden else { return }
    let none = brief.conclusion.ground == .noStoredError
    add("afterwards the sync server loaded \(none ? "no" : "a") stored error of its group", brief.conclusion.record)
  }

  private func addSilence(_ brief: Brief, _ add: (String, Int64?) -> Void) {
    add("it was not processed when it was last tried", brief.conclusion.record)
    guard let last = brief.found?.last, let rest = verdicts.history.home.presenceHorizon.since(last.at) else { return }
    add(
      "the logs that would show its client go on for \(rest / 1_000_000) s, to \(verdicts.history.home.presenceHorizon.short) UTC, "
        + "without it", nil)
  }
}
