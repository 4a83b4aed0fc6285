/// Text and addresses as SARIF wants them.
enum SARIFText {
  /// Text of a plain message: brackets would make a link, braces a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6).
  ///
  /// Braces are left out rather than doubled: readers that do not undo the doubling would show it.
  static func message(_ text: String) -> String {
    var out = ""
    for scalar in VisibleText.escaped(text).unicodeScalars {
      switch scalar {
      case "[", "]", "\\": out += "\\" + String(scalar)
      case "{": out += "("
      case "}": out += ")"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// The address of a source (RFC 3986): relative where its path is, and otherwise with the scheme `file`.
  ///
  /// - Parameter path: As reports name the source; a member of an archive stands behind `!`.
  /// - Returns: `logs/night%202.tar.gz!pods/zero-0.log`, `file:///var/log/zero.log`.
  static func address(of path: String) -> String {
    let encoded = path.utf8.map { byte in
      isPlain(byte) ? String(UnicodeScalar(byte)) : "%" + hex(byte)
    }.joined()
    return path.hasPrefix("/") ? "file://" + encoded : encoded
  }

  /// Characters that need no encoding in a path. A colon does: in front, it would end a scheme.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch UnicodeScalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "/", "!", "$", "&", "'", "(", ")", "*", "+", ",", ";",
      "=", "@":
      true
    default: false
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }
}
