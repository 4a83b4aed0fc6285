/// The text that nodes came from, kept so that a fault can show the line it is about.
final class YAMLSource: Sendable {
  let file: String
  let lines: [Substring]

  init(text: String, file: String) {
    self.file = file
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// The text of a 1-based line, without its line break; empty when there is no such line.
  func excerpt(line: Int) -> String {
    lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
  }

  /// The 1-based line and column (in characters) of a byte offset of the text.
  func position(byteOffset: Int) -> (line: Int, column: Int) {
    var rest = byteOffset
    for (index, line) in lines.enumerated() {
      if rest <= line.utf8.count {
        return (index + 1, String(decoding: line.utf8.prefix(rest), as: UTF8.self).count + 1)
      }
      rest -= line.utf8.count + 1
    }
    return (max(lines.count, 1), 1)
  }
}
