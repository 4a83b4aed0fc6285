import CaseStore
import Model

/// A table that the script sorts, filters and pages; its first rows stand in the markup.
struct TableData {
  struct Column {
    enum Kind: String { case text, code, number, time, verdict, severity }
    var title: String
    var kind: Kind
    init(_ title: String, _ kind: Kind = .text) {
      self.title = title
      self.kind = kind
    }
  }

  enum Cell {
    case text(String?)
    case number(Int?)
    /// Microseconds since 1970 in the data, UTC text in the markup.
    case time(Timestamp)

    /// Characters; explanations quote what logs say.
    private static let textLimit = 400

    /// As it is shown.
    var text: String {
      switch self {
      case .text(let text): text.map { TextLimit.cut($0, to: Self.textLimit) } ?? ""
      case .number(let number): number.map(Wording.number) ?? ""
      case .time(let moment): moment.isKnown ? String(moment.iso.prefix(23).replacing("T", with: " ")) : ""
      }
    }

    var json: String {
      switch self {
      case .text(let value): ScriptJSON.text(value == nil ? nil : text)
      case .number(let number): number.map(String.init) ?? "null"
      case .time(let moment): ScriptJSON.number(moment.stored)
      }
    }
  }

  var id: String
  var noun: String
  var columns: [Column]
  var rows: [[Cell]]
  /// How many rows there are in the case.
  var total: Int
  /// What finds the rows that are not here.
  var query: String

  /// Rows in the markup.
  static let rowsInMarkup = 20

  /// The data with as many rows as fit into so many bytes.
  func json(budget: Int) -> String {
    var lines: [String] = []
    // The names around the rows.
    var used = 500
    for row in rows {
      let line = ScriptJSON.list(row.map(\.json))
      used += line.utf8.count + 1
      if used > budget { break }
      lines.append(line)
    }
    let kinds = columns.map { ScriptJSON.text($0.kind.rawValue) }
    return ScriptJSON.object([
      ("kinds", ScriptJSON.list(kinds)), ("noun", ScriptJSON.text(noun)), ("total", String(total)),
      ("rows", "[" + lines.joined(separator: ",\n") + "]"),
    ])
  }
}

extension HTMLReport {
  func table(_ data: TableData) -> HTML {
    let heads: [HTML] = data.columns.map { column in
      "<th scope=\"col\" class=\"k-\(column.kind.rawValue)\">\(column.title)</th>"
    }
    let rows: [HTML] = data.rows.prefix(TableData.rowsInMarkup).map { row in
      let cells: [HTML] = zip(data.columns, row).map { cell($0, $1) }
      return "<tr>\(cells)</tr>\n"
    }
    let rest = data.total - min(data.rows.count, TableData.rowsInMarkup)
    let more: HTML =
      rest > 0 ? "<p class=\"more dim\">and \(Wording.number(rest)) more: <code>\(data.query)</code></p>" : ""
    return """
      <div class="table" data-table="\(data.id)">
      <div class="scroll" role="region" aria-label="\(data.noun)" tabindex="0">
      <table><thead><tr>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table>
      </div>
      \(more)
      </div>
      """
  }

  private func cell(_ column: TableData.Column, _ value: TableData.Cell) -> HTML {
    let text = value.text
    switch column.kind {
    case .verdict:
      return "<td><span class=\"verdict \(VerdictStyle.name(text))\">\(text)</span></td>"
    case .severity: return "<td><span class=\"severity \(text)\">\(text)</span></td>"
    case .code: return "<td><code>\(text)</code></td>"
    case .text, .number, .time: return "<td class=\"k-\(column.kind.rawValue)\">\(text)</td>"
    }
  }
}
