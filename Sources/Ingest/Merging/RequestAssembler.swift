import Model

/// Puts together what the lines of one API request say: the line that starts it has path and user, lines in between name
/// mutations, the line that ends it has status and duration.
///
/// Events of a request are held back until it ends, so that each can be given what any of its lines knew. One per
/// source, because request ids are only unique within one.
struct RequestAssembler {
  /// A request of which lines were seen.
  private struct Request {
    var id: String
    var start: Event?
    var held: [Event] = []
    var facts = SharedFacts()
    var isComplete = false
  }

  private var requests: [Request?] = []
  /// Number of the first of `requests` since the beginning.
  private var firstRequest = 0
  private var openRequests: [Int: Int] = [:]
  /// Gone ones at the front of `requests`, removed now and then.
  private var gone = 0
  private let limit: Int
  private let emit: (Event) throws -> Void

  /// - Parameters:
  ///   - limit: how many requests are remembered; beyond that the oldest is handed on as it is.
  ///   - emit: takes each event when nothing more is to be learnt for it.
  init(limit: Int = 10_000, emit: @escaping (Event) throws -> Void) {
    self.limit = limit
    self.emit = emit
  }

  /// Takes an event that belongs to a request.
  mutating func add(_ event: Event, hash: Int) throws {
    var index = openRequests[hash].map { $0 - firstRequest }
    if let known = index, requests[known].map({ isAnother(event, than: $0) }) ?? true {
      try flush(known)
      index = nil
    }
    let slot = try index ?? open(event.request, hash: hash)
    guard var request = requests[slot] else { return }
    // Taken out while it is changed, so that its arrays are not copied.
    requests[slot] = nil
    request.facts.learn(event)
    if event.kind == .apiRequestStarted {
      if request.start == nil || (request.start?.name == 0 && event.name != 0) { request.start = event }
    } else if request.isComplete {
      try emit(request.facts.completed(event))
    } else {
      request.held.append(event)
      if event.kind == .apiRequest { try complete(&request) }
    }
    requests[slot] = request
  }

  /// Longer than a request takes, microseconds: the same id is another request's then.
  private static let longest: Int64 = 60_000_000

  /// Whether an event begins another request under an id that was used before. A line without a path only adds to it.
  ///
  /// Loggers that are bound to a request repeat its id and path on every line, so a line with both is no beginning yet,
  /// and the first of them may name writes as well.
  private func isAnother(_ event: Event, than request: Request) -> Bool {
    if request.id != event.request { return true }
    guard event.kind == .apiRequestStarted, event.name != 0 else { return false }
    if request.isComplete { return true }
    guard let start = request.start, start.name != 0 else { return false }
    return start.name != event.name || (event.at.since(start.at) ?? 0) > Self.longest
  }

  /// Hands on everything that is still held back.
  mutating func finish() throws {
    for slot in gone..<max(gone, requests.count) { try flush(slot) }
    requests.removeAll()
    openRequests.removeAll()
    firstRequest = 0
    gone = 0
  }

  private mutating func open(_ id: String, hash: Int) throws -> Int {
    if requests.count - gone >= limit {
      try flush(gone)
      gone += 1
      if gone == limit {
        requests.removeFirst(gone)
        firstRequest += gone
        gone = 0
      }
    }
    requests.append(Request(id: id))
    openRequests[hash] = firstRequest + requests.count - 1
    return requests.count - 1
  }

  private mutating func flush(_ slot: Int) throws {
    guard let request = requests[slot] else { return }
    requests[slot] = nil
    let hash = Self.hash(request.id)
    if openRequests[hash] == firstRequest + slot { openRequests[hash] = nil }
    if request.isComplete { return }
    if let start = request.start { try emit(request.facts.completed(start)) }
    for event in request.held { try emit(request.facts.completed(event)) }
  }

  private func complete(_ request: inout Request) throws {
    request.isComplete = true
    let status = request.held.last?.status
    for event in request.held {
      var event = request.facts.completed(event)
      // How the request was answered tells what became of the writes that a line before only names.
      if event.status == nil { event.status = status }
      if event.kind == .apiRequest, let start = request.start { event.begin(with: start) }
      try emit(event)
    }
    request.held = []
  }

  static func hash(_ id: String) -> Int {
    var id = id
    return id.withUTF8 { UnsafeRawBufferPointer($0).quickHash }
  }
}

/// What the lines of a request agree on.
private struct SharedFacts {
  private var group: Symbol = 0
  private var client: Symbol = 0
  private var user: Symbol = 0
  private var token: Int32 = 0
  private var path: Symbol = 0
  private var address: Symbol = 0
  /// A request can push writes of several clients of a group; then none of them is the request's client.
  private var hasSeveralClients = false

  mutating func learn(_ event: Event) {
    if group == 0 { group = event.group }
    if user == 0 { user = event.user }
    if token == 0 { token = event.token }
    if address == 0 { address = event.address }
    if client == 0 {
      client = event.client
    } else if event.client != 0 && event.client != client {
      hasSeveralClients = true
    }
    if event.name != 0, event.kind == .apiRequestStarted || (event.kind == .apiRequest && path == 0) {
      path = event.name
    }
  }

  /// The event with what it lacks.
  func completed(_ event: Event) -> Event {
    var event = event
    if event.group == 0 { event.group = group }
    if event.user == 0 { event.user = user }
    if event.token == 0 { event.token = token }
    if event.kind == .apiRequest || event.kind == .apiRequestStarted {
      if event.name == 0 { event.name = path }
      if event.address == 0 { event.address = address }
      if event.client == 0 && !hasSeveralClients { event.client = client }
    }
    return event
  }
}

extension Event {
  /// Gives the line that ends a request the moment of the line that started it.
  fileprivate mutating func begin(with start: Event) {
    if number == nil, let duration = at.since(start.at), duration >= 0 { number = duration }
    if start.at.isKnown && (!at.isKnown || start.at < at) { at = start.at }
    if detail.isEmpty { detail = start.detail }
  }
}
