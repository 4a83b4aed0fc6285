/// Text inside XML 1.0.
enum XMLText {
  /// The text on one line: control characters, which XML 1.0 cannot hold, are written out, markup is escaped.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in VisibleText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&apos;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
