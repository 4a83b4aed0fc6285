/// Sets of sources that belong together, each named by the smallest number in it.
///
/// A source that was never joined is a set of its own. Numbers only ever grow, so a set keeps its name when later sources
/// join it.
public struct SourceSets: Sendable, Equatable {
  private var parents: [Int32: Int32] = [:]

  public init() {}

  /// The name of a source's set.
  public func name(of source: Int32) -> Int32 {
    var source = source
    while let parent = parents[source] { source = parent }
    return source
  }

  /// Puts the sets of two sources together.
  public mutating func join(_ a: Int32, _ b: Int32) {
    let (a, b) = (name(of: a), name(of: b))
    if a != b { parents[max(a, b)] = min(a, b) }
  }
}
