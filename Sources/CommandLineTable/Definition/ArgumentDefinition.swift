/// One positional argument of a command.
public struct ArgumentDefinition: Sendable {
  /// Upper case, for example "PATH".
  public let name: String
  /// Whether it takes all words that are left; only the last argument of a command may.
  public let isRepeatable: Bool
  public let isOptional: Bool
  /// One sentence.
  public let summary: String

  public init(name: String, isRepeatable: Bool = false, isOptional: Bool = false, summary: String) {
    self.name = name
    self.isRepeatable = isRepeatable
    self.isOptional = isOptional
    self.summary = summary
  }

  /// As it stands in a usage line: `PATH`, `PATH...`, `[PATH]` or `[PATH...]`.
  var usage: String {
    let words = isRepeatable ? "\(name)..." : name
    return isOptional ? "[\(words)]" : words
  }
}
