/// A word of a command line as a shell takes it: what logs call a client may be anything, and the line is there to be
/// copied.
enum ShellWord {
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x2d...0x7a).contains(byte) && ![0x3b, 0x3c, 0x3e, 0x3f, 0x5b, 0x5c, 0x5d, 0x60].contains(byte) || byte == 0x23
    }
    return isPlain && text.first != "#" && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
