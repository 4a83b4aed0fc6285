/// A command line that cannot be run. The program ends with status 64.
public struct UsageFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// One sentence in lower case, with the nearest name where there is one.
  public let message: String
  /// The usage line of the command, without "usage: ".
  public let usage: String
  /// The command that explains more, for example "lostwrite analyze --help".
  public let help: String

  /// Message, usage, and where to read more: three lines without a final line break.
  public var description: String {
    "error: \(message)\nusage: \(usage)\n help: \(help)"
  }
}

extension CommandTable {
  /// A fault of a command or group, for checks beyond those of the table.
  public func usageFault(_ message: String, of name: String) -> UsageFault {
    UsageFault(message: message, usage: usage(of: name), help: "\(fullName(name)) --help")
  }
}
