/// What is wrong with a YAML file, and where.
public struct YAMLFault: Error, Sendable, Equatable {
  /// One sentence in lower case, without the place.
  public let message: String
  public let file: String
  /// 1-based.
  public let line: Int
  /// 1-based, in characters.
  public let column: Int
  /// Why it is wrong, where that is not clear from the message.
  public let reason: String?
  /// What to do about it.
  public let help: String?
  /// The line of the file as written; empty where it may hold a secret.
  public private(set) var excerpt: String

  /// A fault at the place where a node was written.
  public init(_ message: String, at node: YAMLNode, reason: String? = nil, help: String? = nil) {
    self.init(message, source: node.source, line: node.line, column: node.column, reason: reason, help: help)
  }

  /// A fault inside the text of a scalar, for example where a pattern does not compile.
  ///
  /// - Parameters:
  ///   - message: One sentence in lower case, without the place.
  ///   - node: The scalar; where its text is not written on one line as it is, the fault points to its start.
  ///   - textOffset: The number of UTF-8 bytes of the text before the fault.
  ///   - reason: Why it is wrong.
  ///   - help: What to do about it.
  public init(
    _ message: String, at node: YAMLNode, textOffset: Int, reason: String? = nil, help: String? = nil
  ) {
    let column = node.column + (node.columnsBefore(textOffset: textOffset) ?? 0)
    self.init(message, source: node.source, line: node.line, column: column, reason: reason, help: help)
  }

  /// A fault at a node whose text may be a secret: the line is not shown.
  public init(_ message: String, hiding node: YAMLNode, help: String? = nil) {
    self.init(
      message, source: node.source, line: node.line, column: node.column, help: help, showsExcerpt: false)
  }

  /// The same fault without the line of the file.
  public var withoutExcerpt: YAMLFault {
    var fault = self
    fault.excerpt = ""
    return fault
  }

  init(
    _ message: String, source: YAMLSource, line: Int, column: Int, reason: String? = nil, help: String? = nil,
    showsExcerpt: Bool = true
  ) {
    self.message = message
    file = source.file
    self.line = line
    self.column = column
    self.reason = reason
    self.help = help
    excerpt = showsExcerpt ? source.excerpt(line: line) : ""
  }
}

extension YAMLFault: CustomStringConvertible {
  /// The message, then reason, place, excerpt with a caret, and help, each on lines of their own; no final line break.
  public var description: String {
    var lines = ["error: \(message)"]
    if let reason { lines.append(" reason: \(reason)") }
    lines.append(" --> \(file):\(line):\(column)")
    if !excerpt.isEmpty { lines += excerptLines }
    if let help { lines.append(" help: \(help)") }
    return lines.joined(separator: "\n")
  }

  /// At most this many characters of a line are shown; wider excerpts wrap in terminals and lose their caret.
  private static let excerptWidth = 160

  private var excerptLines: [String] {
    let characters = excerpt.map { $0 == "\t" ? " " : $0 }
    let start = max(0, min(column - Self.excerptWidth / 2, characters.count - Self.excerptWidth))
    let shown = String(characters.dropFirst(start).prefix(Self.excerptWidth))
    let indent = String(repeating: " ", count: max(0, column - 1 - start))
    return ["  | \(shown)", "  | \(indent)^"]
  }
}

extension YAMLNode {
  /// The columns between the start of a scalar and a byte of its text, or nil where the file does not show the text
  /// as it is (escapes, folded or block scalars).
  fileprivate func columnsBefore(textOffset: Int) -> Int? {
    guard case .scalar(let text, let isPlain) = value, textOffset <= text.utf8.count else { return nil }
    let opening = isPlain ? 0 : 1
    let written = source.excerpt(line: line).dropFirst(column - 1 + opening)
    guard written.hasPrefix(text) else { return nil }
    return opening + String(decoding: text.utf8.prefix(textOffset), as: UTF8.self).count
  }
}
