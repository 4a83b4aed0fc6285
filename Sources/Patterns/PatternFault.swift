/// Why a pattern does not compile.
public struct PatternFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// The words of PCRE2 and its number, for example "missing closing parenthesis (PCRE2 114)".
  public let message: String
  /// UTF-8 bytes of `text` before the fault.
  public let offset: Int
  /// The pattern as given.
  public let text: String

  /// The message, the pattern, and a caret under the fault.
  public var description: String {
    let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    let indent = String(repeating: " ", count: before.count)
    return "pattern does not compile: \(message)\n  | \(text)\n  | \(indent)^"
  }
}
