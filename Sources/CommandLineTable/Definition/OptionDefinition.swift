/// One option of a command: a flag, or a name with a value.
public struct OptionDefinition: Sendable {
  /// The name without its two dashes; also the key under which `ParsedCommand` has it.
  public let long: String
  public let short: Character?
  /// Upper case, for example "FILE"; nil makes the option a flag. FILE, DIR and PATH complete file names.
  public let valueName: String?
  /// Whether the option may be given several times, each adding a value.
  public let isRepeatable: Bool
  public let isRequired: Bool
  /// Left out of help and documents: for looking into lostwrite itself.
  public let isHidden: Bool
  /// One sentence.
  public let summary: String
  /// The only values that are accepted; empty for any.
  public let choices: [String]
  /// Whether a choice may be followed by `=` and a file name: `json=report.json`.
  public let choicesTakeFile: Bool
  /// The value where none is given.
  public let defaultValue: String?
  /// What happens without the option, in words; by default `defaultValue`.
  public let defaultText: String?
  /// The environment variable that gives the value where the command line does not.
  public let environment: String?

  public init(
    long: String, short: Character? = nil, valueName: String? = nil, isRepeatable: Bool = false,
    isRequired: Bool = false, isHidden: Bool = false, summary: String, choices: [String] = [],
    choicesTakeFile: Bool = false, defaultValue: String? = nil, defaultText: String? = nil, environment: String? = nil
  ) {
    self.long = long
    self.short = short
    self.valueName = valueName
    self.isRepeatable = isRepeatable
    self.isRequired = isRequired
    self.isHidden = isHidden
    self.summary = summary
    self.choices = choices
    self.choicesTakeFile = choicesTakeFile
    self.defaultValue = defaultValue
    self.defaultText = defaultText ?? defaultValue
    self.environment = environment
  }

  var isFlag: Bool { valueName == nil }

  /// The names and the value: `-o, --out FILE`.
  var synopsis: String {
    let names = short.map { "-\($0), --\(long)" } ?? "--\(long)"
    return valueName.map { "\(names) \($0)" } ?? names
  }

  /// The summary with everything that follows from the definition, for help and documents.
  var details: String {
    var words = [summary]
    if !choices.isEmpty { words.append("One of: \(choices.joined(separator: ", ")).") }
    if isRequired { words.append("Required.") }
    if let defaultText { words.append("Default: \(defaultText).") }
    if isRepeatable { words.append("May be given several times.") }
    if let environment { words.append("Also read from $\(environment).") }
    return words.joined(separator: " ")
  }
}
