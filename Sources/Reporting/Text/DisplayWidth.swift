import CUTF8Proc

/// How many columns of a terminal a text takes: by the tables of utf8proc, the same in every locale.
enum DisplayWidth {
  static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of what a reader sees as one character: marks take none, emoji take two.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.isASCII { return asksForEmoji(scalars) ? 2 : 1 }
    // A flag is two letters.
    if isFlagLetter(first) { return scalars.count > 1 ? 2 : 1 }
    if first.properties.isEmoji, asksForEmoji(scalars) { return 2 }
    return Int(utf8proc_charwidth(Int32(bitPattern: first.value)))
  }

  private static func asksForEmoji(_ scalars: String.UnicodeScalarView) -> Bool {
    scalars.count > 1 && scalars.contains("\u{fe0f}")
  }

  private static func isFlagLetter(_ scalar: Unicode.Scalar) -> Bool { (0x1f1e6...0x1f1ff).contains(scalar.value) }
}
