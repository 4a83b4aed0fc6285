public import CaseStore

/// How the rows of a query are written.
public enum RowFormat: String, CaseIterable, Sendable {
  case table, csv, json
  /// One JSON object a line.
  case jsonLines = "jsonl"
  case markdown
}

/// Writes rows as they come; memory stays bounded however many there are.
public struct RowWriter {
  private let format: RowFormat
  private let columns: [String]
  private let write: (String) throws -> Void
  private var waiting: [[StoredValue]] = []
  private var widths: [Int]?
  public private(set) var rows = 0

  /// Column widths of a table follow from this many rows; wider values further down stand out of their column.
  private static let measuredRows = 500

  /// Starts writing.
  ///
  /// - Parameters:
  ///   - format: A table, CSV (RFC 4180), a JSON array of objects, an object a line, or a Markdown table.
  ///   - columns: Names of the columns.
  ///   - write: Takes text that is complete up to a line end.
  /// - Throws: What `write` throws.
  public init(_ format: RowFormat, columns: [String], write: @escaping (String) throws -> Void) throws {
    self.format = format
    self.columns = [.json, .jsonLines].contains(format) ? Self.unique(columns) : columns
    self.write = write
    switch format {
    case .csv: try write(CSVText.line(columns.map(StoredValue.text)))
    case .markdown: try write(MarkdownTable.head(columns))
    case .table, .json, .jsonLines: break
    }
  }

  public mutating func add(_ row: [StoredValue]) throws {
    switch format {
    case .csv: try write(CSVText.line(row))
    case .json: try write((rows == 0 ? "[\n " : ",\n ") + JSONText.object(columns, row))
    case .jsonLines: try write(JSONText.object(columns, row) + "\n")
    case .markdown: try write(MarkdownTable.line(row))
    case .table:
      if widths == nil, waiting.count < Self.measuredRows { waiting.append(row) } else { try writeTable(row) }
    }
    rows += 1
  }

  /// Writes what is still held back.
  public mutating func finish() throws {
    switch format {
    case .csv, .jsonLines, .markdown: break
    case .json: try write(rows == 0 ? "[]\n" : "\n]\n")
    case .table: if rows > 0 { try flush() }
    }
  }

  private mutating func writeTable(_ row: [StoredValue]) throws {
    try flush()
    try write(line(row.map(TableText.cell), row))
  }

  private mutating func flush() throws {
    guard widths == nil else { return }
    let names = columns.map(VisibleText.escaped)
    let cells = waiting.map { $0.map(TableText.cell) }
    let widths = columns.indices.map { index in
      max(VisibleText.width(names[index]), cells.map { VisibleText.width($0[index]) }.max() ?? 0)
    }
    self.widths = widths
    try write(line(names, nil))
    try write(line(widths.map { String(repeating: "-", count: $0) }, nil))
    for (row, values) in zip(cells, waiting) { try write(line(row, values)) }
    waiting = []
  }

  private func line(_ cells: [String], _ values: [StoredValue]?) -> String {
    let parts = cells.enumerated().map { index, cell in
      let width = widths?[index] ?? 0
      if let value = values?[index], TableText.isNumber(value) {
        return String(repeating: " ", count: max(0, width - VisibleText.width(cell))) + cell
      }
      return index == cells.count - 1 ? cell : VisibleText.padded(cell, to: width)
    }
    return parts.joined(separator: "  ") + "\n"
  }

  /// JSON objects need different names: `count`, `count_2`.
  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.map { name in
      var candidate = name
      var number = 2
      while !seen.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
  }
}
