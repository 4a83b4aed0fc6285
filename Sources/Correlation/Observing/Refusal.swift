import CaseStore
import Model

/// One refusal of a credential: what the sync server and the API printed of the same moment, put together.
struct Refusal {
  enum Place: String { case push, query, connect }

  var place: Place
  var at: Timestamp
  var client: Symbol
  var connection: Symbol = 0
  var user: Symbol = 0
  var token: Int32 = 0
  var status: Int32?
  /// The words of all its records: they say why.
  var words: String = ""
  var writes: [Int64] = []
  var records: [Finding.Evidence] = []
  /// The event that shows it first.
  var event: Event
  /// How the API's record was found, where it names no group.
  var link: String?
  /// Where its records stand.
  var sources: Set<Int32> = []
  var requests: Set<RequestName> = []

  /// Clocks whose offset nothing tells may be this far apart, so that two servers' records of one refusal are put
  /// together where no other reading is left, microseconds.
  static let furthest: Int64 = 2_500_000

  /// Microseconds by which its token had expired, where the token is known.
  var lateness: Int64?
  /// Whether the records prove that the token had expired.
  var isExpired: Bool { ErrorCauses.saysExpired(words) || (lateness ?? -1) > 0 }
}

/// A request as one source names it; a trace id is the same in several.
struct RequestName: Hashable {
  var source: Int32
  var id: String

  static func of(_ event: Event) -> Set<RequestName> {
    event.request.isEmpty ? [] : [RequestName(source: event.source, id: event.request)]
  }
}

/// Finds the refusals of a group and the API's records of them.
struct RefusalReader {
  let history: GroupHistory
  let facts: GlobalFacts
  /// Refusals without a group that fit a group's refusal are its own.
  let attribution: RefusalAttribution

  /// Records of one refusal stand this close together, microseconds.
  private static let sameMoment: Int64 = 700_000

  func read() -> [Refusal] {
    var refusals: [Refusal] = []
    for event in history.events {
      guard let place = place(of: event) else { continue }
      if isMismatch(event) { continue }
      if let index = refusals.lastIndex(where: { joins(event, place, to: $0) }) {
        join(event, to: &refusals[index])
      } else {
        refusals.append(refusal(event, place))
      }
    }
    let moments = refusals.map(\.at)
    for index in refusals.indices {
      attribution.link(&refusals[index], history: history, facts: facts, moments: moments)
      settleClient(&refusals[index])
      let lateness = facts.lateness(refusals[index].token, at: refusals[index].at)
      refusals[index].lateness = refusals[index].lateness ?? lateness
    }
    refusals += attribution.handshakes(of: history, facts: facts, known: refusals)
    return refusals.sorted { a, b in a.at != b.at ? a.at < b.at : facts.order.isEarlier(a.event, b.event) }
  }

  /// A refusal that names no client is that of the group's only one.
  private func settleClient(_ refusal: inout Refusal) {
    if refusal.client == 0, history.clients.count == 1, let only = history.clients.keys.first { refusal.client = only }
    if refusal.user == 0, let client = history.clients[refusal.client] { refusal.user = client.user }
  }

  private func place(of event: Event) -> Refusal.Place? {
    switch event.kind {
    case .pushFailed: event.status == 401 ? .push : nil
    case .apiCallFailed where event.status == 401:
      event.name == facts.words.viewSyncer ? .query : event.name == facts.words.pusherService ? nil : .push
    case .mutationStarted, .mutationErrored: event.status == 401 ? .push : nil
    case .queryAuthFailed: event.status == 403 ? nil : .query
    case .pushAuthFailed: .push
    case .tokenRejected: event.mutation == nil && event.status == 200 ? nil : .push
    case .connectionRefused: (event.status ?? 401) < 500 ? .connect : nil
    default: nil
    }
  }

  /// 401 that the sync server made up because the API's answer named another user (captured-facts, Zero 11).
  private func isMismatch(_ event: Event) -> Bool {
    history.events.contains { other in
      guard other.kind == .userMismatch, other.client == event.client || event.client == 0 else { return false }
      guard let gap = event.at.since(other.at) else {
        return other.source == event.source && abs(other.record - event.record) < 6
      }
      return abs(gap) < 1_000_000
    }
  }

  private func joins(_ event: Event, _ place: Refusal.Place, to refusal: Refusal) -> Bool {
    guard refusal.place == place || event.kind == .tokenRejected else { return false }
    guard refusal.client == event.client || refusal.client == 0 || event.client == 0 else { return false }
    guard let gap = event.at.since(refusal.at) else {
      return event.source == refusal.event.source && event.record - refusal.event.record < 8
    }
    return gap <= Self.sameMoment || gap <= Refusal.furthest && isOtherWord(event, on: refusal)
  }

  /// Whether an event is the other server's word on the same write, by a clock that may be apart: each server has one.
  private func isOtherWord(_ event: Event, on refusal: Refusal) -> Bool {
    guard let mutation = event.mutation, refusal.writes.contains(mutation) else { return false }
    return facts.role(event) != facts.role(refusal.event) && !refusal.sources.contains(event.source)
      && !facts.clocks.knows(event.source) && !facts.clocks.knows(refusal.event.source)
  }

  private func refusal(_ event: Event, _ place: Refusal.Place) -> Refusal {
    var made = Refusal(place: place, at: event.at, client: event.client, event: event)
    join(event, to: &made)
    return made
  }

  private func join(_ event: Event, to refusal: inout Refusal) {
    if refusal.client == 0 { refusal.client = event.client }
    if refusal.connection == 0 { refusal.connection = event.connection }
    if refusal.user == 0 { refusal.user = event.user }
    if refusal.token == 0 {
      refusal.token = event.token
      let isApart = (event.at.since(refusal.at) ?? 0) > Self.sameMoment
      if isApart { refusal.lateness = facts.lateness(of: event) }
    }
    refusal.sources.insert(event.source)
    refusal.requests.formUnion(RequestName.of(event))
    refusal.status = refusal.status ?? event.status
    if !event.detail.isEmpty { refusal.words += event.detail + "\n" }
    if let mutation = event.mutation, mutation > 0, !refusal.writes.contains(mutation) {
      refusal.writes.append(mutation)
    }
    refusal.records.append(.init(record: event.record, role: Self.role(event)))
  }

  static func role(_ event: Event) -> String {
    switch event.kind {
    case .pushFailed: "push answered \(event.status ?? 401)"
    case .apiCallFailed: "call to the API answered \(event.status ?? 401)"
    case .queryAuthFailed: "query refused"
    case .pushAuthFailed: "connection invalidated"
    case .tokenRejected, .apiRequest: "the API refused the token"
    case .mutationStarted, .mutationErrored: "push that the API refused"
    case .connectionRefused: "handshake refused"
    default: "refused"
    }
  }
}
