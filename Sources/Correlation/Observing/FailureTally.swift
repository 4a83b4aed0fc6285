import CaseStore
import Model

/// How much failed while a server was at fault, each failure once: a push that the API refuses stands in its own log, in
/// the proxy's and in the sync server's. The log that sees all of them counts.
struct FailureTally {
  /// What was asked for.
  private enum Request: CaseIterable { case push, query, socket, other }

  /// How a log tells of it; several lines may tell of one request.
  private enum Line { case request, answer, push, error }

  private struct Cell: Hashable {
    var source: Int32
    var request: Request
    var line: Line
    var status: Int32?
  }

  private var counts: [SourceRole: [Cell: Int]] = [:]

  /// The logs in which a request stands once, the best first.
  private static let tellers: [SourceRole] = [.proxy, .syncServer, .apiServer, .unknown]

  mutating func add(_ bucket: FaultReader.Bucket, of role: SourceRole) {
    let teller = Self.tellers.contains(role) ? role : .unknown
    let cell = Cell(
      source: bucket.source, request: Self.request(bucket), line: Self.line(bucket, role), status: bucket.status)
    counts[teller, default: [:]][cell, default: 0] += bucket.lines
  }

  private static func line(_ bucket: FaultReader.Bucket, _ role: SourceRole) -> Line {
    switch bucket.kind {
    case .apiRequest, .connectionRefused: .request
    case .apiCallFailed: .answer
    case .pushFailed: .push
    // A line with a status says which sockets a failed query closed; the call itself has its own.
    case .serviceUnavailable where role == .syncServer && bucket.status == nil: .answer
    default: .error
    }
  }

  /// By the path of a request, or the component of the sync server that made it.
  private static func request(_ bucket: FaultReader.Bucket) -> Request {
    let word = bucket.word.lowercased()
    if bucket.kind == .connectionRefused || word.hasSuffix("/connect") { return .socket }
    if bucket.kind == .pushFailed || word.contains("push") || word.contains("mutat") { return .push }
    return word.contains("quer") || word.contains("view-syncer") ? .query : .other
  }

  /// How many requests failed, or how many lines tell of the fault where none tells of a request; with words for them.
  var failures: (count: Int, words: String) {
    let told = Self.tellers.map { requests(counts[$0] ?? [:]) }
    let best = told.firstIndex { !Set($0.keys).subtracting([.other]).isEmpty } ?? told.firstIndex { !$0.isEmpty }
    guard let best else { return (lines, "\(lines) \(lines == 1 ? "error" : "errors")") }
    let isMixed = told[best].count > 1
    let words = Request.allCases.compactMap { kind in told[best][kind].map { Self.words($0, kind, isMixed: isMixed) } }
    let cells = (counts[Self.tellers[best]] ?? [:]).keys.filter { $0.line != .error }
    let statuses = Set(cells.compactMap(\.status)).sorted().map { "\($0)" }
    let with = statuses.isEmpty ? "" : " with " + Self.list(statuses)
    return (told[best].values.reduce(0, +), Self.list(words) + " failed" + with)
  }

  /// How many lines tell of a fault in the log that tells most of it.
  var lines: Int { counts.values.map { Self.most($0) { $0.source } }.max() ?? 0 }

  private func requests(_ cells: [Cell: Int]) -> [Request: Int] {
    var found: [Request: Int] = [:]
    for kind in Request.allCases {
      let own = cells.filter { $0.key.request == kind && $0.key.line != .error }
      let count = Self.most(own) { $0.source }
      if count > 0 { found[kind] = count }
    }
    return found
  }

  /// The sum over sources of what the kind of line tells that tells most.
  private static func most(_ cells: [Cell: Int], by source: (Cell) -> Int32) -> Int {
    Dictionary(grouping: cells) { source($0.key) }.values.reduce(0) { sum, own in
      let lines = Dictionary(grouping: own, by: \.key.line).values.map { $0.reduce(0) { $0 + $1.value } }
      return sum + (lines.max() ?? 0)
    }
  }

  private static func words(_ count: Int, _ request: Request, isMixed: Bool) -> String {
    let (one, many) =
      switch request {
      case .push: ("push", "pushes")
      case .query: ("query", "queries")
      case .socket: ("connection", "connections")
      case .other: isMixed ? ("other request", "other requests") : ("request", "requests")
      }
    return "\(count) \(count == 1 ? one : many)"
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
