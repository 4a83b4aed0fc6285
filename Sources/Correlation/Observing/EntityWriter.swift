import CaseStore
import Model

/// Spells the identities of an observation as the logs spell them.
struct EntityWriter {
  let history: GroupHistory
  let facts: GlobalFacts
  let lookup: CaseLookup

  /// The identities of a client: itself, its group, its users, its address, its tokens.
  func entities(client: Symbol, users: Set<Symbol>, tokens: Set<Int32>) throws -> [Finding.Entity] {
    var all: [Finding.Entity] = []
    func add(_ type: EntityType, _ symbol: Symbol) throws {
      let text = try lookup.text(symbol)
      if !text.isEmpty { all.append(.init(type: type, id: text)) }
    }
    try add(.clientGroup, history.group)
    try add(.client, client)
    for user in users.sorted() { try add(.user, user) }
    if let known = history.clients[client] {
      if known.user != 0 && !users.contains(known.user) { try add(.user, known.user) }
      try add(.address, known.address)
    }
    for token in tokens.sorted() where token != 0 {
      guard let known = facts.tokens[token] else { continue }
      all.append(.init(type: .token, id: known.fingerprint))
      if let id = known.tokenID { all.append(.init(type: .token, id: id)) }
      if let subject = known.subject { all.append(.init(type: .user, id: subject)) }
    }
    var seen: Set<Finding.Entity> = []
    return all.filter { seen.insert($0).inserted }
  }

  func writes(_ ids: [Int64], of client: Symbol) throws -> [Finding.Entity] {
    let text = try lookup.text(client)
    guard !text.isEmpty else { return [] }
    return Set(ids).sorted().map { Finding.Entity(type: .mutation, id: "\(text)#\($0)") }
  }
}
