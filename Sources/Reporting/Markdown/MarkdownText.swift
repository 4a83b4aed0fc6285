/// Text of logs inside Markdown (CommonMark with GitHub's extensions) that stays text wherever it is shown.
enum MarkdownText {
  /// The text on one line, without markup, HTML, links, mentions, references or formulas in it.
  ///
  /// Names of writes (`c1#7`) stand as code, which reads well as it is and which hosts take for no issue.
  static func escaped(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard let write = word.wholeMatch(of: /([(\["']*)([A-Za-z0-9._-]*\#\d+)([)\]"'.,:;]*)/)?.output else {
        return escapedCharacters(word)
      }
      return escapedCharacters(write.1) + "`\(write.2)`" + escapedCharacters(write.3)
    }.joined(separator: " ")
  }

  private static func escapedCharacters(_ text: Substring) -> String {
    var out = ""
    let scalars = Array(VisibleText.escaped(String(text)).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "&": out += "\\" + String(scalar)
      case "_":
        // Inside a word it is no markup, and identifiers stay readable.
        let isInside = index > 0 && isWord(scalars[index - 1]) && isWord(next)
        out += isInside ? "_" : "\\_"
      // Hosts find mentions, issue numbers and addresses in the finished text, so that a backslash does not help.
      case "@", "#": out += isWord(next) ? "\(scalar)\(apart)" : "\\\(scalar)"
      case ":": out += next == "/" ? ":" + apart : ":"
      case "." where isAfterWWW(scalars[..<index]): out += apart + "."
      case "$": out += "&#36;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// The text as code within a line.
  static func code(_ text: String) -> String {
    let text = VisibleText.escaped(text)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let needsSpace = text.hasPrefix("`") || text.hasSuffix("`") || text.isEmpty
    return needsSpace ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// The text as a block of code, with a line break at its end.
  static func block(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.escaped(String($0)) }
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    return "\(fence)text\n\(lines.joined(separator: "\n"))\n\(fence)\n"
  }

  /// A character without width that keeps a mention or an address from being one.
  private static let apart = "&#8203;"

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || isDigit(scalar) }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isAfterWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let last = scalars.suffix(3)
    return last.count == 3 && last.allSatisfy { $0 == "w" || $0 == "W" }
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for other in text {
      run = other == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
