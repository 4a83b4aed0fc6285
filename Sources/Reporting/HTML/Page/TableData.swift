import CaseStore
import Model

/// A table that the script sorts, filters and pages; its first rows stand in the markup.
struct TableData {
  struct Column {
    /// `title` is the text that opens a row's detail, `findings` a list of their numbers.
    enum Kind: String { case text, code, number, time, verdict, severity, title, findings }
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
    /// The number of a finding.
    case finding(Int64)
    /// A text that is like those of other rows.
    case shaped(String)

    /// Characters; explanations quote what logs say.
    private static let textLimit = 400

    /// As it is shown.
    var text: String {
      switch self {
      case .text(let text): text.map { TextLimit.cut($0, to: Self.textLimit) } ?? ""
      case .number(let number): number.map(Wording.number) ?? ""
      case .finding(let number): String(number)
      case .shaped(let text): TextLimit.cut(text, to: Self.textLimit)
      case .time(let moment): moment.isKnown ? String(moment.iso.prefix(23).replacing("T", with: " ")) : ""
      }
    }

    func json(_ shapes: inout TextShapes) -> String {
      switch self {
      case .finding(let number): String(number)
      case .shaped: shapes.encoded(text)
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
  /// What a row tells when it is opened, of the first rows.
  var details: [FindingDetail] = []
  /// What tells all of a row that can be opened, but for the row's number.
  var command: String?

  /// Rows in the markup.
  static let rowsInMarkup = 20

  /// The data with as many rows as fit into so many bytes, and details of as many of these as then fit.
  func json(budget: Int) -> String {
    var shapes = TextShapes()
    // The names around the rows.
    var used = 500
    func fitting<Item>(_ items: some Sequence<Item>, _ json: (Item, inout TextShapes) -> String) -> [String] {
      var lines: [String] = []
      for item in items {
        let line = json(item, &shapes)
        used += line.utf8.count + 2
        if used + shapes.bytes > budget { break }
        lines.append(line)
      }
      return lines
    }
    let lines = fitting(rows) { row, shapes in ScriptJSON.list(row.map { $0.json(&shapes) }) }
    var members = [
      ("kinds", ScriptJSON.list(columns.map { ScriptJSON.text($0.kind.rawValue) })), ("noun", ScriptJSON.text(noun)),
      ("total", String(total)), ("rows", "[" + lines.joined(separator: ",\n") + "]"),
    ]
    if !details.isEmpty {
      let told = fitting(details.prefix(lines.count)) { $0.json(&$1) }
      members.append(("details", "[" + told.joined(separator: ",\n") + "]"))
    }
    if let command { members.append(("command", ScriptJSON.text(command))) }
    return ScriptJSON.object(members + [("shapes", shapes.json)])
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
      <table aria-label="\(data.noun)"><thead><tr>\(heads)</tr></thead>
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
    case .title: return "<td class=\"k-text\">\(text)</td>"
    case .findings: return "<td>\(links(text))</td>"
    case .text, .number, .time: return "<td class=\"k-\(column.kind.rawValue)\">\(text)</td>"
    }
  }

  /// Numbers of findings, as links to those that are told in full.
  private func links(_ numbers: String) -> HTML {
    let links: [HTML] = numbers.split(separator: " ").map { number in
      told.contains(Int64(number) ?? 0)
        ? "<a href=\"#f\(String(number))\">\(String(number))</a> " : "\(String(number)) "
    }
    return "\(links)"
  }
}
