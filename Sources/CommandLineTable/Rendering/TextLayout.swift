/// Plain text in columns: help is read in terminals of 80 characters.
enum TextLayout {
  static let width = 80

  /// Breaks text between words so that lines have at most `width` characters; longer words stay whole.
  static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// Paragraphs of a text, parted by empty lines, each on one line.
  static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var current: [String] = []
    // A last empty line closes the last paragraph.
    for line in (text + "\n\n").split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ").joined(separator: " ")
      if !words.isEmpty {
        current.append(words)
      } else if !current.isEmpty {
        paragraphs.append(current.joined(separator: " "))
        current = []
      }
    }
    return paragraphs
  }

  /// Rows of a term and its meaning, indented by two; meanings start in one column, below terms that are too long.
  static func definitions(_ rows: [(term: String, meaning: String)]) -> [String] {
    let longest = rows.map(\.term.count).max() ?? 0
    let column = min(longest, 24) + 4
    let indent = String(repeating: " ", count: column)
    return rows.flatMap { row in
      let head = "  " + row.term
      let meaning = wrap(row.meaning, width: width - column).map { indent + $0 }
      guard let first = meaning.first else { return [head] }
      guard head.count + 2 <= column else { return [head] + meaning }
      return [head + first.dropFirst(head.count)] + meaning.dropFirst()
    }
  }
}
