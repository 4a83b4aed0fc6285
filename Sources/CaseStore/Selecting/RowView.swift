/// The views that rules may read, with their columns.
public enum RowView: String, CaseIterable, Sendable {
  case mutations, observations, records, connections
  case pushAttempts = "push_attempts"
  case apiRequests = "api_requests"
  case tokenSightings = "token_sightings"
  case lmidObservations = "lmid_observations"

  /// The columns, in the order of the view.
  public var columns: [RowColumn] { Self.columnsByView[self] ?? [] }

  private static let columnsByView = Dictionary(
    uniqueKeysWithValues: allCases.map { view in
      (view, (SchemaCatalog.relation(view.rawValue)?.columns ?? []).map { RowColumn($0.name, $0.kind) })
    })

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
