import CaseStore
import Model

/// Who and what rows are about.
enum Identities {
  /// The columns of all views that name someone or something.
  static let typeOfColumn: [String: EntityType] = [
    "client_group_id": .clientGroup, "client_id": .client, "user_id": .user, "token": .token,
    "connection_id": .connection, "write_key": .mutation, "request_id": .request, "api_request": .request,
    "address": .address,
  ]

  /// The entities that the columns of a row name.
  static func ofRow(_ row: SelectedRow, _ view: RowView) -> [Finding.Entity] {
    var entities = typeOfColumn.compactMap { column, type in
      row[column].text.flatMap { $0.isEmpty ? nil : Finding.Entity(type: type, id: $0) }
    }
    switch view {
    case .records:
      if let path = row["path"].text { entities.append(.init(type: .source, id: path)) }
    case .pushAttempts:
      if let client = row["client_id"].text, let mutation = row["mutation_id"].text {
        entities.append(.init(type: .mutation, id: "\(client)#\(mutation)"))
      }
    default: break
    }
    return entities
  }

  /// In the order of the vocabulary, then by id; numbers of writes as numbers.
  static func sorted(_ entities: Set<Finding.Entity>) -> [Finding.Entity] {
    let ranks = Dictionary(uniqueKeysWithValues: zip(EntityType.allCases, EntityType.allCases.indices))
    let keyed = entities.map { (rank: ranks[$0.type] ?? 0, key: WriteKey($0.id), entity: $0) }
    return keyed.sorted { ($0.rank, $0.key) < ($1.rank, $1.key) }.map(\.entity)
  }

  /// The most telling identities first; each is that of the finding where there is exactly one. A source is none: it gets
  /// another name when it is rotated, and what its name is within all of them depends on the others.
  private static let telling: [EntityType] = [.client, .clientGroup, .user, .session, .address, .token]

  /// What makes a finding the same one in the next run: whom it is about, not what else was seen of it by then.
  ///
  /// Fingerprints of tokens depend on the case's key, so a token's own id comes before them.
  ///
  /// - Returns: empty where the finding is about no more than its sources.
  static func lasting(_ entities: [Finding.Entity]) -> [String] {
    let named = telling.map { type in
      entities.filter { $0.type == type }.map { "\(type.rawValue)=\($0.id)" }
    }
    let tellable = named.map { ids in
      let lasting = ids.filter { !$0.hasPrefix("token=t:") }
      return lasting.isEmpty ? ids : lasting
    }
    return (tellable.first { $0.count == 1 } ?? tellable.first { !$0.isEmpty } ?? []).sorted()
  }

  /// Whom a finding is about: `client 1ur329a0... (user u1)`.
  static func subject(_ entities: [Finding.Entity]) -> String {
    let ids = Dictionary(grouping: entities, by: \.type).mapValues { $0.map(\.id) }
    let users = ids[.user] ?? []
    let order: [(type: EntityType, one: String, many: String)] = [
      (.client, "client", "clients"), (.clientGroup, "client group", "client groups"),
      (.session, "session", "sessions"),
      (.token, "token", "tokens"), (.source, "source", "sources"), (.address, "address", "addresses"),
    ]
    for (type, one, many) in order {
      // Whose a token is says more than its name.
      if type == .token && !users.isEmpty { continue }
      guard let names = ids[type].map({ type == .token ? tokens($0) : $0 }), let first = names.first else { continue }
      let what = names.count == 1 ? "\(one) \(Abbreviation.id(first))" : "\(names.count) \(many)"
      switch users.count {
      case 0: return what
      case 1: return "\(what) (user \(Abbreviation.id(users[0])))"
      default: return "\(what) (\(users.count) users)"
      }
    }
    guard let user = users.first else { return "the deployment" }
    return users.count == 1 ? "user \(Abbreviation.id(user))" : "\(users.count) users"
  }

  /// Each token once: one with an id of its own has two names.
  private static func tokens(_ names: [String]) -> [String] {
    let fingerprints = names.filter { $0.hasPrefix("t:") }
    return fingerprints.isEmpty ? names : fingerprints
  }
}

/// `CLIENT#12`, ordered by client and then by number.
struct WriteKey: Comparable {
  let client: String
  let number: Int64?

  init(_ text: String) {
    if let hash = text.lastIndex(of: "#"), let number = Int64(text[text.index(after: hash)...]) {
      client = String(text[..<hash])
      self.number = number
    } else {
      client = text
      number = nil
    }
  }

  static func < (a: WriteKey, b: WriteKey) -> Bool {
    (a.client, a.number ?? .min) < (b.client, b.number ?? .min)
  }
}
