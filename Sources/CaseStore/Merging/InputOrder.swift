import Model

/// The symbols and tokens of a case that is merged, in the order in which the merged case comes to them.
struct InputOrder {
  let symbolCount: Int
  /// Facts by number.
  let tokens: [Int32: TokenFacts]
  private let symbolOrder: [(rank: Int32, number: Int32)]
  private let tokenOrder: [(rank: Int32, number: Int32)]
  private var symbolsDone = 0
  private var tokensDone = 0
  private let symbolText: Statement

  /// - Parameters:
  ///   - input: the case.
  ///   - ranks: for each of its sources the place in the merged case.
  /// - Throws: `StoreError` when the case cannot be read.
  init(_ input: MergeInput, ranks: [Int64: Int32]) throws(StoreError) {
    let database = input.file.database
    symbolCount = try Int(database.integer("SELECT max(symbol) FROM symbols") ?? 0)
    tokens = try Self.tokens(of: database)
    var symbolsSeen = FirstSeen(last: symbolCount)
    var tokensSeen = FirstSeen(last: Int(tokens.keys.max() ?? 0))
    let positions = Dictionary(
      zip(input.sources.map(\.number), Int32(0)...), uniquingKeysWith: { first, _ in first })
    let rows = try database.prepare(
      "SELECT source, grp, client, connection, usr, name, address, token FROM event_rows")
    while try rows.step() {
      let source = rows.integer(0)
      let (position, rank) = (positions[source] ?? .max, ranks[source] ?? .max)
      for column in Int32(1)...6 {
        symbolsSeen.note(Int32(truncatingIfNeeded: rows.integer(column)), position: position, rank: rank)
      }
      tokensSeen.note(Int32(truncatingIfNeeded: rows.integer(7)), position: position, rank: rank)
    }
    let order = input.sources.map { ranks[$0.number] ?? .max }
    symbolOrder = symbolsSeen.order(ranks: order)
    tokenOrder = tokensSeen.order(ranks: order)
    symbolText = try database.prepare("SELECT text FROM symbols WHERE symbol = ?")
  }

  private static func tokens(of database: Database) throws(StoreError) -> [Int32: TokenFacts] {
    let rows = try TokenRows(database)
    var tokens: [Int32: TokenFacts] = [:]
    while let row = try rows.next() { tokens[row.token] = row.facts }
    return tokens
  }

  mutating func nextSymbol(upTo rank: Int32) -> Symbol? {
    guard symbolsDone < symbolOrder.count, symbolOrder[symbolsDone].rank <= rank else { return nil }
    symbolsDone += 1
    return symbolOrder[symbolsDone - 1].number
  }

  mutating func nextToken(upTo rank: Int32) -> Int32? {
    guard tokensDone < tokenOrder.count, tokenOrder[tokensDone].rank <= rank else { return nil }
    tokensDone += 1
    return tokenOrder[tokensDone - 1].number
  }

  func text(of symbol: Symbol) throws(StoreError) -> String {
    defer { symbolText.reset() }
    symbolText.bind(1, Int64(symbol))
    return try symbolText.step() ? symbolText.text(0) ?? "" : ""
  }
}
