public import Model

/// What the recognizer says of a record beside its events.
public struct RecordNote: Sendable {
  /// The first dialect entry that matched; 0 is none.
  public var entry: UInt16 = 0
  /// Whether its text is worth keeping: an event that is not routine, or a token past its expiry.
  public var isNotable = false
  /// Whether it holds a raw credential.
  public var hasCredential = false
  /// Whose log this record speaks for.
  public var role: SourceRole = .unknown
  /// Whether a proxy's log has such records too: a request to the API, or that something does not answer.
  public var isRoleShared = false
}
