public import Model

/// The events of one correlation group, sorted into its clients and their mutations.
public struct GroupHistory {
  public let group: Symbol
  /// By time, then by path and line; events without time first.
  public let events: [Event]
  /// What the logs of its deployment say beside them.
  let home: Home
  public private(set) var clients: [Symbol: ClientHistory] = [:]
  /// Users that the group was seen with.
  public private(set) var users: Set<Symbol> = []
  public private(set) var addresses: Set<Symbol> = []

  init(group: Symbol, events: [Event], home: Home) {
    self.group = group
    self.events = events
    self.home = home
    for (index, event) in events.enumerated() {
      if event.user != 0 { users.insert(event.user) }
      if event.client != 0 { clients[event.client, default: ClientHistory(client: event.client)].add(event, at: index) }
    }
  }

  /// The group's clients in a fixed order.
  public var orderedClients: [ClientHistory] { clients.values.sorted { $0.client < $1.client } }

  /// Whether `later` happened after `earlier`, as far as the logs can say: by time, or by position in one source.
  public static func isAfter(_ later: Event, _ earlier: Event, by margin: Int64 = 0) -> Bool {
    if let gap = later.at.since(earlier.at) {
      return margin == 0 && gap == 0 ? later.isBehind(earlier) : gap > margin
    }
    return later.isBehind(earlier)
  }
}

extension Event {
  /// Whether it stands behind another event of the same source.
  func isBehind(_ other: Event) -> Bool { source == other.source && record > other.record }
}

/// The events of one client.
public struct ClientHistory {
  public let client: Symbol
  /// Indexes into the group's events.
  public private(set) var events: [Int] = []
  /// Indexes by mutation id.
  public private(set) var mutations: [Int64: [Int]] = [:]
  public private(set) var user: Symbol = 0
  public private(set) var address: Symbol = 0
  /// The highest last-mutation-id that a record shows, with the record's index.
  public private(set) var lastMutationID: (value: Int64, index: Int)?
  /// What the database snapshot says, where there is one.
  public private(set) var snapshot: (value: Int64, index: Int)?
  /// Indexes of the tries that went wrong, whose lines may stand beside one that says "handled".
  public private(set) var failures: [Int] = []
  /// The records that show the client before its first write: a socket with lmid 0, the start of the client.
  public private(set) var starts: [Event] = []

  init(client: Symbol) { self.client = client }

  mutating func add(_ event: Event, at index: Int) {
    events.append(index)
    if event.user != 0 && user == 0 { user = event.user }
    if event.address != 0 && event.kind == .connectionOpened { address = event.address }
    switch event.kind {
    case .lastMutationID:
      guard let value = event.number else { break }
      if value > lastMutationID?.value ?? -1 { lastMutationID = (value, index) }
      if event.status == 1 && value >= snapshot?.value ?? -1 { snapshot = (value, index) }
    case .connectionOpened where event.number == 0: starts.append(event)
    case .clientStarted: starts.append(event)
    case .mutationRolledBack, .mutationOutOfOrder, .pushFailed, .mutationAlreadyProcessed, .mutationAppError,
      .mutationErrored, .serviceUnavailable:
      failures.append(index)
    default: break
    }
    if let mutation = event.mutation, mutation > 0 { mutations[mutation, default: []].append(index) }
  }
}
