extension CommandTable {
  /// Reads a command line.
  ///
  /// Accepted are `--option value`, `--option=value`, `-o value`, `-ovalue`, joined flags `-qv`, and `--` before
  /// arguments that start with a dash; `-` alone is an argument. `--help`, `-h` and `help COMMAND` ask for help.
  ///
  /// - Parameters:
  ///   - arguments: The words after the program's name.
  ///   - environment: Where options are read from that name a variable.
  /// - Returns: The command to run, a request for help or the version, or what is wrong.
  public func parse(_ arguments: [String], environment: [String: String] = [:]) -> CommandRequest {
    var reader = CommandLineReader(table: self, words: arguments)
    do {
      return try reader.read(environment: environment)
    } catch {
      return .fault(error)
    }
  }
}

/// Takes the words of one command line, first to last.
struct CommandLineReader {
  let table: CommandTable
  let words: [String]
  var position = 0
  /// The command or group so far; empty before the first word.
  var path = ""
  var arguments: [String] = []
  var values: [String: [String]] = [:]
  var flags: Set<String> = []

  init(table: CommandTable, words: [String]) {
    self.table = table
    self.words = words
  }

  mutating func read(environment: [String: String]) throws(UsageFault) -> CommandRequest {
    var isPastOptions = false
    while let word = next() {
      if isPastOptions {
        arguments.append(word)
      } else if word == "--" {
        isPastOptions = true
      } else if word == "--help" || word == "-h" {
        return .help(path: path)
      } else if word == "--version", path.isEmpty {
        return .version
      } else if word == "help", path.isEmpty, table.command("help") == nil {
        return try help()
      } else if word.hasPrefix("--"), !Self.isText(word) {
        try readLong(word)
      } else if word.hasPrefix("-"), word != "-", !word.hasPrefix("--") {
        try readShort(word)
      } else {
        try readPlain(word)
      }
    }
    return .run(try finished(environment: environment))
  }

  private mutating func next() -> String? {
    guard position < words.count else { return nil }
    defer { position += 1 }
    return words[position]
  }

  private mutating func help() throws(UsageFault) -> CommandRequest {
    while let word = next() {
      if word == "--help" || word == "-h" { continue }
      guard let longer = extended(word) else { throw unknownCommand(word) }
      path = longer
    }
    return .help(path: path)
  }

  private mutating func readPlain(_ word: String) throws(UsageFault) {
    if arguments.isEmpty, let longer = extended(word) {
      path = longer
    } else if table.command(path) != nil {
      arguments.append(word)
    } else {
      throw unknownCommand(word)
    }
  }

  /// The command or group that the path and one more word name, if there is any.
  private func extended(_ word: String) -> String? {
    let longer = path.isEmpty ? word : "\(path) \(word)"
    return table.command(longer) != nil || table.isGroup(longer) ? longer : nil
  }

  /// Whether it begins like an option and is none: a query can begin with a comment, `-- the losses`.
  private static func isText(_ word: String) -> Bool { word.prefix { $0 != "=" }.contains(where: \.isWhitespace) }

  private mutating func readLong(_ word: String) throws(UsageFault) {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let option = table.options(of: path).first(where: { $0.long == name }) else {
      throw unknownOption(name)
    }
    try record(option, shown: "--\(name)", attached: parts.count > 1 ? String(parts[1]) : nil)
  }

  private mutating func readShort(_ word: String) throws(UsageFault) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = table.options(of: path).first(where: { $0.short == letter }) else {
        throw fault("unknown option '-\(letter)'")
      }
      if option.isFlag {
        try record(option, shown: "-\(letter)", attached: nil)
      } else {
        let attached = letters.first == "=" ? letters.dropFirst() : letters
        return try record(option, shown: "-\(letter)", attached: letters.isEmpty ? nil : String(attached))
      }
    }
  }

  private mutating func record(_ option: OptionDefinition, shown: String, attached: String?) throws(UsageFault) {
    guard let valueName = option.valueName else {
      guard attached == nil else { throw fault("option '\(shown)' takes no value") }
      flags.insert(option.long)
      return
    }
    guard let value = attached ?? nextValue() else {
      throw fault("option '\(shown)' needs a value: \(shown) \(valueName)")
    }
    try check(value, of: option, shown: "'\(shown)'")
    guard option.isRepeatable || values[option.long] == nil else {
      throw fault("option '\(shown)' is given twice")
    }
    values[option.long, default: []].append(value)
  }

  /// The next word as a value. One that looks like a long option is more likely that option after a forgotten value;
  /// such values can be written with `=`.
  private mutating func nextValue() -> String? {
    guard position < words.count, !words[position].hasPrefix("--") else { return nil }
    return next()
  }
}
