/// The columns of a database table that was exported as CSV.
struct TableHeader: Sendable, Equatable {
  /// Names of the columns as the header spells them.
  let columns: [String]

  /// Columns of Zero's bookkeeping tables, as in `zero_0.clients` and `zero_0.mutations`.
  private static let clients: Set<String> = ["clientGroupID", "clientID", "lastMutationID"]
  private static let mutations: Set<String> = ["clientGroupID", "clientID", "mutationID", "result"]
  /// Columns that hold log lines.
  private static let logs: Set<String> = ["message", "@message", "log", "_raw", "body", "line", "msg"]

  /// Looks at the first bytes of a source; nil when it does not begin like a table.
  init?(path: String, head: UnsafeRawBufferPointer) {
    let line = head.prefix(4096).prefix { $0 != 10 && $0 != 13 }
    let names = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
      String(decoding: $0.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }
    guard names.count > 1, names.allSatisfy(Self.isIdentifier) else { return nil }
    columns = names
    let isNamedTable = path.hasSuffix(".csv") || path.contains(".csv.")
    guard hasWrites || (isNamedTable && Self.logs.isDisjoint(with: names)) else { return nil }
  }

  /// Whether its rows say which writes were processed.
  var hasWrites: Bool {
    let names = Set(columns)
    return names.isSuperset(of: Self.clients) || names.isSuperset(of: Self.mutations)
  }

  private static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(48..<58).contains(first), name.utf8.count <= 64 else { return false }
    return name.utf8.allSatisfy { byte in
      byte == 95 || (48..<58).contains(byte) || (65..<91).contains(byte) || (97..<123).contains(byte)
    }
  }
}
