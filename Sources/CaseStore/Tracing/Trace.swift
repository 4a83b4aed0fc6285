public import Model

/// What a trace is about: everything that any of these names.
public struct TraceSelection: Sendable, Equatable {
  public struct Write: Sendable, Hashable {
    public var client: Symbol
    public var mutation: Int64
    public init(client: Symbol, mutation: Int64) {
      self.client = client
      self.mutation = mutation
    }
  }

  public var writes: [Write] = []
  public var clients: Set<Symbol> = []
  public var groups: Set<Symbol> = []
  public var users: Set<Symbol> = []
  public var tokens: Set<Int32> = []
  public var requests: Set<String> = []
  /// From this moment on; unknown for no bound.
  public var since = Timestamp.unknown
  /// Before this moment; unknown for no bound.
  public var until = Timestamp.unknown

  public init() {}
}

/// The events of a trace in one order over all sources.
public struct Trace: Sendable, Equatable {
  public var steps: [TraceStep] = []
  /// The writes that the trace is about, by client and number.
  public var writes: [TracedWrite] = []
  /// Steps without any time that were left out because a time window was asked for.
  public var leftOutWithoutTime = 0
  /// Sources of the steps, by path.
  public var sources: [String] = []

  public init() {}
}

/// One record and what it means for the trace; a record that names several writes is one step.
public struct TraceStep: Sendable, Equatable {
  public var kind: EventKind
  public var record: Int64
  public var source: String
  /// 1-based.
  public var line: Int
  public var role: SourceRole
  public var at: Timestamp
  /// Whether the time is that of a record shortly before it in its source.
  public var isTimeInterpolated = false
  public var clientGroup: String?
  public var client: String?
  public var connection: String?
  public var user: String?
  /// Numbers of the writes that it names.
  public var mutations: [Int64] = []
  public var status: Int?
  /// As in the view `events`.
  public var number: Int64?
  public var name: String?
  public var address: String?
  public var request: String?
  public var detail: String?
  public var token: TracedToken?
  /// Writes whose verdict rests on this record.
  public var decides: [TracedWrite] = []
}

/// A token at one moment.
public struct TracedToken: Sendable, Equatable {
  public var fingerprint: String
  public var expiresAt: Timestamp
  /// Microseconds after its expiry, negative before it; nil where either moment is unknown.
  public var lateness: Int64?
}

/// A write with its verdict.
public struct TracedWrite: Sendable, Equatable {
  public var client: String
  public var mutation: Int64
  public var user: String?
  public var name: String?
  public var verdict: Verdict
  public var cause: Cause
  public var strength: Strength
  public var explanation: String
  public var record: Int64?

  /// `CLIENT#N`
  public var key: String { "\(client)#\(mutation)" }
}
