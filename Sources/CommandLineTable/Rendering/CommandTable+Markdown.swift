extension CommandTable {
  /// The command reference, docs/commands.md; ends with a line break.
  public func markdownReference() -> String {
    var lines = ["# \(program) commands", "", "<!-- Made from the command table; do not edit. -->", "", summary, ""]
    lines += TextLayout.paragraphs(discussion).flatMap { [$0, ""] }
    lines += ["| command | what it does |", "|---|---|"]
    lines += commands.map { "| [`\($0.name)`](#\(anchor($0.name))) | \(cell($0.summary)) |" }
    lines += commands.flatMap(section)
    lines += ["", "## Options of every command", ""] + optionTable(globalOptions)
    lines += ["| `-h`, `--help` | Print the help of the program or a command. |"]
    lines += ["| `--version` | Print the version (before any command). |"]
    for section in sections {
      lines += ["", "## \(section.title)", "", "| \(section.title.lowercased()) | meaning |", "|---|---|"]
      lines += section.rows.map { "| `\($0.term)` | \(cell($0.meaning)) |" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ command: CommandDefinition) -> [String] {
    var lines = ["", "## \(fullName(command.name))", "", command.summary, ""]
    lines += ["```text", usage(of: command.name), "```"]
    lines += TextLayout.paragraphs(command.discussion).flatMap { ["", $0] }
    if !command.arguments.isEmpty {
      lines += ["", "| argument | meaning |", "|---|---|"]
      lines += command.arguments.map { "| `\($0.usage)` | \(cell($0.details)) |" }
    }
    if command.options.contains(where: { !$0.isHidden }) {
      lines += [""] + optionTable(command.options)
    }
    if !command.examples.isEmpty {
      lines += ["", "```sh"] + command.examples.flatMap { ["# \($0.summary)", $0.command] } + ["```"]
    }
    return lines
  }

  private func optionTable(_ options: [OptionDefinition]) -> [String] {
    ["| option | meaning |", "|---|---|"]
      + options.filter { !$0.isHidden }.map { option in
        let long = "`" + (["--\(option.long)"] + [option.valueName].compactMap { $0 }).joined(separator: " ") + "`"
        let names = option.short.map { "`-\($0)`, \(long)" } ?? long
        return "| \(names) | \(cell(option.details)) |"
      }
  }

  /// GitHub's anchor of a command's heading.
  private func anchor(_ name: String) -> String {
    String(fullName(name).map { $0 == " " ? "-" : $0 })
  }

  private func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
