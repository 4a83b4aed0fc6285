/// A rule's claim with its evidence.
public struct Finding: Sendable, Hashable {
  public struct Entity: Sendable, Hashable {
    public var type: EntityType
    /// As the logs spell it.
    public var id: String
    public init(type: EntityType, id: String) {
      self.type = type
      self.id = id
    }
  }

  public struct Evidence: Sendable, Hashable {
    public var record: Int64
    /// What the record shows: `push answered 401`, `mutator threw`, `last line of the client` ...
    public var role: String
    public init(record: Int64, role: String) {
      self.record = record
      self.role = role
    }
  }

  public var ruleID: String
  public var kind: FindingKind
  public var severity: Severity
  public var strength: Strength
  public var title: String
  /// Whom it is about: `client 1ur329a0... (user u1)`.
  public var subject: String
  /// The story in two sentences.
  public var story: String = ""
  /// What to do next.
  public var advice: String = ""
  public var firstAt: Timestamp = .unknown
  public var lastAt: Timestamp = .unknown
  /// How many occurrences were put together.
  public var count: Int = 1
  public var entities: [Entity] = []
  public var evidence: [Evidence] = []
  /// Stable over runs: made from rule id and subject identities, never from counts, text or names of sources.
  public var fingerprint: String = ""

  public init(
    ruleID: String, kind: FindingKind, severity: Severity, strength: Strength, title: String, subject: String
  ) {
    self.ruleID = ruleID
    self.kind = kind
    self.severity = severity
    self.strength = strength
    self.title = title
    self.subject = subject
  }
}
