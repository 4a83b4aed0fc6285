public import Model

/// A piece of a block's text arena.
public struct TextSpan: Sendable, Hashable {
  public var offset: UInt32
  public var length: UInt32
  public static let none = TextSpan(offset: 0, length: 0)
  @inlinable public init(offset: UInt32, length: UInt32) {
    self.offset = offset
    self.length = length
  }
  @inlinable public var isEmpty: Bool { length == 0 }
}

/// An event as a worker makes it: identities are symbols of its block, texts are spans of its block's arena.
///
/// The merger turns drafts into `Event`s of the case, in block order, so that ids do not depend on threads.
public struct EventDraft: Sendable {
  public var kind: EventKind
  /// Index of the record within its block.
  public var record: UInt32 = 0
  /// Dialect entry that recognised it; 0 where key spellings alone did.
  public var entry: UInt16 = 0
  /// Overrides the record's time where the event began earlier (an access line is written when the request ends).
  public var at: Timestamp = .unknown
  /// Whether the record's time is not that of the event, and no time of the event is known.
  public var isUntimed = false
  // Block-local symbols; 0 is none.
  public var group: Symbol = 0
  public var client: Symbol = 0
  public var connection: Symbol = 0
  public var user: Symbol = 0
  public var name: Symbol = 0
  public var address: Symbol = 0
  /// 1-based index into the block's tokens; 0 is none.
  public var token: Int32 = 0
  public var mutation: Int64 = .min
  public var status: Int32 = .min
  public var number: Int64 = .min
  public var request: TextSpan = .none
  public var detail: TextSpan = .none

  @inlinable public init(kind: EventKind) { self.kind = kind }
}
