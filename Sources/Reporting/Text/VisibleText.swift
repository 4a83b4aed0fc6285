/// Text of logs made safe and measurable for a terminal.
public enum VisibleText {
  /// The text with every control, direction, line-breaking and invisible character written out: `\n`, `\x1b`,
  /// `\u{202e}`.
  ///
  /// A log line can carry anything; printed raw, it could move the cursor, recolour the report, forge its lines or look
  /// like another text.
  public static func escaped(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }), text.unicodeScalars.contains(where: isHarmful) else {
      return text
    }
    var out = ""
    var last: Unicode.Scalar = " "
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let isJoined = scalar == joiner && isPicture(last) && rest.first.map(isPicture) ?? false
      if isHarmful(scalar), !isJoined { out += written(scalar) } else { out.unicodeScalars.append(scalar) }
      last = scalar
    }
    return out
  }

  private static let joiner: Unicode.Scalar = "\u{200d}"

  /// Emoji, their skin tones and the mark that asks for them in colour: between these, a joiner makes one picture.
  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x2000 && (scalar.properties.isEmoji || scalar == "\u{fe0f}")
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7f: false
    case 0..<0xa0, 0x2028, 0x2029, 0xfff9...0xfffb: true
    // Variants of the character before them.
    case 0xfe00...0xfe0f, 0xe0100...0xe01ef: false
    case let value where value & 0xfffe == 0xfffe: true
    default: scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isBidiControl
    }
  }

  private static func written(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let hex = String(scalar.value, radix: 16)
      return scalar.value < 0x100 ? "\\x" + (hex.count < 2 ? "0" + hex : hex) : "\\u{\(hex)}"
    }
  }

  /// The columns that a text takes in a terminal.
  public static func width(_ text: String) -> Int { DisplayWidth.of(text) }

  /// The text, or as much of its start as fits with an ellipsis.
  public static func cut(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var out = ""
    var used = 0
    for character in text {
      let next = DisplayWidth.of(character)
      guard used + next <= max(columns - 1, 0) else { break }
      out.append(character)
      used += next
    }
    return out + "…"
  }

  /// The text with spaces up to a width.
  public static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  /// Breaks text between words, and in East Asian text between characters; any other word that is longer than a line
  /// stays whole, so that it can be copied.
  public static func wrapped(_ text: String, width columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      var gap = line.isEmpty ? 0 : 1
      for piece in pieces(of: String(word), columns) {
        let next = width(piece)
        if used + gap + next > columns, !line.isEmpty {
          lines.append(line)
          (line, used, gap) = ("", 0, 0)
        }
        line += String(repeating: " ", count: gap) + piece
        used += gap + next
        gap = 0
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// Breaks text wherever a line is full, for records, which have no words to break between.
  public static func folded(_ text: String, width columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for character in text {
      let next = DisplayWidth.of(character)
      if used + next > columns, !line.isEmpty {
        lines.append(line)
        (line, used) = ("", 0)
      }
      line.append(character)
      used += next
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// A word that fits into a line as it is, another one cut around its wide characters.
  private static func pieces(of word: String, _ columns: Int) -> [String] {
    guard width(word) > columns else { return [word] }
    var pieces: [String] = []
    var isOpen = false
    for character in word {
      let isWide = DisplayWidth.of(character) > 1
      if isWide || !isOpen { pieces.append("") }
      pieces[pieces.count - 1].append(character)
      isOpen = !isWide
    }
    return pieces
  }
}
