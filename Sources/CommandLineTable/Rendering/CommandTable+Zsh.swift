extension CommandTable {
  func zshCompletions() -> String {
    let functions = completionPaths.map(zshFunction).joined(separator: "\n")
    return """
      #compdef \(program)
      # zsh completion of \(program); made from its command table
      \(functions)
      if [[ ${funcstack[1]} == \(completionFunction) ]]; then
        \(completionFunction) "$@"
      else
        compdef \(completionFunction) \(program)
      fi

      """
  }

  private func zshName(_ path: String) -> String {
    path.split(separator: " ").reduce(completionFunction) {
      "\($0)__\($1.map { $0 == "-" ? "_" : String($0) }.joined())"
    }
  }

  private func zshFunction(_ path: String) -> String {
    let isGroup = command(path) == nil || isGroup(path)
    var lines = ["\(zshName(path))() {", "  local curcontext=$curcontext state line", "  typeset -A opt_args"]
    var specs = completionOptions(of: path).map(zshOption)
    specs += isGroup ? ["'1: :->command'", "'*:: :->arguments'"] : (command(path)?.arguments ?? []).map(zshArgument)
    lines += ["  _arguments -s -S\(isGroup ? " -C" : "") \\"]
    lines += specs.enumerated().map { "    \($1)\($0 < specs.count - 1 ? " \\" : "")" }
    if isGroup { lines += zshStates(path) }
    return (lines + ["}"]).joined(separator: "\n")
  }

  /// What follows the command word of a group.
  private func zshStates(_ path: String) -> [String] {
    let words = completionWords(of: path)
    let commands = words.map { shellQuoted("\($0.word):\($0.summary)") }
    let calls = words.filter { $0.word != "help" || command("help") != nil }.map { word in
      "        \(word.word)) \(zshName(path.isEmpty ? word.word : "\(path) \(word.word)")) ;;"
    }
    return [
      "  case $state in",
      "    command)",
      "      local -a commands=(",
    ] + commands.map { "        \($0)" } + [
      "      )",
      "      _describe command commands ;;",
      "    arguments)",
      "      case $line[1] in",
    ] + calls + ["      esac ;;", "  esac"]
  }

  private func zshOption(_ option: OptionDefinition) -> String {
    let text = zshText(option.summary)
    let value = option.isFlag ? "" : ":\(option.valueName ?? ""):\(zshAction(option))"
    let suffix = option.isFlag ? "" : "="
    let exclusion = option.isRepeatable ? "*" : "(\(option.spellings.joined(separator: " ")))"
    guard let short = option.short else { return shellQuoted("\(exclusion)--\(option.long)\(suffix)[\(text)]\(value)") }
    let plus = option.isFlag ? "" : "+"
    return "\(shellQuoted(exclusion)){-\(short)\(plus),--\(option.long)\(suffix)}\(shellQuoted("[\(text)]\(value)"))"
  }

  private func zshAction(_ option: OptionDefinition) -> String {
    let choices = option.choices.joined(separator: " ")
    if option.choicesTakeFile {
      return "{ if compset -P 1 \"*=\"; then _files; else compadd -S \" \" -r \"=\" - \(choices); fi }"
    }
    if !option.choices.isEmpty { return "(\(choices))" }
    return option.takesFile ? (option.valueName == "DIR" ? "_files -/" : "_files") : " "
  }

  private func zshArgument(_ argument: ArgumentDefinition) -> String {
    let action =
      if !argument.choices.isEmpty { "(\(argument.choices.joined(separator: " ")))" } else if argument.takesFile {
        argument.name == "DIR" ? "_files -/" : "_files"
      } else { " " }
    let head = argument.isRepeatable ? "*:" : argument.isOptional ? "::" : ":"
    return shellQuoted("\(head)\(argument.name):\(action)")
  }

  /// Text inside the brackets of an option.
  private func zshText(_ text: String) -> String {
    text.map { "[]:\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
