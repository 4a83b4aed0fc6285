/// How a text report is laid out.
public struct TextStyle: Sendable, Equatable {
  /// Columns; nothing but long words and file names goes beyond them.
  public var width: Int
  public var usesColor: Bool

  /// What is used where the output is no terminal.
  public static let plain = TextStyle(width: 100, usesColor: false)
  /// Narrower layouts are harder to read than lines that the terminal wraps.
  public static let minimumWidth = 40

  public init(width: Int, usesColor: Bool) {
    self.width = max(width, Self.minimumWidth)
    self.usesColor = usesColor
  }

  enum Tone: String {
    case bad = "1;31"
    case warning = "1;33"
    case unsure = "1;36"
    case good = "1;32"
    case strong = "1"
    case dim = "2"
  }

  func toned(_ text: String, _ tone: Tone?) -> String {
    guard usesColor, let tone, !text.isEmpty else { return text }
    return "\u{1b}[\(tone.rawValue)m\(text)\u{1b}[0m"
  }
}

/// The lines of a report; whatever goes in comes out as one visible line each.
struct TextLines {
  let style: TextStyle
  private(set) var lines: [String] = []

  init(style: TextStyle) { self.style = style }

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  mutating func add(_ text: String, tone: TextStyle.Tone? = nil) {
    lines.append(style.toned(VisibleText.escaped(text), tone))
  }

  /// Text over as many lines as it takes.
  mutating func addWrapped(_ text: String) {
    for line in VisibleText.wrapped(VisibleText.escaped(text), width: style.width) { add(line) }
  }

  /// A label in a column of its own and text that is wrapped beside it.
  mutating func add(
    label: String, tone: TextStyle.Tone? = nil, indent: Int = 0, column: Int, _ text: String,
    textTone: TextStyle.Tone? = nil
  ) {
    let space = String(repeating: " ", count: indent)
    let rest = VisibleText.wrapped(VisibleText.escaped(text), width: style.width - column)
    for (index, line) in (rest.isEmpty ? [""] : rest).enumerated() {
      let head = index == 0 ? label : ""
      let gap = String(repeating: " ", count: max(1, column - indent - VisibleText.width(head)))
      lines.append(space + style.toned(head, tone) + gap + style.toned(line, textTone))
    }
  }

  /// The same without wrapping, for lines that are cut already.
  mutating func add(label: String, indent: Int, column: Int, uncut text: String) {
    let space = String(repeating: " ", count: indent)
    lines.append(space + VisibleText.padded(label, to: column - indent) + VisibleText.escaped(text))
  }
}
