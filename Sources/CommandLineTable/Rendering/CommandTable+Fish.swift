extension CommandTable {
  func fishCompletions() -> String {
    let condition = "_\(completionFunction)_at"
    let paths = completionPaths.dropFirst().map(shellQuoted).joined(separator: " ")
    var lines = [
      "# fish completion of \(program); made from its command table",
      "# True when the command words so far are exactly the given ones.",
      "function \(condition)",
      "  set -l path",
      "  for word in (commandline -opc)[2..-1]",
      "    switch (string join ' ' -- $path $word)",
      "      case \(paths.isEmpty ? "''" : paths)",
      "        set -a path $word",
      "    end",
      "  end",
      "  test \"$path\" = \"$argv\"",
      "end",
      "complete -c \(program) -f",
    ]
    for path in completionPaths {
      let here = path.isEmpty ? condition : "\(condition) \(path)"
      let at = "complete -c \(program) -n \(shellQuoted(here))"
      if let command = command(path) { lines += command.arguments.compactMap { fish($0, at) } }
      for (word, summary) in completionWords(of: path) { lines.append("\(at) -a \(word) -d \(shellQuoted(summary))") }
      lines += completionOptions(of: path).map { fish($0, here) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func fish(_ argument: ArgumentDefinition, _ at: String) -> String? {
    if argument.takesFile { return "\(at) -F" }
    guard !argument.choices.isEmpty else { return nil }
    return "\(at) -a \(shellQuoted(argument.choices.joined(separator: " "))) -d \(shellQuoted(argument.summary))"
  }

  private func fish(_ option: OptionDefinition, _ here: String) -> String {
    let short = option.short.map { " -s \($0)" } ?? ""
    let isOpen = option.isRepeatable ? here : "\(here); and not __fish_contains_opt\(short) \(option.long)"
    var words = ["complete -c \(program) -n \(shellQuoted(isOpen)) -l \(option.long)\(short)"]
    if !option.choices.isEmpty {
      words.append("-x -a \(shellQuoted(option.choices.joined(separator: " ")))")
    } else if !option.isFlag {
      words.append(option.takesFile ? "-r -F" : "-x")
    }
    return (words + ["-d \(shellQuoted(option.summary))"]).joined(separator: " ")
  }
}
