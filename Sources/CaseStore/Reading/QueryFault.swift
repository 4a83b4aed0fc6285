import Spelling

/// Why a query on a case cannot run, with the place in its text.
public struct QueryFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// One sentence, without the place.
  public let message: String
  public let sql: String
  /// UTF-8 bytes of the query before the fault; nil where SQLite does not tell.
  public var offset: Int?
  public var help: String?

  /// `error: ...`, the line of the query with a caret, and what to do; no final line break.
  public var description: String {
    var lines = ["error: \(message)"]
    if let offset {
      let before = sql.utf8.prefix(offset)
      let line = before.count { $0 == 0x0a } + 1
      let start = before.lastIndex(of: 0x0a).map { sql.utf8.index(after: $0) } ?? sql.startIndex
      let column = String(decoding: sql.utf8[start..<before.endIndex], as: UTF8.self).count + 1
      let excerpt = sql[start...].prefix { !$0.isNewline }.map { $0 == "\t" ? " " : $0 }
      lines.append(" --> query:\(line):\(column)")
      lines.append("  | \(String(excerpt))")
      lines.append("  | \(String(repeating: " ", count: column - 1))^")
    }
    if let help { lines.append(" help: \(help)") }
    return lines.joined(separator: "\n")
  }

  static func empty() -> QueryFault {
    .init(
      message: "the query is empty", sql: "",
      help: "ask for example: SELECT verdict, count(*) FROM mutations GROUP BY 1")
  }

  static func secondStatement(_ sql: String, at offset: Int) -> QueryFault {
    .init(message: "a second statement starts here", sql: sql, offset: offset, help: "ask one query at a time")
  }

  static func denied(_ sql: String, offset: Int?) -> QueryFault {
    .init(
      message: "a query may only read, this one asks for more", sql: sql, offset: offset,
      help: "write a SELECT; to change data, copy the case file and use sqlite3")
  }

  static func notAccepted(
    _ sql: String, reason: String, isDenied: Bool, offset: Int?, names: SchemaNames
  ) -> QueryFault {
    if isDenied || reason.hasPrefix("not authorized") { return denied(sql, offset: offset) }
    if reason == "incomplete input" {
      return .init(message: "the query ends too early", sql: sql, offset: sql.utf8.count)
    }
    return .init(message: reason, sql: sql, offset: offset, help: names.help(for: reason))
  }
}

/// The tables and columns of a case, for telling the nearest name.
struct SchemaNames {
  let tables: [String]
  let columns: [String]

  init(_ database: Database) throws(StoreError) {
    let order = "ORDER BY s.type DESC, s.name"
    tables = try database.prepare(
      "SELECT s.name FROM sqlite_schema s WHERE s.type IN ('table', 'view') \(order)"
    ).list { $0.text(0) ?? "" }
    columns = try database.prepare(
      """
      SELECT c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE s.type IN ('table', 'view')
      GROUP BY c.name ORDER BY max(s.type) DESC, c.name
      """
    ).list { $0.text(0) ?? "" }
  }

  /// What to write instead of the name that SQLite does not know.
  func help(for reason: String) -> String? {
    if let name = Self.name(in: reason, after: "no such table: ") {
      return EditDistance.nearest(to: name, among: tables).map { "did you mean '\($0)'?" }
        ?? "the tables are: \(tables.joined(separator: ", "))"
    }
    guard let name = Self.name(in: reason, after: "no such column: ") else { return nil }
    return EditDistance.nearest(to: name, among: columns).map { "did you mean '\($0)'?" }
      ?? "SELECT name FROM pragma_table_info('mutations') lists the columns of a table"
  }

  /// The last part of a name: `verdit` of `m.verdit`.
  private static func name(in reason: String, after prefix: String) -> String? {
    guard reason.hasPrefix(prefix) else { return nil }
    let word = reason.dropFirst(prefix.count).prefix { $0 != " " }
    return word.split(separator: ".").last.map(String.init)
  }
}
