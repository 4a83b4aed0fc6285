import Spelling

extension CommandLineReader {
  /// The command with everything that was not given filled in, or what is missing.
  mutating func finished(environment: [String: String]) throws(UsageFault) -> ParsedCommand {
    guard let command = table.command(path) else {
      let list = table.children(of: path).map { $0.name.split(separator: " ").last.map(String.init) ?? $0.name }
      let place = path.isEmpty ? "" : " after '\(path)'"
      throw fault("a command is missing\(place); one of: \(list.joined(separator: ", "))")
    }
    for option in table.options(of: path) where values[option.long] == nil {
      try fill(option, environment: environment)
    }
    try checkArguments(of: command)
    let usage = table.usageFault("", of: path)
    return ParsedCommand(path: path, arguments: arguments, values: values, flags: flags, usage: usage)
  }

  /// Takes an option that was not given from its environment variable, or else its default.
  private mutating func fill(_ option: OptionDefinition, environment: [String: String]) throws(UsageFault) {
    if let name = option.environment, let value = environment[name], !value.isEmpty {
      if option.isFlag {
        flags.insert(option.long)
      } else {
        try check(value, of: option, shown: "environment variable '\(name)'")
        values[option.long] = [value]
      }
    } else if let value = option.defaultValue {
      values[option.long] = [value]
    } else if option.isRequired {
      throw fault("option '--\(option.long)' is missing")
    }
  }

  func check(_ value: String, of option: OptionDefinition, shown: String) throws(UsageFault) {
    let file = option.choicesTakeFile ? value.firstIndex(of: "=") : nil
    let choice = String(value[..<(file ?? value.endIndex)])
    try check(choice, choices: option.choices, shown: shown)
  }

  private func check(_ value: String, choices: [String], shown: String) throws(UsageFault) {
    guard !choices.isEmpty, !choices.contains(value) else { return }
    let nearest = suggestion(value, choices, prefix: "")
    throw fault("value '\(value)' of \(shown) is not one of: \(choices.joined(separator: ", "))\(nearest)")
  }

  private func checkArguments(of command: CommandDefinition) throws(UsageFault) {
    let definitions = command.arguments
    if definitions.last?.isRepeatable != true, arguments.count > definitions.count {
      let extra = arguments[definitions.count]
      let children = table.children(of: path).map(\.name)
      let nearest = suggestion(path + " " + extra, children, prefix: "")
      throw fault("unexpected argument '\(extra)'\(nearest)")
    }
    if arguments.count < definitions.count, !definitions[arguments.count].isOptional {
      throw fault("argument \(definitions[arguments.count].name) is missing")
    }
    for (index, value) in arguments.enumerated() {
      guard let definition = index < definitions.count ? definitions[index] : definitions.last else { continue }
      try check(value, choices: definition.choices, shown: definition.name)
    }
  }

  func unknownCommand(_ word: String) -> UsageFault {
    let children = table.children(of: path)
    let last = children.map { $0.name.split(separator: " ").last.map(String.init) ?? $0.name }
    let shown = path.isEmpty ? word : "\(path) \(word)"
    var hint = suggestion(word, last, prefix: path.isEmpty ? "" : "\(path) ")
    if hint.isEmpty { hint = "; one of: \(last.joined(separator: ", "))" }
    return fault("unknown command '\(shown)'\(hint)")
  }

  func unknownOption(_ name: String) -> UsageFault {
    let known = table.options(of: path).filter { !$0.isHidden }.map(\.long) + ["help"]
    return fault("unknown option '--\(name)'\(suggestion(name, known, prefix: "--"))")
  }

  private func suggestion(_ written: String, _ names: [String], prefix: String) -> String {
    EditDistance.nearest(to: written, among: names).map { "; did you mean '\(prefix)\($0)'?" } ?? ""
  }

  func fault(_ message: String) -> UsageFault {
    table.usageFault(message, of: path)
  }
}
