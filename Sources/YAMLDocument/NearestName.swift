import Spelling

/// "Did you mean": the nearest of the names that exist.
public enum NearestName {
  /// Returns the name that a mistyped one most likely meant, or nil when none is near.
  public static func suggest(_ name: String, among names: [String]) -> String? {
    EditDistance.nearest(to: name, among: names)
  }
}
