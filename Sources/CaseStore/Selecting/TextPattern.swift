/// A text with wildcards: `*` is any run of characters, `?` exactly one; `\*`, `\?` and `\\` are those characters.
///
/// Without `isCased` the letters A to Z match in either case, as SQLite's LIKE does it.
public struct TextPattern: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case scalar(Unicode.Scalar)
    case one, run
  }
  let parts: [Part]
  public let isCased: Bool

  public init(_ text: String, isCased: Bool = false) {
    var parts: [Part] = []
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        if !["*", "?", "\\"].contains(scalar) { parts.append(.scalar("\\")) }
        parts.append(.scalar(scalar))
        isEscaped = false
      } else {
        switch scalar {
        case "\\": isEscaped = true
        case "*": parts.append(.run)
        case "?": parts.append(.one)
        default: parts.append(.scalar(scalar))
        }
      }
    }
    if isEscaped { parts.append(.scalar("\\")) }
    self.init(parts: parts, isCased: isCased)
  }

  private init(parts: [Part], isCased: Bool) {
    self.parts = parts
    self.isCased = isCased
  }

  /// The pattern with any run of characters before or after it.
  public func open(before: Bool, after: Bool) -> TextPattern {
    TextPattern(parts: (before ? [.run] : []) + parts + (after ? [.run] : []), isCased: isCased)
  }

  /// The text itself, where it has no wildcard.
  public var literal: String? {
    var scalars = String.UnicodeScalarView()
    for part in parts {
      guard case .scalar(let scalar) = part else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// The pattern of SQL's LIKE with `\` as escape character.
  var like: String {
    var scalars = String.UnicodeScalarView()
    for part in parts {
      switch part {
      case .run: scalars.append("%")
      case .one: scalars.append("_")
      case .scalar(let scalar):
        if ["%", "_", "\\"].contains(scalar) { scalars.append("\\") }
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// Whether the whole text fits. Linear but for the places where a run has to be tried again.
  public func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var (at, part) = (0, 0)
    var retry: (part: Int, at: Int)?
    while at < scalars.count {
      if part < parts.count, parts[part] == .run {
        retry = (part, at)
        part += 1
      } else if part < parts.count, fits(parts[part], scalars[at]) {
        (at, part) = (at + 1, part + 1)
      } else if let last = retry {
        retry = (last.part, last.at + 1)
        (at, part) = (last.at + 1, last.part + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .run }
  }

  private func fits(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    guard case .scalar(let wanted) = part else { return true }
    return wanted == scalar || (!isCased && Self.folded(wanted) == Self.folded(scalar))
  }

  private static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
    (65...90).contains(scalar.value) ? scalar.value + 32 : scalar.value
  }
}
