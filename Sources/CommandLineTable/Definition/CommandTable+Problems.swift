extension CommandTable {
  /// Mistakes in the table itself, in words; a test expects none.
  public func problems() -> [String] {
    let names = commands.map(\.name)
    let twice = names.enumerated().filter { names[..<$0.offset].contains($0.element) }
    return twice.map { "command '\($0.element)' is defined twice" } + commands.flatMap(problems)
  }

  private func problems(of command: CommandDefinition) -> [String] {
    let options = command.options + globalOptions
    let longs = options.map(\.long) + ["help", "version"]
    let shorts = options.compactMap(\.short) + ["h"]
    var problems: [String] = []
    for (index, long) in longs.enumerated() where longs[..<index].contains(long) {
      problems.append("option '--\(long)' is defined twice")
    }
    for (index, short) in shorts.enumerated() where shorts[..<index].contains(short) {
      problems.append("option '-\(short)' is defined twice")
    }
    for option in options where option.isFlag {
      guard option.choices.isEmpty, option.defaultValue == nil, !option.isRequired else {
        problems.append("flag '--\(option.long)' has choices, a default value, or is required")
        continue
      }
    }
    for option in options where !option.choices.isEmpty {
      guard let value = option.defaultValue, !option.choices.contains(value) else { continue }
      problems.append("default '\(value)' of '--\(option.long)' is not among its choices")
    }
    if command.arguments.dropLast().contains(where: \.isRepeatable) {
      problems.append("only the last argument may be repeatable")
    }
    let optional = command.arguments.drop { !$0.isOptional }
    if !optional.allSatisfy(\.isOptional) { problems.append("an argument that must be given follows an optional one") }
    return problems.map { "command '\(command.name)': \($0)" }
  }
}
