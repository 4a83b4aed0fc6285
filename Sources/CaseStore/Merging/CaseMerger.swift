import Model

/// Joins cases: sources, records, events, tokens and acceptances of all, renumbered as one reading of all logs numbers
/// them. Correlation and rules follow.
public final class CaseMerger {
  let target: CaseFile
  let inputs: [MergeInput]
  let plan: MergePlan
  let writer: CaseWriter
  let symbols: MergedSymbols
  var tokens: MergedTokens
  var symbolMaps: [[Symbol]] = []
  var tokenMaps: [[Int32]] = []
  var entryMaps: [[Int64: Int64]] = []
  var groups: [Symbol: Symbol] = [:]
  var newGroups: [(client: Symbol, group: Symbol)] = []
  var lastRecord: Int64 = 0
  var lastEvent: Int64 = 0

  /// What was joined.
  public struct Summary: Sendable, Equatable {
    /// Where the bytes of a source of the merged case are looked for.
    public struct Origin: Sendable, Equatable {
      /// Which of the inputs it comes from.
      public var input: Int
      /// Its path in that case.
      public var path: String
    }

    public var sources = 0
    /// Sources that another case has as well.
    public var joinedSources = 0
    /// By number of the source.
    public var origins: [Int32: Origin] = [:]
    /// Sources that got the name of their case before theirs.
    public var renamed: [String] = []
    public var records: Int64 = 0
    public var events: Int64 = 0
    /// Tokens of cases with different keys that were known again by their claims.
    public var matchedTokens = 0
    /// Tokens of cases with different keys that no claims identify, so that each counts as another one.
    public var unmatchedTokens = 0
  }

  /// - Parameters:
  ///   - inputs: the cases, in an order that does not depend on how they were named.
  ///   - labels: a name for each.
  ///   - target: a new case, with a transaction open.
  /// - Throws: `StoreError`.
  public init(_ inputs: [MergeInput], labels: [String], into target: CaseFile) throws(StoreError) {
    self.inputs = inputs
    self.target = target
    plan = MergePlan(inputs, labels: labels)
    writer = try CaseWriter(target)
    symbols = MergedSymbols(writer)
    tokens = MergedTokens(hasSeveralKeys: Set(inputs.map(\.keyGroup)).count > 1)
  }

  /// The fact of a case that retention left gaps in what it was merged of.
  static let gapsFact = "merged_gaps"

  /// Copies everything that was read.
  ///
  /// - Parameter entries: the dialect entries of this lostwrite.
  /// - Returns: what was joined.
  /// - Throws: `StoreError`.
  public func run(entries: [(number: UInt16, id: String, file: String)]) throws -> Summary {
    try mapEntries(entries)
    var orders = try inputs.indices.map { try InputOrder(inputs[$0], ranks: plan.ranks[$0]) }
    symbolMaps = orders.map { Array(repeating: 0, count: $0.symbolCount + 1) }
    tokenMaps = orders.map { Array(repeating: 0, count: $0.tokens.count + 1) }
    for (index, item) in plan.items.enumerated() {
      // Whoever the source is taken from goes first, because it has the order of its bytes.
      let others = inputs.indices.filter { $0 != item.input }
      for input in [item.input] + others { try number(upTo: Int32(index), of: input, &orders[input]) }
      try copy(item, number: Int64(index) + 1)
    }
    for input in inputs.indices { try number(upTo: .max, of: input, &orders[input]) }
    try writer.finishEvents()
    try symbols.write()
    for (index, facts) in tokens.tokens.enumerated() { try writer.put(facts, number: Int32(index) + 1) }
    try writer.put(groups: newGroups)
    for input in inputs { try ForgottenStreams.copy(from: input.file.database, to: target.database) }
    let unread = try inputs.flatMap { try $0.file.unreadInputs(limit: .max).shown }
    if !unread.isEmpty { try target.noteUnread(unread) }
    let read = try target.database.integer("SELECT coalesce(sum(records), 0) FROM source_rows") ?? 0
    if read > lastRecord { try target.setFact(Self.gapsFact, "\(read - lastRecord)") }
    return summary
  }

  private var summary: Summary {
    var summary = Summary()
    summary.sources = plan.items.count
    summary.joinedSources = plan.joined
    for (number, item) in zip(Int32(1)..., plan.items) {
      summary.origins[number] = .init(input: item.input, path: item.source.path)
    }
    summary.renamed = plan.items.filter { $0.path != $0.source.path }.map(\.path)
    summary.records = lastRecord
    summary.events = lastEvent
    summary.matchedTokens = tokens.aliases.count
    summary.unmatchedTokens = tokens.unmatched
    return summary
  }

  /// Gives numbers to the symbols and tokens that sources up to a rank bring along.
  private func number(upTo rank: Int32, of input: Int, _ order: inout InputOrder) throws(StoreError) {
    while let symbol = order.nextSymbol(upTo: rank) {
      symbolMaps[input][Int(symbol)] = try symbols.symbol(try order.text(of: symbol))
    }
    while let token = order.nextToken(upTo: rank) {
      guard let facts = order.tokens[token] else { continue }
      tokenMaps[input][Int(token)] = tokens.number(of: facts, keyGroup: inputs[input].keyGroup)
    }
  }

  /// Entries are the same when id and file are; those that this lostwrite does not have get numbers behind its own.
  private func mapEntries(_ own: [(number: UInt16, id: String, file: String)]) throws(StoreError) {
    try writer.put(entries: own)
    var numbers = Dictionary(
      own.map { ("\($0.id) \($0.file)", Int64($0.number)) }, uniquingKeysWith: { first, _ in first })
    var last = own.map { Int64($0.number) }.max() ?? 0
    for input in inputs {
      var map: [Int64: Int64] = [:]
      let rows = try input.file.database.prepare("SELECT entry, id, file FROM entry_rows ORDER BY entry")
      while try rows.step() {
        let (id, file) = (rows.text(1) ?? "", rows.text(2) ?? "")
        if numbers["\(id) \(file)"] == nil {
          last += 1
          numbers["\(id) \(file)"] = last
          try writer.put(entries: [(UInt16(clamping: last), id, file)])
        }
        map[rows.integer(0)] = numbers["\(id) \(file)"]
      }
      entryMaps.append(map)
    }
  }
}
