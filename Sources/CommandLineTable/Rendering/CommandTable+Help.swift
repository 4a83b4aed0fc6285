extension CommandTable {
  /// The help of a command, a group, or (empty name) the program; ends with a line break.
  public func help(for name: String) -> String {
    let sections = command(name).map(commandSections) ?? groupSections(name)
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func commandSections(_ command: CommandDefinition) -> [[String]] {
    [TextLayout.wrap(command.summary, width: TextLayout.width), ["usage: \(usage(of: command.name))"]]
      + TextLayout.paragraphs(command.discussion).map { TextLayout.wrap($0, width: TextLayout.width) }
      + [
        titled("Commands:", rows(children(of: command.name))),
        titled("Arguments:", command.arguments.map { ($0.usage, $0.details) }),
        titled("Options:", rows(command.options)),
        titled("Options of every command:", rows(globalOptions) + [helpRow]),
        examples(command.examples),
      ]
  }

  private func groupSections(_ name: String) -> [[String]] {
    let head = name.isEmpty ? "\(program) \(version): \(summary)" : groupSummaries[name] ?? "Commands on \(name)."
    let text = name.isEmpty ? TextLayout.paragraphs(discussion) : []
    let versionRow = name.isEmpty ? [("    --version", "Print the version.")] : []
    return [TextLayout.wrap(head, width: TextLayout.width), ["usage: \(usage(of: name))"]]
      + text.map { TextLayout.wrap($0, width: TextLayout.width) }
      + [
        titled("Commands:", rows(children(of: name))),
        titled("Options of every command:", rows(globalOptions) + [helpRow] + versionRow),
        examples(firstExamples(of: name)),
      ] + (name.isEmpty ? sections.map { titled("\($0.title):", $0.rows) } : []) + [
        ["'\(fullName(name)) COMMAND --help' explains a command."]
      ]
  }

  /// The first example of each command of a group; of the program, only of what one needs first.
  private func firstExamples(of name: String) -> [CommandExample] {
    let members = name.isEmpty ? commands.prefix(4) : commands.filter { $0.name.hasPrefix(name + " ") }[...]
    return members.compactMap(\.examples.first)
  }

  private var helpRow: (term: String, meaning: String) { ("-h, --help", "Print this help.") }

  private func titled(_ title: String, _ rows: [(term: String, meaning: String)]) -> [String] {
    rows.isEmpty ? [] : [title] + TextLayout.definitions(rows)
  }

  private func rows(_ children: [(name: String, summary: String)]) -> [(term: String, meaning: String)] {
    children.map { ($0.name, $0.summary) }
  }

  private func rows(_ options: [OptionDefinition]) -> [(term: String, meaning: String)] {
    options.filter { !$0.isHidden }.map { option in
      (option.short == nil ? "    \(option.synopsis)" : option.synopsis, option.details)
    }
  }

  private func examples(_ examples: [CommandExample]) -> [String] {
    guard !examples.isEmpty else { return [] }
    return ["Examples:"]
      + examples.flatMap { example in
        TextLayout.wrap(example.summary, width: TextLayout.width - 4).map { "  # \($0)" } + ["  \(example.command)"]
      }
  }
}
