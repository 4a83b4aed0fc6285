/// A command with its options and arguments, checked against the table.
public struct ParsedCommand: Sendable, Equatable {
  /// The full name, for example "rules test".
  public let path: String
  /// In the order given.
  public let arguments: [String]
  private let valuesByOption: [String: [String]]
  private let flags: Set<String>
  private let usage: UsageFault

  init(path: String, arguments: [String], values: [String: [String]], flags: Set<String>, usage: UsageFault) {
    self.path = path
    self.arguments = arguments
    valuesByOption = values
    self.flags = flags
    self.usage = usage
  }

  /// The value of an option by its long name: from the command line, its environment variable or its default.
  public func value(_ option: String) -> String? {
    valuesByOption[option]?.last
  }

  /// All values of a repeatable option in the order given; empty without any.
  public func values(_ option: String) -> [String] {
    valuesByOption[option] ?? []
  }

  /// Whether a flag was given.
  public func flag(_ option: String) -> Bool {
    flags.contains(option)
  }

  /// A fault of this command line, for checks beyond those of the table.
  public func fault(_ message: String) -> UsageFault {
    UsageFault(message: message, usage: usage.usage, help: usage.help)
  }
}

/// What a command line asks for.
public enum CommandRequest: Sendable, Equatable {
  case run(ParsedCommand)
  /// Help for a command, a group, or (empty) the program.
  case help(path: String)
  case version
  case fault(UsageFault)
}
