import CaseStore
import Model

/// Puts the records of a mutation together into the tries to get it through.
enum Attempts {
  /// Records of one try stand this close together, microseconds.
  private static let sameTry: Int64 = 2_000_000

  /// - Parameters:
  ///   - indexes: The events of the mutation.
  ///   - history: The events of its group.
  ///   - isMismatch: Whether a 401 was made up by the sync server, because the API's answer named another user.
  /// - Returns: The tries, in their order.
  static func make(
    of indexes: [Int], history: GroupHistory, isMismatch: (Event) -> Bool
  ) -> [AttemptConclusion] {
    var attempts: [AttemptConclusion] = []
    for index in indexes {
      let event = history.events[index]
      guard var outcome = outcome(of: event) else { continue }
      if outcome == "refused", isMismatch(event) { outcome = "user_mismatch" }
      if let last = attempts.last, joins(event, outcome, to: last) {
        join(event, outcome, to: &attempts[attempts.count - 1])
        continue
      }
      var attempt = AttemptConclusion(
        at: event.at, record: event.record, outcome: outcome, token: event.token, request: event.request)
      attempt.status = event.status
      attempts.append(attempt)
    }
    return attempts
  }

  private static func outcome(of event: Event) -> String? {
    switch event.kind {
    case .mutationApplied: "applied"
    case .mutationHandled: "handled"
    case .mutationStarted: event.status.map { $0 < 300 ? "handled" : $0 == 401 || $0 == 403 ? "refused" : "failed" }
    // The status of a request that failed as a whole, and left its writes at their client.
    case .mutationErrored where (event.status ?? 0) >= 400, .mutationAppError where (event.status ?? 0) >= 400:
      event.status == 401 || event.status == 403 ? "refused" : "failed"
    case .mutationErrored, .mutationAppError: "dropped"
    case .mutationRolledBack, .databaseFault: "rolled_back"
    case .mutationAlreadyProcessed: "already_processed"
    case .mutationOutOfOrder: "out_of_order"
    case .tokenRejected: "refused"
    case .serviceUnavailable: "failed"
    case .pushFailed: event.status == 401 || event.status == 403 ? "refused" : "failed"
    default: nil
    }
  }

  private static func joins(_ event: Event, _ outcome: String, to last: AttemptConclusion) -> Bool {
    // A request carries a write once.
    if !event.request.isEmpty && event.request == last.request { return true }
    guard let gap = event.at.since(last.at), gap <= sameTry else { return false }
    return switch (last.outcome, outcome) {
    case ("dropped", "dropped"), ("dropped", "handled"), ("rolled_back", "dropped"), ("already_processed", "handled"),
      ("rolled_back", "handled"), ("rolled_back", "failed"), ("failed", "failed"), ("refused", "refused"),
      ("out_of_order", "failed"), ("handled", "failed"), ("handled", "dropped"), ("handled", "rolled_back"),
      ("rolled_back", "rolled_back"), ("handled", "user_mismatch"), ("user_mismatch", "user_mismatch"):
      true
    default: false
    }
  }

  private static func join(_ event: Event, _ outcome: String, to attempt: inout AttemptConclusion) {
    if attempt.outcome == "rolled_back" && outcome == "dropped" { attempt.outcome = "dropped" }
    // A line that names the writes of a request before they run is overtaken by the one that says how they ended.
    if attempt.outcome == "handled" && outcome != "handled" { attempt.outcome = outcome }
    if attempt.token == 0 { attempt.token = event.token }
    if attempt.request.isEmpty { attempt.request = event.request }
    if attempt.status == nil { attempt.status = event.status }
    if event.kind == .pushFailed {
      attempt.apiRecord = attempt.apiRecord ?? attempt.record
      attempt.record = event.record
      attempt.link = Strength.proved.rawValue
      attempt.linkReason = "same client and mutation id"
    } else {
      attempt.apiRecord = attempt.apiRecord ?? event.record
    }
  }
}
