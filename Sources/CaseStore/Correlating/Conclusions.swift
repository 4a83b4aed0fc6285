public import Model

/// A mutation with its verdict, as correlation concludes it.
public struct MutationConclusion: Sendable {
  public var group: Symbol
  public var client: Symbol
  public var mutation: Int64
  public var user: Symbol = 0
  public var name: Symbol = 0
  public var verdict: Verdict
  public var cause: Cause
  public var strength: Strength
  /// One sentence that names the evidence; nil for the routine sentence that the view makes from `record`.
  public var explanation: String?
  /// The record that decided.
  public var record: Int64?
  /// The step of the judgement that gave the verdict, and the other record that it rests on; both are not stored.
  public var ground = VerdictGround.none
  public var witness: Int64?
  public var attempts: Int = 0
  public var firstAt: Timestamp = .unknown
  public var lastAt: Timestamp = .unknown

  public init(group: Symbol, client: Symbol, mutation: Int64, verdict: Verdict, cause: Cause, strength: Strength) {
    self.group = group
    self.client = client
    self.mutation = mutation
    self.verdict = verdict
    self.cause = cause
    self.strength = strength
  }
}

/// One try to get a mutation through.
public struct AttemptConclusion: Sendable {
  public var at: Timestamp
  public var record: Int64
  public var apiRecord: Int64?
  public var status: Int32?
  /// applied, handled, dropped, refused, failed, rolled_back, already_processed, out_of_order, user_mismatch
  public var outcome: String
  public var token: Int32
  public var request: String
  /// `proved` or `suspected`, where the try was put together from two records.
  public var link: String?
  public var linkReason: String?

  public init(at: Timestamp, record: Int64, outcome: String, token: Int32 = 0, request: String = "") {
    self.at = at
    self.record = record
    self.outcome = outcome
    self.token = token
    self.request = request
  }
}

/// One socket of a client.
public struct ConnectionConclusion: Sendable {
  public var group: Symbol = 0
  public var client: Symbol = 0
  public var connection: Symbol = 0
  public var user: Symbol = 0
  public var address: Symbol = 0
  public var token: Int32 = 0
  public var closeReason: Symbol = 0
  public var closeCode: Int32?
  public var openedAt: Timestamp = .unknown
  public var closedAt: Timestamp = .unknown
  public var openedRecord: Int64?
  public var closedRecord: Int64?
  public init() {}
}

/// Something that happened to a client, a group, a server or a credential: what rules classify.
public struct Observation: Sendable {
  public var type: String
  public var group: Symbol = 0
  public var client: Symbol = 0
  public var user: Symbol = 0
  public var token: Int32 = 0
  public var place: String?
  public var carrier: String?
  public var cause: String?
  public var status: Int32?
  public var strength: Strength = .proved
  public var firstAt: Timestamp = .unknown
  public var lastAt: Timestamp = .unknown
  public var count = 0
  public var accepted = 0
  public var refused = 0
  public var writes = 0
  public var recovered: Bool?
  /// Microseconds.
  public var recoveredAfter: Int64?
  public var expiredMin: Int64?
  public var expiredMax: Int64?
  public var newerSince: Timestamp = .unknown
  public var detail: String = ""
  public var entities: [Finding.Entity] = []
  public var evidence: [Finding.Evidence] = []
  public init(type: String) { self.type = type }
}

/// How far the clock of a source is ahead of that of another.
public struct ClockOffset: Sendable, Hashable {
  public var source: Int32
  public var reference: Int32
  /// Microseconds; positive where the source is ahead.
  public var offset: Int64
  /// Microseconds to either side.
  public var uncertainty: Int64
  /// Pairs of records that it rests on.
  public var pairs: Int

  public init(source: Int32, reference: Int32, offset: Int64, uncertainty: Int64, pairs: Int) {
    self.source = source
    self.reference = reference
    self.offset = offset
    self.uncertainty = uncertainty
    self.pairs = pairs
  }
}
