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
    return .init(message: reason, sql: sql, offset: offset, help: names.help(for: reason, in: sql))
  }

  static func zeroByte(_ sql: String) -> QueryFault {
    .init(message: "the query has a zero byte", sql: sql, help: "SQL is text; is this another kind of file?")
  }
}
