extension CommandTable {
  /// The man page in roff (`man` macros), section 1; ends with a line break.
  public func manPage() -> String {
    var lines = [".TH \(program.uppercased()) 1 \"\" \"\(program) \(version)\" \"User Commands\""]
    // Names must not be broken, and spread text is hard to read in a terminal.
    lines += [".nh", ".ad l"]
    lines += [".SH NAME"] + roff("\(program) - \(summary.hasSuffix(".") ? String(summary.dropLast()) : summary)")
    lines += [".SH SYNOPSIS"] + synopsis
    lines += [".SH DESCRIPTION"] + paragraphs(discussion.isEmpty ? summary : discussion)
    lines += [".SH COMMANDS"] + commands.flatMap(section)
    lines += [".SH OPTIONS OF EVERY COMMAND"] + globalOptions.filter { !$0.isHidden }.flatMap(item)
    lines += item("-h, --help", "Print the help of the program or a command.")
    lines += item("--version", "Print the version (before any command).")
    for section in sections {
      lines += [".SH \(line(section.title.uppercased()))"] + section.rows.flatMap { item($0.term, $0.meaning) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line per command.
  private var synopsis: [String] {
    commands.enumerated().flatMap { index, command in
      (index == 0 ? [] : [".br"]) + [line(usage(of: command.name))]
    }
  }

  private func section(_ command: CommandDefinition) -> [String] {
    var lines = [".SS \(line(command.name))"] + paragraphs(command.summary + "\n\n" + command.discussion)
    lines += command.arguments.flatMap { item($0.usage, $0.details) }
    lines += command.options.filter { !$0.isHidden }.flatMap(item)
    for example in command.examples {
      lines += [".PP"] + roff(example.summary + ":") + [".RS 4", ".nf", line(example.command), ".fi", ".RE"]
    }
    return lines
  }

  private func item(_ option: OptionDefinition) -> [String] { item(option.synopsis, option.details) }

  private func item(_ term: String, _ meaning: String) -> [String] {
    [".TP", "\\fB\(line(term))\\fP"] + roff(meaning)
  }

  /// Paragraphs with gaps between them; a heading makes the one before the first.
  private func paragraphs(_ text: String) -> [String] {
    TextLayout.paragraphs(text).enumerated().flatMap { ($0 == 0 ? [] : [".PP"]) + roff($1) }
  }

  /// Lines of text that roff fills.
  private func roff(_ text: String) -> [String] { TextLayout.wrap(escaped(text), width: 78).map(guarded) }

  /// Text that stays on its line.
  private func line(_ text: String) -> String { guarded(escaped(text)) }

  /// Text without escapes, with dashes that can be copied.
  private func escaped(_ text: String) -> String {
    text.map { $0 == "\\" ? "\\e" : $0 == "-" ? "\\-" : String($0) }.joined()
  }

  /// A line that is no request.
  private func guarded(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }
}
