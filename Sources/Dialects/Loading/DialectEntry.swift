public import Model
import Patterns

/// What one log line means: one entry of a dialect file.
public struct DialectEntry: Sendable {
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

  /// One event per item of an array: `mutationIDs: [{id, clientID}]`.
  struct Each: Sendable {
    var over: UInt16
    var client: String
    var mutation: String
  }

  public let id: String
  public let file: String
  /// Index in the set, from 1.
  public internal(set) var number: UInt16 = 0
  public let versions: VersionRange?
  let formats: Set<RecordFormat>
  let levels: Set<LogLevel>
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

  /// The literal that every matching message begins with.
  var head: [UInt8]? { subject == nil ? exact ?? prefix : nil }
}
