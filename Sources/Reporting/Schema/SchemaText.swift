import CaseStore

/// Views and columns for a terminal.
enum SchemaText {
  static func describe(_ relations: [SchemaRelation], isWhole: Bool) -> String {
    let sections = relations.map { relation in
      "\(relation.name) (\(relation.kind.rawValue))\n  \(plain(relation.summary))\n" + lines(relation)
    }
    let text = sections.joined(separator: "\n")
    return isWhole ? text + "\n" + notes.map { "\(plain($0))\n" }.joined() : text
  }

  /// What holds for all views, in sentences with code in backticks.
  static let notes = [
    "Times are UTC text with microseconds, `2026-10-21T00:44:41.123456Z`, NULL where unknown. They compare as text like the moments.",
    "Durations end in `_s` (seconds) or `_ms` (milliseconds); `offset` and `length` are bytes of the uncompressed source.",
    "Tokens are fingerprints, `t:` and twelve hex digits, equal for equal tokens of one case; raw tokens are never stored.",
    "`record` leads to `records`, and from there to source, line and bytes.",
  ]

  /// The meaning of a column with the values that it can have.
  static func meaning(_ column: SchemaColumn) -> String {
    guard !column.words.isEmpty else { return column.meaning }
    return "\(column.meaning) One of: \(column.words.joined(separator: ", "))."
  }

  static func type(_ column: SchemaColumn) -> String {
    column.unit.map { "\(column.type), \($0.rawValue)" } ?? column.type
  }

  /// Without backticks and links.
  static func plain(_ text: String) -> String {
    text.replacing(/\[([^\]]+)\]\([^)]+\)/) { String($0.output.1) }.replacing("`", with: "")
  }

  private static func lines(_ relation: SchemaRelation) -> String {
    let name = relation.columns.map(\.name.count).max() ?? 0
    let kind = relation.columns.map { type($0).count }.max() ?? 0
    return relation.columns.map { column in
      "  \(padded(column.name, name))  \(padded(type(column), kind))  \(plain(meaning(column)))\n"
    }.joined()
  }

  private static func padded(_ text: String, _ width: Int) -> String { VisibleText.padded(text, to: width) }
}
