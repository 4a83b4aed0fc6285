import CaseStore
import Model

/// Finds the records that show a token past its expiry and no refusal.
struct StaleUses {
  let history: GroupHistory
  let facts: GlobalFacts

  /// An accepted use counts from this lateness on: two clocks may differ by less, microseconds.
  private static let clearly: Int64 = 1_000_000

  func accepted() -> [StaleUse] {
    var uses: [StaleUse] = []
    var seen: Set<Int64> = []
    let strays = facts.strays[history.group] ?? []
    for event in history.events + strays where event.token != 0 && isUse(event) {
      if isRefused(event) && (history.group != 0 || facts.isTold(event)) { continue }
      guard let lateness = facts.lateness(of: event), lateness >= Self.clearly else { continue }
      guard seen.insert(event.record).inserted else {
        if let mutation = event.mutation, !uses.isEmpty { uses[uses.count - 1].writes.append(mutation) }
        continue
      }
      uses.append(use(event, lateness: lateness))
    }
    return uses
  }

  private func use(_ event: Event, lateness: Int64) -> StaleUse {
    StaleUse(
      at: event.at, source: event.source, client: event.client, token: event.token, user: event.user,
      lateness: lateness, answer: answer(event),
      place: event.kind == .apiRequest || event.client == 0 ? "api_request" : "push",
      writes: event.mutation.map { [$0] } ?? [],
      records: [.init(record: event.record, role: "token carried \(lateness / 1_000_000) s past its expiry")],
      status: event.status, requests: RequestName.of(event), kind: event.kind)
  }

  private func isUse(_ event: Event) -> Bool {
    switch event.kind {
    case .mutationApplied, .mutationHandled, .mutationErrored, .mutationAppError, .mutationStarted, .apiRequest,
      .tokenRejected:
      true
    default: false
    }
  }

  private func answer(_ event: Event) -> StaleUse.Answer {
    if isRefused(event) { return .refused }
    return switch event.kind {
    case .tokenRejected: .anonymous
    case .mutationStarted: .started
    default: .accepted
    }
  }

  /// Refusals of a group are put together by `RefusalReader`.
  private func isRefused(_ event: Event) -> Bool {
    switch event.kind {
    case .tokenRejected: event.status != 200
    case .apiRequest: (event.status ?? 500) >= 400
    case .mutationStarted, .mutationErrored: event.status == 401
    default: false
    }
  }
}

extension StaleUse {
  /// The use that a refusal shows.
  init(_ refusal: Refusal, evidence: [Finding.Evidence]) {
    self.init(
      at: refusal.at, source: refusal.event.source, client: refusal.client, token: refusal.token, user: refusal.user,
      lateness: refusal.lateness, answer: refusal.status == 200 ? .anonymous : .refused,
      place: refusal.place.rawValue, writes: refusal.writes, records: refusal.records + evidence,
      connection: refusal.connection, status: refusal.status, requests: refusal.requests, kind: refusal.event.kind)
  }
}
