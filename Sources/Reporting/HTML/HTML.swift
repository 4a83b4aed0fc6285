/// Markup. Text that is put into it is escaped, so that whatever a log line holds stays text:
///
///     let line: HTML = "<code class=\"place\">\(evidence.source)</code>"
///
/// Values stand only in elements and in attributes within double quotes.
struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  static func + (a: HTML, b: HTML) -> HTML {
    var sum = a
    sum += b
    return sum
  }
  static func += (a: inout HTML, b: HTML) { a.text += b.text }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }
    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }
    mutating func appendInterpolation(_ value: Int) { text += String(value) }
    mutating func appendInterpolation(_ markup: HTML) { text += markup.text }
    mutating func appendInterpolation(_ markup: HTML?) { text += markup?.text ?? "" }
    mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { text += part.text } }
    /// Text that is part of the product or escaped for where it stands: style sheets, scripts, JSON.
    mutating func appendInterpolation(trusted value: String) { text += value }
  }

  /// Characters of one text: logs can hold ids and messages of any length.
  private static let textLimit = 4_000

  /// The text with its harmful characters visible and its markup characters as entities.
  private static func escaped(_ text: String) -> String {
    let visible = VisibleText.escaped(TextLimit.cut(text, to: textLimit))
    guard visible.utf8.contains(where: { $0 == 0x26 || $0 == 0x3c || $0 == 0x3e || $0 == 0x22 || $0 == 0x27 }) else {
      return visible
    }
    var out: [UInt8] = []
    out.reserveCapacity(visible.utf8.count + 32)
    for byte in visible.utf8 {
      switch byte {
      case 0x26: out += Array("&amp;".utf8)
      case 0x3c: out += Array("&lt;".utf8)
      case 0x3e: out += Array("&gt;".utf8)
      case 0x22: out += Array("&quot;".utf8)
      case 0x27: out += Array("&#39;".utf8)
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// JSON that stands in a `<script>` element: no character in it can end the element or start another.
enum ScriptJSON {
  static func text(_ value: String) -> String {
    let quoted = JSONText.quoted(VisibleText.escaped(value))
    guard quoted.utf8.contains(where: { $0 == 0x26 || $0 == 0x3c || $0 == 0x3e }) else { return quoted }
    return quoted.replacing("&", with: "\\u0026").replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
  }

  static func text(_ value: String?) -> String { value.map { text($0) } ?? "null" }
  static func number(_ value: Int64?) -> String { value.map(String.init) ?? "null" }
  static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { text($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }
}
