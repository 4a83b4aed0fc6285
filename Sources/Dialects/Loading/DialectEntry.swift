public import Model
import Patterns

/// What one log line means: one entry of a dialect file.
///
/// A class, because every record is held against several of them and none may be copied for it.
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
    case group, client, connection, user, mutation, status, number, name, detail, request, address
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
  /// Bits by raw value.
  let formats: UInt16
  /// Bits by raw value; 0 allows all.
  private let levels: UInt16
  /// The field whose text is matched instead of the record's message.
  let subject: UInt16?
  let exact: [UInt8]?
  let prefix: [UInt8]?
  let contains: [UInt8]?
  let pattern: Pattern?
  let conditions: [Condition]
  public let event: EventKind?
  let targets: [(target: Target, value: Value)]
  let each: Each?
  /// Whole inner lines that must match, and that must not.
  public let matching: [String]
  public let ignored: [String]

  init(
    id: String, file: String, number: UInt16, versions: VersionRange?, formats: Set<RecordFormat>,
    levels: Set<LogLevel>,
    message: MessageTest, conditions: [Condition], event: EventKind?, targets: [(target: Target, value: Value)],
    each: Each?, matching: [String], ignored: [String]
  ) {
    self.id = id
    self.file = file
    self.number = number
    self.versions = versions
    self.formats = formats.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
    self.levels = levels.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
    subject = message.subject
    exact = message.exact
    prefix = message.prefix
    contains = message.contains
    pattern = message.pattern
    self.conditions = conditions
    self.event = event
    self.targets = targets
    self.each = each
    self.matching = matching
    self.ignored = ignored
  }

  /// How a message, or the field `subject`, must read.
  struct MessageTest {
    var subject: UInt16?
    var exact: [UInt8]?
    var prefix: [UInt8]?
    var contains: [UInt8]?
    var pattern: Pattern?
  }

  func allows(_ format: RecordFormat) -> Bool { formats & 1 << UInt16(format.rawValue) != 0 }
  func allows(_ level: LogLevel) -> Bool {
    levels == 0 || level == .unknown || levels & 1 << UInt16(level.rawValue) != 0
  }

  /// The literal that every matching message begins with.
  var head: [UInt8]? { subject == nil ? exact ?? prefix : nil }
}
