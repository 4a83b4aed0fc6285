/// What the word of a result says became of a write.
enum ResultWord {
  case applied, alreadyProcessed, outOfOrder, failed
  /// It says that the request is under way, or nothing that is known.
  case open

  private static let wordsOfApplied: Set<String> = [
    "ok", "success", "succeeded", "successful", "applied", "done", "committed", "accepted", "created", "updated",
    "deleted",
    "saved", "written", "complete", "completed", "processed", "true",
  ]
  private static let wordsOfFailed: Set<String> = [
    "app", "error", "err", "fail", "failed", "failure", "rejected", "denied", "refused", "conflict", "invalid",
    "aborted",
    "exception", "rolled_back", "rolledback", "unauthorized", "forbidden", "false",
  ]

  /// - Parameter text: the word as logged.
  init(_ text: String) {
    let word = text.lowercased()
    switch word {
    case "alreadyprocessed", "already_processed", "already processed": self = .alreadyProcessed
    case "ooomutation", "out_of_order", "outoforder": self = .outOfOrder
    case _ where Self.wordsOfApplied.contains(word): self = .applied
    // A sentence or an error class instead of a word is what went wrong.
    case _ where Self.wordsOfFailed.contains(word) || word.hasSuffix("error") || word.contains(" "): self = .failed
    default: self = .open
    }
  }
}
