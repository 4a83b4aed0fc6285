public import Model

/// What a report draws over time: the clients that suffered most one by one, all others as counts, the servers, and what
/// the sources cover.
///
/// Moments are `Timestamp`s, durations microseconds. Everything is sorted and bounded by `Limits`, whatever the size of
/// the case.
public struct CaseTimeline: Sendable, Equatable {
  /// From the first to the last record, narrowed to the scope; unknown where no record has a time.
  public var firstAt = Timestamp.unknown
  public var lastAt = Timestamp.unknown
  /// The clients with the most severe findings first, then those with the most writes gone; `total` counts all clients.
  public var lanes = Cut<TimelineLane>()
  /// The clients without a lane of their own.
  public var others = TimelineCrowd()
  /// All pushes and losses, for the overview.
  public var everyone = TimelineCrowd()
  /// Starts, stops and outages of servers, in the order of time.
  public var servers = Cut<TimelineMark>()
  public var sources = Cut<TimelineSource>()
  /// Stretches that no log of a role covers.
  public var blindSpots: [BlindSpot] = []
  public var tolerance = TokenTolerance()
  /// Writes that are not delivered, the gravest first; then delivered ones that took several tries, then the others.
  public var writes = Cut<UndeliveredWrite>()
  /// Tokens used past their expiry first, then those last seen first.
  public var tokens = Cut<TimelineToken>()
  /// What the marks rest on.
  public var records: [Int64: TimelineRecord] = [:]

  public init() {}

  /// How much a timeline holds.
  public struct Limits: Sendable, Equatable {
    public var lanes = 24
    /// Of each kind of alarm, so many clients get a lane although others suffered more.
    public var lanesPerKind = 2
    /// Clients without any harm that are drawn beside those that suffered, for comparison.
    public var healthyLanes = 3
    public var marksPerLane = 240
    public var connectionsPerLane = 120
    public var tokensPerLane = 60
    public var recordsPerMark = 6
    public var servers = 120
    public var sources = 12
    public var writes = 5_000
    public var tokens = 1_000
    /// Stretches of equal length over which events are counted.
    public var buckets = 240

    public static let html = Limits()
  }
}

/// One client over time.
public struct TimelineLane: Sendable, Equatable {
  public var client: String
  public var group: String?
  public var user: String?
  /// Of its gravest finding; nil without any.
  public var severity: Severity?
  public var writes = 0
  /// Dropped or lost.
  public var gone = 0
  /// Unknown or pending.
  public var unsure = 0
  public var rejected = 0
  public var connections = Cut<ConnectionSpan>()
  public var tokens = Cut<TokenSpan>()
  /// In the order of time; routine pushes are among them only where they are few.
  public var marks = Cut<TimelineMark>()
  /// Pushes that went through as they should, per bucket; empty where they are marks.
  public var routine: [Int] = []
  /// Marks that could not be placed, because no record of them has a time.
  public var untimed = 0
}

/// A socket of a client.
public struct ConnectionSpan: Sendable, Equatable {
  public var connection: String?
  public var openedAt: Timestamp
  public var closedAt: Timestamp
  public var closeCode: Int64?
  public var closeReason: String?
  public var records: [Int64]
}

/// The life of a token as one client used it.
public struct TokenSpan: Sendable, Equatable {
  public var token: String
  public var issuedAt: Timestamp
  public var expiresAt: Timestamp
  public var firstSeenAt: Timestamp
  public var lastSeenAt: Timestamp
  public var sightings: Int
  /// The first and the last sighting.
  public var records: [Int64]

  /// Microseconds from its expiry to its last use; nil where it was not used after it.
  public var lateness: Int64? {
    guard let late = lastSeenAt.since(expiresAt), late > 0 else { return nil }
    return late
  }
}

