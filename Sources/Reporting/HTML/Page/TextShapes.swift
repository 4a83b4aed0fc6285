/// Texts that differ in names and numbers only, with what they share written once: thousands of findings tell the same
/// story of other clients.
struct TextShapes {
  private var indexes: [String: Int] = [:]
  /// What each shape says around its gaps, as JSON lists.
  private var shapes: [String] = []
  /// Bytes of the list of shapes.
  private(set) var bytes = 0

  /// Longer words are rarely said twice.
  private static let longestWord = 24

  var json: String { ScriptJSON.list(shapes) }

  /// The text as JSON: the number of its shape and what fills its gaps.
  ///
  /// - Parameter text: `The API ran 3 writes (c1#2, #64) without a login`
  /// - Returns: `[0,"3","(c1#2, #64)"]` with the shape `["The API ran "," writes "," without a login"]`
  mutating func encoded(_ text: String) -> String {
    var fixed = [""]
    var gaps: [String] = []
    var isGap = false
    for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let space = index == 0 ? "" : " "
      switch (Self.isOwn(word), isGap) {
      case (true, true): gaps[gaps.count - 1] += space + word
      case (true, false):
        fixed[fixed.count - 1] += space
        gaps.append(String(word))
      case (false, true): fixed.append(space + word)
      case (false, false): fixed[fixed.count - 1] += space + word
      }
      isGap = Self.isOwn(word)
    }
    return ScriptJSON.list([String(index(of: fixed))] + gaps.map { ScriptJSON.text($0) })
  }

  private mutating func index(of fixed: [String]) -> Int {
    let shape = ScriptJSON.list(fixed.map { ScriptJSON.text($0) })
    if let known = indexes[shape] { return known }
    indexes[shape] = shapes.count
    shapes.append(shape)
    bytes += shape.utf8.count + 1
    return shapes.count - 1
  }

  /// Whether a word is of one text only: names and numbers.
  private static func isOwn(_ word: Substring) -> Bool {
    word.utf8.count > longestWord || word.utf8.contains { (0x30...0x39).contains($0) || $0 == 0x2f || $0 >= 0x80 }
  }
}
