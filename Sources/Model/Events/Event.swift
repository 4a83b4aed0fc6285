/// A reference to an interned text of the case (client ids, group ids, user names ...); 0 is none.
public typealias Symbol = Int32

/// What one record means. One record can carry several events (a failed push names several mutations).
///
/// Identities are symbols, so that millions of events stay small; `Symbols` of the case resolves them.
public struct Event: Sendable, Hashable {
  public var id: Int64 = 0
  public var kind: EventKind
  public var record: Int64 = 0
  public var source: Int32 = 0
  public var at: Timestamp = .unknown
  public var group: Symbol = 0
  public var client: Symbol = 0
  /// The connection: Zero's wsID.
  public var connection: Symbol = 0
  public var user: Symbol = 0
  /// Row of `token_rows`; 0 is none.
  public var token: Int32 = 0
  /// The client's own number of the write; nil where the record names none.
  public var mutation: Int64?
  /// HTTP status or WebSocket close code.
  public var status: Int32?
  /// Meaning depends on the kind: last mutation id, expected id, duration in microseconds, exit code, count.
  public var number: Int64?
  /// Short text of low variety: mutator name, path, error kind, version, reason.
  public var name: Symbol = 0
  /// Where the peer was, as the record says: client address.
  public var address: Symbol = 0
  /// The request that the record belongs to (request id, trace id).
  public var request: String = ""
  /// The masked words of the record that decide: error text, body preview.
  public var detail: String = ""

  public init(kind: EventKind) { self.kind = kind }
}
