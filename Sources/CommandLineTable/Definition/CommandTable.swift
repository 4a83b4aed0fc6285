/// All commands of a program.
public struct CommandTable: Sendable {
  /// The program's name, for example "lostwrite".
  public let program: String
  public let version: String
  /// One sentence.
  public let summary: String
  /// Paragraphs parted by empty lines.
  public let discussion: String
  /// In the order of help and documents.
  public let commands: [CommandDefinition]
  /// Options of every command, also accepted before it.
  public let globalOptions: [OptionDefinition]
  /// What holds for all commands, for help and documents: exit status, environment, files.
  public let sections: [CommandTableSection]
  /// What a group of commands ("rules" of "rules test") is about, by its name.
  public let groupSummaries: [String: String]

  public init(
    program: String, version: String, summary: String, discussion: String = "", commands: [CommandDefinition],
    globalOptions: [OptionDefinition] = [], sections: [CommandTableSection] = [], groupSummaries: [String: String] = [:]
  ) {
    self.program = program
    self.version = version
    self.summary = summary
    self.discussion = discussion
    self.commands = commands
    self.globalOptions = globalOptions
    self.sections = sections
    self.groupSummaries = groupSummaries
  }

  /// The command of that full name.
  public func command(_ name: String) -> CommandDefinition? {
    commands.first { $0.name == name }
  }

  /// The commands one level below a group; the empty name is the program itself.
  func children(of group: String) -> [(name: String, summary: String)] {
    var children: [(name: String, summary: String)] = []
    for command in commands {
      guard let child = Self.child(of: group, towards: command.name) else { continue }
      guard !children.contains(where: { $0.name == child }) else { continue }
      let summary = self.command(child)?.summary ?? groupSummaries[child] ?? "Commands on \(child)."
      children.append((child, summary))
    }
    return children
  }

  /// Whether commands start with this name and a space.
  func isGroup(_ name: String) -> Bool {
    commands.contains { $0.name.hasPrefix(name + " ") }
  }

  /// Options of a command and of every command, without the built-in `--help` and `--version`.
  func options(of name: String) -> [OptionDefinition] {
    (command(name)?.options ?? []) + globalOptions
  }

  /// The name of a command or group with the program before it.
  func fullName(_ name: String) -> String {
    name.isEmpty ? program : "\(program) \(name)"
  }

  /// The usage line of a command or group, without "usage: ".
  public func usage(of name: String) -> String {
    guard let command = command(name) else { return "\(fullName(name)) COMMAND [OPTIONS]" }
    let required = command.options.filter(\.isRequired).map { "--\($0.long) \($0.valueName ?? "")" }
    return ([fullName(name), "[OPTIONS]"] + required + command.arguments.map(\.usage)).joined(separator: " ")
  }

  private static func child(of group: String, towards name: String) -> String? {
    let prefix = group.isEmpty ? "" : group + " "
    guard name.hasPrefix(prefix), name != group else { return nil }
    return prefix + name.dropFirst(prefix.count).prefix { $0 != " " }
  }
}

/// A list of terms and their meanings.
public struct CommandTableSection: Sendable {
  /// For example "Exit status".
  public let title: String
  public let rows: [(term: String, meaning: String)]

  public init(_ title: String, _ rows: [(term: String, meaning: String)]) {
    self.title = title
    self.rows = rows
  }
}
