/// One command, as data: parsing, help, man page, completions and the command reference are made from it.
public struct CommandDefinition: Sendable {
  /// What is typed after the program's name: "analyze", or "rules test" for a command in a group.
  public let name: String
  /// One sentence.
  public let summary: String
  public let arguments: [ArgumentDefinition]
  public let options: [OptionDefinition]
  public let examples: [CommandExample]
  /// Paragraphs parted by empty lines; lines of a paragraph are joined. Empty for none.
  public let discussion: String

  public init(
    name: String, summary: String, arguments: [ArgumentDefinition] = [], options: [OptionDefinition] = [],
    examples: [CommandExample] = [], discussion: String = ""
  ) {
    self.name = name
    self.summary = summary
    self.arguments = arguments
    self.options = options
    self.examples = examples
    self.discussion = discussion
  }
}

/// A command line that works, and what it is for.
public struct CommandExample: Sendable {
  /// With the program's name.
  public let command: String
  public let summary: String

  public init(_ command: String, _ summary: String) {
    self.command = command
    self.summary = summary
  }
}
