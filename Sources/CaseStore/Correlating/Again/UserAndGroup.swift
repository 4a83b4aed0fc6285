public import Model

/// A user who was seen with a group.
public struct UserAndGroup: Hashable, Comparable, Sendable {
  public var user: Symbol
  public var group: Symbol

  public static func < (a: UserAndGroup, b: UserAndGroup) -> Bool { (a.user, a.group) < (b.user, b.group) }
}

/// A group with one of the sources that tell of it.
public struct PlacedGroup: Hashable, Sendable {
  public var group: Symbol
  public var source: Int32
}
