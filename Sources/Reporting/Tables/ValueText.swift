import CaseStore

/// Values in the cells of an aligned table.
enum TableText {
  static func cell(_ value: StoredValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): VisibleText.escaped(text)
    }
  }

  static func isNumber(_ value: StoredValue) -> Bool {
    switch value {
    case .integer, .real: true
    case .null, .text: false
    }
  }
}

/// CSV as in RFC 4180: commas, double quotes doubled, lines ended by CR LF.
enum CSVText {
  static func line(_ values: [StoredValue]) -> String { values.map(field).joined(separator: ",") + "\r\n" }

  private static func field(_ value: StoredValue) -> String {
    switch value {
    case .null: return ""
    case .integer(let number): return String(number)
    case .real(let number): return String(number)
    case .text(let text):
      let isFormula = text.unicodeScalars.first.map(startsFormula) ?? false
      let safe = isFormula ? "'" + text : text
      guard safe.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return safe }
      return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
  }

  /// Spreadsheets run text that starts like this as a formula; a log line must not be able to do that. East Asian
  /// spreadsheets take the full-width signs as well.
  private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
    "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(scalar)
  }
}

/// JSON text (RFC 8259).
enum JSONText {
  static func object(_ names: [String], _ values: [StoredValue]) -> String {
    "{" + zip(names, values).map { "\(quoted($0)): \(value($1))" }.joined(separator: ", ") + "}"
  }

  private static func value(_ value: StoredValue) -> String {
    switch value {
    case .null: "null"
    case .integer(let number): String(number)
    // JSON has no infinity.
    case .real(let number): number.isFinite ? String(number) : "null"
    case .text(let text): quoted(text)
    }
  }

  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<" ", "\u{7f}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
