/// What became of a source since the case read it.
public enum SourceState: Sendable, Equatable {
  /// It is there and at least as long as it was; its digest was not asked for.
  case notCompared
  /// The digest is that of the case.
  case unchanged
  /// Its first bytes are those of the case, and more were appended.
  case grown
  /// Its bytes are others now.
  case changed
  /// Nothing is there; the paths that were tried.
  case missing(tried: [String])
  /// Standard input or a pipe: it could be read once.
  case unrepeatable
  case unreadable(reason: String)

  /// `unchanged`, `grown`, `changed`, `missing`, `unrepeatable`, `unreadable`, `not_compared`.
  public var name: String {
    switch self {
    case .notCompared: "not_compared"
    case .unchanged: "unchanged"
    case .grown: "grown"
    case .changed: "changed"
    case .missing: "missing"
    case .unrepeatable: "unrepeatable"
    case .unreadable: "unreadable"
    }
  }

  /// Whether something that should be there is not: the evidence can no longer be checked.
  public var isFault: Bool {
    switch self {
    case .changed, .missing, .unreadable: true
    default: false
    }
  }

  /// Whether its bytes may be shown as those that the case speaks of.
  public var isTrusted: Bool {
    switch self {
    case .notCompared, .unchanged, .grown: true
    default: false
    }
  }
}
