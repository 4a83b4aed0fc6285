import Model

/// The views that rules may read, with their columns.
public enum RowView: String, CaseIterable, Sendable {
  case mutations, observations, records, connections
  case pushAttempts = "push_attempts"
  case apiRequests = "api_requests"
  case tokenSightings = "token_sightings"
  case lmidObservations = "lmid_observations"

  /// The columns, in the order of the view.
  public var columns: [RowColumn] {
    switch self {
    case .mutations: Self.mutationColumns
    case .observations: Self.observationColumns
    case .records: Self.recordColumns
    case .connections: Self.connectionColumns
    case .pushAttempts: Self.attemptColumns
    case .apiRequests: Self.requestColumns
    case .tokenSightings: Self.sightingColumns
    case .lmidObservations: Self.lmidColumns
    }
  }

  public func column(_ name: String) -> RowColumn? { columns.first { $0.name == name } }

  /// The columns with the first and the last moment of a row.
  public var span: (first: String, last: String) {
    switch self {
    case .mutations, .observations: ("first_at", "last_at")
    case .connections: ("opened_at", "closed_at")
    default: ("at", "at")
    }
  }

  /// The columns that hold a record number, with what that record shows.
  public var recordColumns: [(column: String, role: String)] {
    switch self {
    case .observations: []
    case .mutations: [("record", "decides the verdict")]
    case .records: [("record", "the record")]
    case .connections: [("opened_record", "connection opened"), ("closed_record", "connection closed")]
    case .pushAttempts: [("record", "push"), ("api_record", "API line")]
    case .apiRequests: [("record", "API line")]
    case .tokenSightings: [("record", "token seen")]
    case .lmidObservations: [("record", "last mutation id seen")]
    }
  }

  /// The column that leads to further evidence and entities in other tables; nil where a row says all itself.
  public var key: String? {
    switch self {
    case .mutations: "mutation_row"
    case .observations: "observation"
    default: nil
    }
  }

  /// The column that counts occurrences; nil where each row is one.
  public var countColumn: String? { self == .observations ? "count" : nil }

  /// A total order of the rows that does not depend on how they were inserted, as far as the rows differ.
  var order: String {
    let stored = [span.first, span.last].filter { name in columns.contains { $0.name == name } }
    let identities = ["client_group_id", "client_id", "mutation_id", "record", "observation", "line"]
    let rest = identities.filter { column($0) != nil }
    return (stored + rest).map { "\"\($0)\"" }.joined(separator: ", ")
  }
}

extension RowView {
  private static let strengths = Strength.allCases.map(\.rawValue)
  private static let mutationColumns: [RowColumn] =
    RowColumn.texts("system", "write_key", "client_group_id", "client_id") + RowColumn.integers("mutation_id")
    + RowColumn.texts("user_id", "name") + RowColumn.word("verdict", Verdict.allCases.map(\.rawValue))
    + RowColumn.word("cause", Cause.allCases.map(\.rawValue)) + RowColumn.word("strength", strengths)
    + RowColumn.texts("explanation") + RowColumn.integers("attempts") + RowColumn.times("first_at", "last_at")
    + RowColumn.integers("record", "mutation_row")
  /// What Correlation writes into `observations.type`.
  static let observationTypes = [
    "stale_token", "auth_refused", "auth_loop", "auth_stuck", "needs_auth_overridden", "pusher_died", "user_mismatch",
    "server_fault", "credential_leak", "unattributed_drop",
  ]
  private static let observationColumns: [RowColumn] =
    RowColumn.integers("observation") + RowColumn.word("type", observationTypes)
    + RowColumn.texts("client_group_id", "client_id", "user_id", "token")
    + RowColumn.word("place", ["connect", "push", "query", "api_request"])
    + RowColumn.word("carrier", ["forwarder", "client", "unknown"]) + RowColumn.texts("cause")
    + RowColumn.integers("status") + RowColumn.word("strength", strengths) + RowColumn.times("first_at", "last_at")
    + RowColumn.integers("count", "accepted", "refused", "writes", "recovered")
    + RowColumn.reals("recovered_after_s", "expired_min_s", "expired_max_s") + RowColumn.times("newer_since")
    + RowColumn.texts("detail")
  private static let recordColumns: [RowColumn] =
    RowColumn.integers("record", "source") + RowColumn.texts("path") + RowColumn.integers("offset", "length", "line")
    + RowColumn.times("at") + RowColumn.word("time_origin", RecordRow.timeOrigins)
    + RowColumn.word("level", RecordRow.levels) + RowColumn.word("stream", RecordRow.streams)
    + RowColumn.word("format", RecordRow.formats) + RowColumn.texts("entry", "text")
  private static let connectionColumns: [RowColumn] =
    RowColumn.texts("client_group_id", "client_id", "connection_id", "user_id", "address")
    + RowColumn.times("opened_at", "closed_at") + RowColumn.integers("close_code")
    + RowColumn.texts("close_reason", "token") + RowColumn.integers("opened_record", "closed_record")
  private static let attemptColumns: [RowColumn] =
    RowColumn.times("at") + RowColumn.texts("client_group_id", "client_id")
    + RowColumn.integers("mutation_id", "http_status") + RowColumn.texts("outcome", "token")
    + RowColumn.reals("token_expired_by_s") + RowColumn.texts("api_request", "link", "link_reason")
    + RowColumn.integers("record", "api_record")
  private static let requestColumns: [RowColumn] =
    RowColumn.times("at") + RowColumn.integers("source") + RowColumn.texts("method", "path")
    + RowColumn.integers("status") + RowColumn.reals("duration_ms")
    + RowColumn.texts("user_id", "request_id", "trace_id", "token") + RowColumn.integers("record")
    + RowColumn.texts("client_group_id", "client_id")
  private static let sightingColumns: [RowColumn] =
    RowColumn.texts("token") + RowColumn.times("at")
    + RowColumn.word("place", ["connect", "auth_server", "push", "client", "api_request"])
    + RowColumn.texts("client_group_id", "client_id") + RowColumn.reals("expired_by_s") + RowColumn.integers("record")
  private static let lmidColumns: [RowColumn] =
    RowColumn.texts("client_group_id", "client_id") + RowColumn.integers("last_mutation_id") + RowColumn.times("at")
    + RowColumn.word("evidence", ["database", "proxy", "api", "message"]) + RowColumn.integers("record")
}
