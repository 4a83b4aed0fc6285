import CaseStore

/// docs/schema.md.
enum SchemaMarkdown {
  static func document(_ relations: [SchemaRelation]) -> String {
    """
    # The case: views and columns

    <!-- Made from the catalog in Sources/CaseStore/Schema/Catalog; do not edit. -->

    A case is one SQLite file. Its views, and the tables that stand here, are a stable contract; other tables (`*_rows`) are not.
    `lostwrite schema` prints this on a terminal; [sql.md](sql.md) tells how to ask.

    \(SchemaText.notes.map { "* \($0)\n" }.joined())
    \(relations.map(section).joined(separator: "\n"))
    """ + "\n" + examples
  }

  /// One view with a table of its columns.
  static func section(_ relation: SchemaRelation) -> String {
    let rows = relation.columns.map { column in
      "| `\(column.name)` | \(SchemaText.type(column)) | \(cell(SchemaText.meaning(column))) |\n"
    }
    let kind = relation.kind == .table ? " (a table)" : ""
    return """
      ## `\(relation.name)`

      \(relation.summary)\(kind)

      | column | type | meaning |
      |---|---|---|

      """ + rows.joined()
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  private static let examples = """

    ## Examples

    ```sql
    -- The writes that were dropped, with their pushes
    SELECT m.write_key, m.explanation, a.at, a.http_status, a.token, a.token_expired_by_s
    FROM mutations m JOIN push_attempts a USING (client_id, mutation_id) WHERE m.verdict = 'dropped';

    -- Everything that mentions one client around a moment
    SELECT at, kind, detail FROM events WHERE client_id = '1ur329a0' AND at BETWEEN '2026-10-21T00:49' AND '2026-10-21T00:51';
    ```

    """
}
