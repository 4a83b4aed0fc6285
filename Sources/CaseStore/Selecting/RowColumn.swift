/// One column of a view, as rules may test it.
public struct RowColumn: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case text
    /// UTC text with microseconds; sorts as text.
    case time
    case integer
    case real
    /// Text out of a fixed list, compared exactly.
    case word([String])

    public var isNumber: Bool { self == .integer || self == .real }
  }

  public let name: String
  public let kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
