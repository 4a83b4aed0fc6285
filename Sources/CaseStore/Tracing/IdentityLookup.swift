public import Model

/// Finds ids of the case by what the user typed: the whole id, or its first letters where no other begins with them.
public struct IdentityLookup {
  private let database: Database

  public init(_ file: CaseFile) { database = file.database }

  /// Kinds of ids, with the columns of `event_rows` that hold their symbols.
  public enum Kind: String, Sendable {
    case client, clientGroup = "client group"

    fileprivate var column: String {
      switch self {
      case .client: "client"
      case .clientGroup: "grp"
      }
    }
  }

  /// - Parameters:
  ///   - name: an id or the start of one.
  ///   - kind: what it names.
  /// - Returns: its symbol.
  /// - Throws: `LookupFault` where none or several fit; `StoreError` when the case cannot be read.
  public func symbol(_ name: String, _ kind: Kind) throws -> Symbol {
    let rows = try database.prepare(
      """
      SELECT s.symbol, s.text FROM symbols s
      WHERE s.symbol IN (SELECT DISTINCT \(kind.column) FROM event_rows) AND s.text <> '' ORDER BY s.text
      """)
    let known = try rows.list { (Symbol(truncatingIfNeeded: $0.integer(0)), $0.text(1) ?? "") }
    return try Self.only(name, noun: kind.rawValue, known)
  }

  /// The row of a token, by its fingerprint with or without `t:`, or by its own id (`jti`).
  ///
  /// - Throws: `LookupFault` where none or several fit; `StoreError` when the case cannot be read.
  public func token(_ name: String) throws -> Int32 {
    let rows = try database.prepare("SELECT token, fingerprint, token_id FROM token_rows ORDER BY fingerprint")
    let known = try rows.list { row in
      (Int32(truncatingIfNeeded: row.integer(0)), row.text(1) ?? "", row.text(2) ?? "")
    }
    if let own = known.first(where: { !$0.2.isEmpty && $0.2 == name }) { return own.0 }
    let full = name.hasPrefix("t:") ? name : "t:" + name
    return try Self.only(full, noun: "token", known.map { ($0.0, $0.1) })
  }

  /// The id of a request.
  ///
  /// - Throws: `LookupFault` where none or several fit; `StoreError` when the case cannot be read.
  public func request(_ name: String) throws -> String {
    let rows = try database.prepare(
      "SELECT DISTINCT request FROM event_rows WHERE request IS NOT NULL AND request <> '' ORDER BY request")
    return try Self.only(name, noun: "request", rows.list { ($0.text(0) ?? "", $0.text(0) ?? "") })
  }

  /// A write by `CLIENT#N`.
  ///
  /// - Throws: `LookupFault` where there is no such client, no such write or the name is none; `StoreError` when the
  ///   case cannot be read.
  public func write(_ name: String) throws -> TraceSelection.Write {
    // A name that was cut out of a CSV file ends with its carriage return.
    let name = String(name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    guard let mark = name.lastIndex(of: "#"), let number = Int64(name[name.index(after: mark)...]),
      mark > name.startIndex
    else {
      throw LookupFault.noWrite(name)
    }
    let client = try symbol(String(name[..<mark]), .client)
    let rows = try database.prepare("SELECT mutation FROM mutation_rows WHERE client = ? ORDER BY mutation")
    rows.bind(1, Int64(client))
    let known = try rows.list { $0.integer(0) }
    guard known.contains(number) else {
      throw LookupFault.noWrite(number, of: try text(client), known: known)
    }
    return TraceSelection.Write(client: client, mutation: number)
  }

  /// The group that the writes of a client were judged in; 0 where the case has none of them.
  public func group(ofWritesOf client: Symbol) throws(StoreError) -> Symbol {
    let group = try database.integer("SELECT grp FROM mutation_rows WHERE client = \(client) LIMIT 1")
    return Symbol(truncatingIfNeeded: group ?? 0)
  }

  /// What belongs to a user.
  public struct User: Sendable, Equatable {
    /// nil where only tokens name the user.
    public var symbol: Symbol?
    /// Clients that the user was seen with.
    public var clients: Set<Symbol> = []
    /// Tokens whose subject the user is.
    public var tokens: Set<Int32> = []
  }

  /// A user by id, as records or the subjects of tokens spell it.
  ///
  /// - Throws: `LookupFault` where none or several fit; `StoreError` when the case cannot be read.
  public func user(_ name: String) throws -> User {
    let names = try database.prepare(
      """
      SELECT text FROM symbols WHERE symbol IN (SELECT DISTINCT usr FROM event_rows) AND text <> ''
      UNION SELECT subject FROM token_rows WHERE subject IS NOT NULL ORDER BY 1
      """)
    let known = try names.list { ($0.text(0) ?? "", $0.text(0) ?? "") }
    let id = try Self.only(name, noun: "user", known)
    var user = User()
    let symbols = try database.prepare("SELECT symbol FROM symbols WHERE text = ?")
    symbols.bind(1, id)
    if try symbols.step() { user.symbol = Symbol(truncatingIfNeeded: symbols.integer(0)) }
    let clients = try database.prepare("SELECT DISTINCT client FROM event_rows WHERE usr = ? AND client <> 0")
    clients.bind(1, Int64(user.symbol ?? -1))
    user.clients = Set(try clients.list { Symbol(truncatingIfNeeded: $0.integer(0)) })
    let tokens = try database.prepare("SELECT token FROM token_rows WHERE subject = ?")
    tokens.bind(1, id)
    user.tokens = Set(try tokens.list { Int32(truncatingIfNeeded: $0.integer(0)) })
    return user
  }

  private func text(_ symbol: Symbol) throws(StoreError) -> String {
    try database.text("SELECT text FROM symbols WHERE symbol = \(symbol)") ?? ""
  }

  private static func only<ID>(_ name: String, noun: String, _ known: [(ID, String)]) throws(LookupFault) -> ID {
    if let exact = known.first(where: { $0.1 == name }) { return exact.0 }
    let fitting = known.filter { $0.1.hasPrefix(name) }
    guard let first = fitting.first, !name.isEmpty else {
      throw .nothing(name, noun: noun, known: known.map(\.1))
    }
    guard fitting.count == 1 else { throw .several(name, noun: noun, candidates: fitting.map(\.1)) }
    return first.0
  }
}

extension LookupFault {
  fileprivate static func noWrite(_ name: String) -> LookupFault {
    LookupFault(description: "'\(name)' is no write; expected CLIENT#N, for example c1ur329a0#7")
  }

  fileprivate static func noWrite(_ number: Int64, of client: String, known: [Int64]) -> LookupFault {
    guard let first = known.first, let last = known.last else {
      return LookupFault(description: "no write #\(number) of client \(client): the case has no writes of it at all")
    }
    let near = known.sorted { (abs($0 - number), $0) < (abs($1 - number), $1) }.prefix(3).sorted()
    return LookupFault(
      description:
        "no write #\(number) of client \(client): the case has \(known.count), #\(first) to #\(last); nearest: "
        + near.map { "#\($0)" }.joined(separator: ", "))
  }
}
