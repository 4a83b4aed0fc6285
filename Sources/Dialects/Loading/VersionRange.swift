/// Versions of a program from one to another, both inclusive: `0.25.10 - 0.25.13`, `>= 1.5.0`, `<= 0.25.0`, `0.24`.
public struct VersionRange: Sendable, Hashable {
  public var low: [Int]
  public var high: [Int]

  private static let lowest = [0]
  private static let highest = [Int.max]

  /// Reads a range; nil where the text is none.
  public init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init).joined()
    if words.hasPrefix(">="), let from = Self.numbers(words.dropFirst(2)) {
      (low, high) = (from, Self.highest)
    } else if words.hasPrefix("<="), let to = Self.numbers(words.dropFirst(2)) {
      (low, high) = (Self.lowest, to + [Int.max])
    } else if let dash = words.firstIndex(of: "-"), let from = Self.numbers(words[..<dash]),
      let to = Self.numbers(words[words.index(after: dash)...])
    {
      (low, high) = (from, to + [Int.max])
    } else if let exactly = Self.numbers(words[...]) {
      (low, high) = (exactly, exactly + [Int.max])
    } else {
      return nil
    }
  }

  public func contains(_ version: String) -> Bool {
    guard let numbers = Self.numbers(version[...]) else { return false }
    return !numbers.lexicographicallyPrecedes(low) && !high.lexicographicallyPrecedes(numbers)
  }

  private static func numbers(_ text: Substring) -> [Int]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard !parts.isEmpty, parts.allSatisfy({ $0 != nil }) else { return nil }
    return parts.compactMap { $0 }
  }
}
