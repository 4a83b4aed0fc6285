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

  /// The versions in both ranges; nil where there is none.
  public func intersection(_ other: VersionRange) -> VersionRange? {
    var both = self
    if low.lexicographicallyPrecedes(other.low) { both.low = other.low }
    if other.high.lexicographicallyPrecedes(high) { both.high = other.high }
    return both.high.lexicographicallyPrecedes(both.low) ? nil : both
  }

  /// As it is read; nil where it holds all versions.
  public var text: String? {
    func words(_ numbers: [Int]) -> String { numbers.filter { $0 != .max }.map(String.init).joined(separator: ".") }
    switch (low == Self.lowest, high == Self.highest) {
    case (true, true): return nil
    case (false, true): return ">=" + words(low)
    case (true, false): return "<=" + words(high)
    case (false, false): return words(low) == words(high) ? words(low) : "\(words(low)) - \(words(high))"
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
