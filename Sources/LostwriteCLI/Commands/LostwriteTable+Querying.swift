import CommandLineTable
import Reporting

/// Commands that ask a case in SQL, or take it elsewhere.
extension LostwriteTable {
  static let query = CommandDefinition(
    name: "query", summary: "Ask a case in SQL; nothing but reading is possible.",
    arguments: [
      ArgumentDefinition(name: "CASE", isOptional: true, summary: "A case file."),
      ArgumentDefinition(
        name: "SQL", isOptional: true,
        summary: "One SELECT on the views that 'lostwrite schema' lists, or the name of a saved query."),
    ],
    options: [
      OptionDefinition(long: "list", summary: "List the saved queries with their parameters, and ask nothing."),
      OptionDefinition(
        long: "parameter", short: "p", valueName: "NAME=VALUE", isRepeatable: true,
        summary: "The value of :NAME in the query: a number or text; NAME:text=VALUE says its type."),
      rowFormat,
    ] + limits,
    examples: [
      CommandExample(
        "lostwrite query lostwrite.case.db 'SELECT verdict, count(*) FROM mutations GROUP BY verdict'",
        "How many writes ended how"),
      CommandExample("lostwrite query lostwrite.case.db losses-by-client", "A saved query"),
      CommandExample(
        "lostwrite query lostwrite.case.db client-writes -p client=1ur329a0 --format markdown",
        "Another, with a parameter, for an issue"),
      CommandExample(
        "lostwrite query lostwrite.case.db 'SELECT * FROM push_attempts' --format csv > attempts.csv",
        "Rows for a spreadsheet"),
      CommandExample("lostwrite query --list", "Which saved queries there are"),
    ],
    discussion: """
      The functions lateness(token, at), jwt_claim(token, 'exp'), at_offset(at, '+5 minutes') and line(record) are there \
      beside those of SQLite. A query that finds no rows ends with status 0 and says so on stderr; one that cannot run \
      ends with 2.
      """)

  static let sql = CommandDefinition(
    name: "sql", summary: "Ask a case in SQL at a prompt, with the rules of query.",
    arguments: [ArgumentDefinition(name: "CASE", summary: "A case file.")],
    options: [rowFormat] + limits,
    examples: [
      CommandExample("lostwrite sql lostwrite.case.db", "A prompt; .help tells more"),
      CommandExample("echo 'SELECT count(*) FROM records;' | lostwrite sql lostwrite.case.db", "Queries out of a pipe"),
    ],
    discussion: """
      A query ends with a semicolon and may have several lines. Ctrl-C stops a running query, Ctrl-D leaves. What was \
      typed is kept for the next time in $XDG_STATE_HOME/lostwrite/sql-history. Where stdin is no terminal, queries are \
      read from it, and the first that cannot run ends the command with 2.
      """)

  static let schema = CommandDefinition(
    name: "schema", summary: "Print the views of a case with the meaning and unit of each column.",
    arguments: [ArgumentDefinition(name: "VIEW", isOptional: true, summary: "One of them; all by default.")],
    options: [
      OptionDefinition(
        long: "format", short: "f", valueName: "FORMAT", summary: "How they are written.",
        choices: SchemaFormat.allCases.map(\.rawValue), defaultValue: "text")
    ],
    examples: [
      CommandExample("lostwrite schema mutations", "The columns of one view"),
      CommandExample("lostwrite schema --format json", "Everything, for a program"),
    ])

  static let export = CommandDefinition(
    name: "export", summary: "Write a case for other programs: Datasette, or CSV that DuckDB turns into Parquet.",
    arguments: [ArgumentDefinition(name: "CASE", summary: "A case file.")],
    options: [
      OptionDefinition(
        long: "datasette", valueName: "DIR",
        summary: "A new folder that 'datasette DIR' serves: a copy of the case, what its columns mean, saved queries."),
      OptionDefinition(
        long: "csv", valueName: "DIR",
        summary: "A new folder with a CSV file of every view, their types, and a script for DuckDB."),
    ],
    examples: [
      CommandExample("lostwrite export lostwrite.case.db --datasette night/", "Then: datasette night/"),
      CommandExample("lostwrite export lostwrite.case.db --csv views/", "Then, in views: duckdb < parquet.sql"),
    ],
    discussion: """
      The key of the fingerprints is never exported. In the CSV files NULL is an empty field and empty text is a pair of \
      quotes; text stands as it is, also where a spreadsheet would take it for a formula.
      """)

  private static let rowFormat = OptionDefinition(
    long: "format", short: "f", valueName: "FORMAT",
    summary: "How rows are written: an aligned table, CSV (RFC 4180), a JSON array, JSON lines or a Markdown table.",
    choices: RowFormat.allCases.map(\.rawValue), defaultValue: "table")

  private static let limits = [
    OptionDefinition(
      long: "timeout", valueName: "SECONDS", summary: "How long one query may compute; 0 for any time.",
      defaultValue: "60"),
    OptionDefinition(
      long: "max-memory", valueName: "SIZE",
      summary: "How much memory it may take: bytes, or with K, M or G; 0 for any.",
      defaultValue: "1G"),
  ]
}
