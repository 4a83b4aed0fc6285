/// A word of a command line, as a shell takes it.
enum ShellWord {
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 > 0x2c && $0 < 0x7b && $0 != 0x3b && $0 != 0x60 && $0 != 0x5c }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