/// A moment that something happened at.
public struct TimelineMark: Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// A try to get a write through; `word` is its outcome, or `rejected` or `thrown` where its mutator threw and the
    /// write was not dropped by that.
    case push
    /// An answer 401 or 403 that is not the answer to one of these tries.
    case refusal
    /// A newer token than the one in use was seen for the first time; `word` is `kept_old` where the older one went on
    /// being used past its expiry, else `rotated`.
    case newerToken
    /// What became of a write that is not delivered; `word` is the verdict.
    case verdict
    /// A finding that asks for action and is not about single writes or tokens; `word` is its kind.
    case finding
    /// Proof of how far the writes of a client were processed.
    case lastMutationID
    /// A server started, stopped or was out of reach.
    case server
  }

  public var kind: Kind
  public var at: Timestamp
  /// Known for what lasts.
  public var until = Timestamp.unknown
  public var word: String
  public var mutation: Int64?
  public var status: Int64?
  /// The fingerprint of the token that was carried.
  public var token: String?
  /// Microseconds after the token's expiry, negative before it.
  public var lateness: Int64?
  public var detail: String?
  public var records: [Int64] = []
  /// How many were put together.
  public var count = 1

  public init(kind: Kind, at: Timestamp, word: String) {
    self.kind = kind
    self.at = at
    self.word = word
  }

  /// Words of `newerToken`.
  public static let keptOld = "kept_old"
  public static let rotated = "rotated"

  /// Tries whose mutator threw: the application said no, or the write was not dropped by it.
  public static let rejected = Verdict.rejected.rawValue
  public static let thrown = "thrown"

  /// A mutator's throw is an outcome; whether it dropped the write is a verdict.
  static func word(outcome: String, verdict: String) -> String {
    guard outcome == Verdict.dropped.rawValue, verdict != Verdict.dropped.rawValue else { return outcome }
    return verdict == rejected ? rejected : thrown
  }

  /// A use counts as late from here on: two clocks may differ by less.
  static let clearly: Int64 = 1_000_000

  public var isLate: Bool { (lateness ?? 0) >= Self.clearly }
  /// A push that went through, with a token that was valid as far as one knows.
  public var isRoutine: Bool {
    kind == .push && !isLate && ["applied", "handled", "already_processed"].contains(word)
  }
}

/// Many clients over time, counted.
public struct TimelineCrowd: Sendable, Equatable {
  public var clients = 0
  /// Tries that went through, per bucket.
  public var pushes: [Int] = []
  /// Tries that were refused or failed, and those with a token past its expiry.
  public var troubled: [Int] = []
  /// Writes dropped or lost.
  public var gone: [Int] = []
  public init() {}
}

/// What one source covers.
public struct TimelineSource: Sendable, Equatable {
  public var path: String
  public var role: String
  public var firstAt: Timestamp
  public var lastAt: Timestamp
  /// Records per bucket.
  public var records: [Int]
  /// Long silences between two records, measured against how often the source writes.
  public var gaps: [Gap] = []
  /// How far the source's clock is ahead, microseconds, and how exactly that is known; nil where nothing tells.
  public var clockOffset: Int64?
  public var clockUncertainty: Int64?

  public struct Gap: Sendable, Equatable {
    public var from: Timestamp
    public var to: Timestamp
  }
}

/// A stretch that no log of a role covers.
public struct BlindSpot: Sendable, Equatable {
  public var role: String
  public var from: Timestamp
  public var to: Timestamp
}

/// What the logs show of the verifier's tolerance: how late a token was still accepted, how early already refused.
public struct TokenTolerance: Sendable, Equatable {
  /// Microseconds after expiry of the latest accepted use.
  public var acceptedUpTo: Int64?
  /// Microseconds after expiry of the earliest refused use.
  public var refusedFrom: Int64?

  public init() {}

  /// Whether one tolerance explains what was seen; several verifiers or clocks that differ do not let it.
  public var isConsistent: Bool {
    guard let acceptedUpTo, let refusedFrom else { return true }
    return acceptedUpTo < refusedFrom
  }
}

/// A token in the table of tokens.
public struct TimelineToken: Sendable, Equatable {
  public var token: String
  public var kind: String
  public var tokenID: String?
  public var subject: String?
  public var issuedAt: Timestamp
  public var expiresAt: Timestamp
  public var firstSeenAt: Timestamp
  public var lastSeenAt: Timestamp
  public var sightings: Int
}

/// A record that a mark rests on.
public struct TimelineRecord: Sendable, Equatable {
  public var source: String
  /// 1-based.
  public var line: Int
  public var at: Timestamp
  public var timeOrigin: String
  /// With secrets replaced by fingerprints; nil where the case does not keep the text.
  public var text: String?
}
