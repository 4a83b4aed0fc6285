import Spelling

/// Why something that the user named is not in the case, or is not one thing.
public struct LookupFault: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(description: String) { self.description = description }

  /// Candidates that are listed.
  private static let shown = 8

  static func noFinding(_ name: String, known: [(number: String, fingerprint: String)]) -> LookupFault {
    guard let first = known.first, let last = known.last else {
      return LookupFault(description: "no finding '\(name)': the case has no findings at all")
    }
    let numbers = known.count == 1 ? "one finding, \(first.number)" : "findings \(first.number) to \(last.number)"
    let near = EditDistance.nearest(to: name, among: known.map(\.fingerprint))
    let meant = near.map { "; is it '\($0)'?" } ?? ""
    return LookupFault(
      description: "no finding '\(name)'\(meant): the case has \(numbers); 'lostwrite report CASE' shows them")
  }

  /// A name that fits several things.
  ///
  /// - Parameters:
  ///   - name: as typed.
  ///   - noun: what it was to name.
  ///   - candidates: what it fits, in order.
  /// - Returns: the fault.
  public static func several(_ name: String, noun: String, candidates: [String]) -> LookupFault {
    LookupFault(description: "'\(name)' fits \(candidates.count) \(noun)s: \(list(candidates)); give more letters")
  }

  /// A name that nothing has.
  ///
  /// - Parameters:
  ///   - name: as typed.
  ///   - noun: what it was to name.
  ///   - known: everything of that kind, in order.
  /// - Returns: the fault.
  public static func nothing(_ name: String, noun: String, known: [String]) -> LookupFault {
    guard !known.isEmpty else {
      return LookupFault(description: "no \(noun) '\(name)': the case has no \(noun)s at all")
    }
    let near = nearest(name, among: known)
    let words =
      near.isEmpty ? "it has \(known.count), for example \(list(Array(known.prefix(3))))" : "nearest: \(list(near))"
    return LookupFault(description: "no \(noun) '\(name)' in the case; \(words)")
  }

  private static func list(_ names: [String]) -> String {
    let rest = names.count - shown
    return names.prefix(shown).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// Ids that begin alike, or else the one that is spelled nearly the same, at most three.
  private static func nearest(_ name: String, among known: [String]) -> [String] {
    var letters = name
    while letters.count > 2 {
      letters.removeLast()
      let alike = known.filter { $0.hasPrefix(letters) }
      if !alike.isEmpty && letters.count * 2 >= name.count { return Array(alike.prefix(3)) }
    }
    return EditDistance.nearest(to: name, among: known).map { [$0] } ?? []
  }
}
