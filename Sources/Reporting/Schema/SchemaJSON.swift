import CaseStore

/// Views and columns for programs.
enum SchemaJSON {
  static func describe(_ relations: [SchemaRelation]) -> String {
    let items = relations.map { relation in
      let columns = relation.columns.map { "    " + column($0) }.joined(separator: ",\n")
      return """
          {"name": \(quoted(relation.name)), "kind": \(quoted(relation.kind.rawValue)), \
        "description": \(quoted(SchemaText.plain(relation.summary))), "columns": [
        \(columns)
          ]}
        """
    }
    return "[\n" + items.joined(separator: ",\n") + "\n]\n"
  }

  /// `unit` and `values` are left out where there are none.
  private static func column(_ column: SchemaColumn) -> String {
    var fields = ["\"name\": \(quoted(column.name))", "\"type\": \(quoted(column.type))"]
    if let unit = column.unit { fields.append("\"unit\": \(quoted(unit.rawValue))") }
    if !column.words.isEmpty {
      fields.append("\"values\": [\(column.words.map(quoted).joined(separator: ", "))]")
    }
    fields.append("\"description\": \(quoted(SchemaText.plain(column.meaning)))")
    return "{" + fields.joined(separator: ", ") + "}"
  }

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
