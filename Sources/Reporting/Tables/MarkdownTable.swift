import CaseStore

/// Rows as a Markdown table (GitHub's extension).
enum MarkdownTable {
  static func head(_ columns: [String]) -> String {
    line(columns.map(StoredValue.text)) + "|" + String(repeating: "---|", count: columns.count) + "\n"
  }

  static func line(_ values: [StoredValue]) -> String { "| " + values.map(cell).joined(separator: " | ") + " |\n" }

  private static func cell(_ value: StoredValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): MarkdownText.escaped(text)
    }
  }
}
