/// One positional argument of a command.
public struct ArgumentDefinition: Sendable {
  /// Upper case, for example "PATH"; PATH, FILE, DIR and CASE complete file names.
  public let name: String
  /// Whether it takes all words that are left; only the last argument of a command may.
  public let isRepeatable: Bool
  public let isOptional: Bool
  /// One sentence.
  public let summary: String
  /// The only values that are accepted; empty for any.
  public let choices: [String]

  public init(
    name: String, isRepeatable: Bool = false, isOptional: Bool = false, summary: String, choices: [String] = []
  ) {
    self.name = name
    self.isRepeatable = isRepeatable
    self.isOptional = isOptional
    self.summary = summary
    self.choices = choices
  }

  /// As it stands in a usage line: `PATH`, `PATH...`, `[PATH]` or `[PATH...]`.
  var usage: String {
    let words = isRepeatable ? "\(name)..." : name
    return isOptional ? "[\(words)]" : words
  }

  /// The summary with everything that follows from the definition, for help and documents.
  var details: String {
    choices.isEmpty ? summary : "\(summary) One of: \(choices.joined(separator: ", "))."
  }
}
