public import CaseStore

/// CSV for other programs: NULL is an empty field, empty text a pair of quotes, and text stands as it is.
public enum ExchangeCSV {
  public static func line(_ values: [StoredValue]) -> String { values.map(field).joined(separator: ",") + "\r\n" }

  private static func field(_ value: StoredValue) -> String {
    switch value {
    case .null: return ""
    case .integer(let number): return String(number)
    case .real(let number): return String(number)
    case .text(let text):
      let isPlain = !text.isEmpty && !text.utf8.contains { [0x22, 0x2c, 0x0d, 0x0a].contains($0) }
      return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
  }

  /// A script for DuckDB that reads the files with their types and writes them as Parquet.
  public static func parquetScript(_ relations: [SchemaRelation]) -> String {
    let head = """
      -- Reads the CSV files of this folder with their types and writes each as Parquet.
      -- In this folder: duckdb < parquet.sql
      SET TimeZone = 'UTC';

      """
    return head + relations.map(copy).joined(separator: "\n")
  }

  private static func copy(_ relation: SchemaRelation) -> String {
    let columns = relation.columns.map { "    '\($0.name)': '\(type($0))'" }.joined(separator: ",\n")
    return """
      COPY (SELECT * FROM read_csv('\(relation.name).csv', header = true, delim = ',', quote = '"', escape = '"',
        new_line = '\\r\\n', nullstr = '', allow_quoted_nulls = false, auto_detect = false, max_line_size = 67108864, columns = {
      \(columns)
        })) TO '\(relation.name).parquet' (FORMAT parquet);

      """
  }

  private static func type(_ column: SchemaColumn) -> String {
    switch column.type {
    case "integer": "BIGINT"
    case "real": "DOUBLE"
    case "time": "TIMESTAMPTZ"
    default: "VARCHAR"
    }
  }
}
