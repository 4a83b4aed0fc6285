import Model

/// Decides which events belong to a trace, in two looks: at the events themselves, then at what stands around them.
struct TraceFilter {
  private let selection: TraceSelection
  private let groupOfClient: [Symbol: Symbol]
  /// Groups of the clients and writes that are asked for.
  private let groups: Set<Symbol>
  /// Numbers of the writes that are asked for, by client.
  private let numbers: [Symbol: Set<Int64>]
  /// Requests of the events found so far.
  private var requests: Set<String>
  /// When the writes that are asked for were under way.
  private var moments: [Symbol: ClosedRange<Timestamp>] = [:]

  /// How far from a write's own records those of its group may be that name no write, microseconds.
  private static let near: Int64 = 2_000_000

  init(_ selection: TraceSelection, groupOfClient: [Symbol: Symbol]) {
    self.selection = selection
    self.groupOfClient = groupOfClient
    numbers = Dictionary(grouping: selection.writes, by: \.client).mapValues { Set($0.map(\.mutation)) }
    let clients = selection.clients.union(selection.writes.map(\.client))
    groups = Set(clients.compactMap { groupOfClient[$0] })
    requests = selection.requests
  }

  /// Whether an event is named by the selection itself.
  func names(_ event: Event) -> Bool {
    if selection.clients.contains(event.client) || selection.groups.contains(event.group) { return true }
    if event.group == 0, event.client != 0, let group = groupOfClient[event.client], selection.groups.contains(group) {
      return true
    }
    if event.user != 0, selection.users.contains(event.user) { return true }
    if event.token != 0, selection.tokens.contains(event.token) { return true }
    if !event.request.isEmpty, selection.requests.contains(event.request) { return true }
    guard let mutation = event.mutation else { return false }
    return numbers[event.client]?.contains(mutation) ?? false
  }

  /// Notes an event that the selection names, for the second look.
  mutating func note(_ event: Event) {
    if !event.request.isEmpty { requests.insert(event.request) }
    guard event.at.isKnown, let mutation = event.mutation, numbers[event.client]?.contains(mutation) ?? false else {
      return
    }
    let known = moments[event.client] ?? event.at...event.at
    moments[event.client] = min(known.lowerBound, event.at)...max(known.upperBound, event.at)
  }

  /// Whether an event belongs to a trace although the selection does not name it: the request that carried a write, the
  /// socket of its client, last mutation ids that settle it, lines of its group that name no client.
  func belongs(_ event: Event) -> Bool {
    if !event.request.isEmpty, requests.contains(event.request) { return isOfNoOtherWrite(event) }
    if event.client == 0, groups.contains(event.group), event.mutation == nil {
      guard selection.clients.isEmpty else { return true }
      return isNear(event)
    }
    guard numbers[event.client] != nil else { return false }
    return Self.isOfConnection(event.kind) || event.kind == .lastMutationID
  }

  private func isOfNoOtherWrite(_ event: Event) -> Bool {
    guard let mutation = event.mutation, !numbers.isEmpty, !selection.requests.contains(event.request) else {
      return true
    }
    return selection.clients.contains(event.client) || numbers[event.client]?.contains(mutation) ?? false
  }

  /// Whether a line of a group stands close to a write of one of its clients.
  private func isNear(_ event: Event) -> Bool {
    guard event.at.isKnown else { return false }
    return moments.contains { client, span in
      groupOfClient[client] == event.group && event.at.microseconds >= span.lowerBound.microseconds - Self.near
        && event.at.microseconds <= span.upperBound.microseconds + Self.near
    }
  }

  static func isOfConnection(_ kind: EventKind) -> Bool {
    switch kind {
    case .connectionOpened, .connectionClosed, .connectionRefused, .tokenPresented, .tokenUpdated, .clientStarted,
      .clientConnecting, .clientConnected, .clientPaused, .clientResumed, .clientClosed, .clientDisconnected:
      true
    default: false
    }
  }

  /// Leaves out what lies far from the writes that are asked for: sockets that were closed before, or opened after the
  /// next one; last mutation ids that say nothing new.
  func trimmed(_ events: [Event]) -> [Event] {
    var left = events
    for (client, wanted) in numbers where !selection.clients.contains(client) {
      guard !selection.groups.contains(groupOfClient[client] ?? -1) else { continue }
      left = trim(left, client: client, wanted: wanted)
    }
    return left
  }

  private func trim(_ events: [Event], client: Symbol, wanted: Set<Int64>) -> [Event] {
    let own = events.filter { $0.client == client }
    let span = moments[client]
    func isSurplus(_ event: Event) -> Bool {
      guard event.client == client, !names(event), event.request.isEmpty || !requests.contains(event.request) else {
        return false
      }
      if event.kind == .lastMutationID { return !settles(event, own: own, wanted: wanted) }
      guard Self.isOfConnection(event.kind), let span, event.at.isKnown else { return false }
      let opened = own.filter { $0.at.isKnown && Self.opens($0.kind) }.map(\.at)
      let from = opened.filter { $0 <= span.lowerBound }.max() ?? span.lowerBound
      let to = opened.filter { $0 > span.upperBound }.min() ?? Timestamp(microseconds: .max)
      return event.at < from || event.at > to
    }
    return events.filter { !isSurplus($0) }
  }

  private static func opens(_ kind: EventKind) -> Bool {
    kind == .connectionOpened || kind == .clientConnected || kind == .clientStarted
  }

  /// Whether a last mutation id is the first of its source that reaches one of the writes, or the last that does not.
  private func settles(_ event: Event, own: [Event], wanted: Set<Int64>) -> Bool {
    guard let value = event.number else { return false }
    let mine = own.filter { $0.kind == .lastMutationID && $0.source == event.source }
    return wanted.contains { number in
      value >= number
        ? mine.first { ($0.number ?? 0) >= number }?.id == event.id
        : mine.last { ($0.number ?? 0) < number }?.id == event.id
    }
  }
}
