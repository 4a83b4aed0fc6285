extension CommandTable {
  /// The man page in roff (`man` macros), section 1; ends with a line break.
  public func manPage() -> String {
    var lines = [".TH \(program.uppercased()) 1 \"\" \"\(program) \(version)\" \"User Commands\""]
    lines += [".SH NAME", roff("\(program) - \(summary)")]
    lines += [".SH SYNOPSIS", ".B \(program)", "COMMAND [OPTIONS]"]
    lines += [".SH DESCRIPTION"] + paragraphs(discussion.isEmpty ? summary : discussion)
    lines += [".SH COMMANDS"] + commands.flatMap(section)
    lines += [".SH OPTIONS OF EVERY COMMAND"] + globalOptions.filter { !$0.isHidden }.flatMap(item)
    lines += [".TP", ".B \\-h, \\-\\-help", "Print the help of the program or a command."]
    lines += [".TP", ".B \\-\\-version", "Print the version (before any command)."]
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ command: CommandDefinition) -> [String] {
    var lines = [".SS \(roff(usage(of: command.name)))"] + paragraphs(command.summary + "\n\n" + command.discussion)
    lines += command.arguments.flatMap { [".TP", ".B \(roff($0.usage))", roff($0.summary)] }
    lines += command.options.filter { !$0.isHidden }.flatMap(item)
    for example in command.examples {
      lines += [".PP", roff(example.summary), ".PP", ".nf", ".RS 4", roff(example.command), ".RE", ".fi"]
    }
    return lines
  }

  private func item(_ option: OptionDefinition) -> [String] {
    [".TP", ".B \(roff(option.synopsis))", roff(option.details)]
  }

  private func paragraphs(_ text: String) -> [String] {
    TextLayout.paragraphs(text).flatMap { [".PP", roff($0)] }
  }

  /// Text that roff prints as it is: no escapes, no requests at the start of a line, dashes that can be copied.
  private func roff(_ text: String) -> String {
    let escaped = text.map { $0 == "\\" ? "\\e" : $0 == "-" ? "\\-" : String($0) }.joined()
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
