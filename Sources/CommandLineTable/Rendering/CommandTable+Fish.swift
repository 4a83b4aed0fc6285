extension CommandTable {
  func fishCompletions() -> String {
    let condition = "__" + program.map { $0 == "-" ? "_" : String($0) }.joined() + "_at"
    var lines = [
      "# fish completion of \(program); made from its command table",
      "# True when the command words so far are exactly the given ones.",
      "function \(condition)",
      "  set -l path",
      "  for word in (commandline -opc)[2..-1]",
      "    switch (string join ' ' -- $path $word)",
      "      case \(completionPaths.dropFirst().map(shellQuoted).joined(separator: " "))",
      "        set -a path $word",
      "    end",
      "  end",
      "  test \"$path\" = \"$argv\"",
      "end",
    ]
    for path in completionPaths {
      let at = "complete -c \(program) -n \(shellQuoted(path.isEmpty ? condition : "\(condition) \(path)"))"
      for (word, child) in zip(completionWords(of: path), children(of: path)) {
        lines.append("\(at) -a \(word) -d \(shellQuoted(child.summary))")
      }
      lines += completionOptions(of: path).map { "\(at) \(fish($0))" }
      lines.append("\(at) -s h -l help -d 'Print help.'")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func fish(_ option: OptionDefinition) -> String {
    var words = ["-l \(option.long)"]
    if let short = option.short { words.append("-s \(short)") }
    if !option.choices.isEmpty {
      words.append("-x -a \(shellQuoted(option.choices.joined(separator: " ")))")
    } else if !option.isFlag {
      words.append(option.takesFile ? "-r -F" : "-r")
    }
    return (words + ["-d \(shellQuoted(option.summary))"]).joined(separator: " ")
  }
}
