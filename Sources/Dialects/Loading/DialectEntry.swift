public import Model
import Patterns

/// What one log line means: one entry of a dialect file.
public final class DialectEntry: Sendable {
  /// Where a slot of the event gets its value from.
  enum Value: Sendable {
    /// A field of the record, by slot.
    case field(UInt16)
    /// A named group of the entry's pattern.
    case group(String)
    case literal(String)
  }

  /// The slots of an event that an entry can set.
  enum Target: String, CaseIterable, Sendable {
    case group, client, connection, user, mutation, status, number, name, detail, request, address, at
    case subject, expiresAt = "expires_at", issuedAt = "issued_at", tokenID = "token_id"
  }

  struct Condition: Sendable {
    enum Test: Sendable {
      case isOneOf([String])
      case exists(Bool)
      case hasPrefix(String)
      case isNot([String])
    }
    var slot: UInt16
    var path: String
    var test: Test
  }

  /// What the words of a record must be like; all that is given must hold.
  struct MessageTest: Sendable {
    /// The field whose text is matched instead of the record's message.
    var subject: UInt16?
    var exact: [UInt8]?
    var prefix: [UInt8]?
    var contains: [UInt8]?
    var pattern: Pattern?
  }

  /// What a matching record means.
  struct Meaning: Sendable {
    var conditions: [Condition]
    var event: EventKind?
    var targets: [(target: Target, value: Value)]
    var each: Each?
  }

  /// One event per item of an array: `mutationIDs: [{id, clientID}]`.
  struct Each: Sendable {
    var over: UInt16
    var client: String
    var mutation: String
  }

  public let id: String
  public let file: String
  /// Index in the set, from 1.
  public let number: UInt16
  public let versions: VersionRange?
  /// Bit n stands for the format, or the level, with number n.
  let formats: UInt32
  let levels: UInt32
  let test: MessageTest
  let conditions: [Condition]
  public let event: EventKind?
  let targets: [(target: Target, value: Value)]
  let each: Each?
  /// Whole inner lines that must match, and that must not.
  public let matching: [String]
  public let ignored: [String]

  init(
    id: String, file: String, number: UInt16, versions: VersionRange?, formats: [RecordFormat], levels: [LogLevel],
    test: MessageTest, meaning: Meaning, matching: [String], ignored: [String]
  ) {
    self.id = id
    self.file = file
    self.number = number
    self.versions = versions
    self.formats = formats.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    self.levels = levels.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    self.test = test
    conditions = meaning.conditions
    event = meaning.event
    targets = meaning.targets
    each = meaning.each
    self.matching = matching
    self.ignored = ignored
  }

  @inline(__always)
  func covers(_ format: RecordFormat) -> Bool { formats & (1 << UInt32(format.rawValue)) != 0 }

  /// A record without a level may have any.
  @inline(__always)
  func covers(_ level: LogLevel) -> Bool {
    levels == 0 || level == .unknown || levels & (1 << UInt32(level.rawValue)) != 0
  }

  /// The literal that every matching message begins with.
  var head: [UInt8]? { test.subject == nil ? test.exact ?? test.prefix : nil }
}
