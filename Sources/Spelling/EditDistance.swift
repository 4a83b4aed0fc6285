/// How far two spellings are apart, and the nearest of several.
public enum EditDistance {
  /// Returns the candidate that a mistyped name most likely meant.
  ///
  /// - Parameters:
  ///   - name: What was written.
  ///   - candidates: The names that exist; the first of several equally near ones wins.
  /// - Returns: The nearest candidate, or nil when none is within about a third of the longer name's letters.
  public static func nearest(to name: String, among candidates: [String]) -> String? {
    let written = Array(name.lowercased())
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let letters = Array(candidate.lowercased())
      let allowed = (max(written.count, letters.count) + 2) / 3
      guard abs(written.count - letters.count) <= allowed else { continue }
      let distance = between(written, letters)
      guard distance <= allowed, distance < (best?.distance ?? Int.max) else { continue }
      best = (candidate, distance)
    }
    return best?.candidate
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two spellings.
  static func between(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let isSame = left[row - 1] == right[column - 1]
        var cost = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          cost = min(cost, beforePrevious[column - 2] + 1)
        }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
