public import Model

/// What a report says of a case: everything is sorted, and lists that were cut say how long they are.
///
/// Times are those of the views: UTC text with microseconds, nil where unknown.
public struct CaseReport: Sendable, Equatable {
  public var casePath = ""
  /// The time that the report is about; nil for all of the case.
  public var window: Window?
  public var totals = Totals()
  /// One entry per verdict, in the order of `Verdict.allCases`, zero counts included.
  public var verdicts: [VerdictCount] = []
  /// Writes that are dropped or lost, by client, verdict, cause and strength; most writes first.
  public var losses = Cut<Loss>()
  /// Writes of unknown fate by explanation, without the places in it; most writes first.
  public var unknownReasons = Cut<UnknownReason>()
  /// Most severe first, then proved before suspected, then by time.
  public var findings = Cut<ReportedFinding>()
  /// Findings that the first lines of a report tell: every alarm but those of writes that `losses` counts, and every
  /// stale token. All of them, in the order of `findings`, however many of these are shown; without evidence.
  public var claims: [ReportedFinding] = []
  /// What `findings` does not show, by severity and kind, most severe first.
  public var hiddenKinds: [KindCount] = []
  /// The highest severity of all findings in scope that are not accepted, nil without any.
  public var worst: Severity?
  /// Writes that are not delivered, by client and number.
  public var writes = Cut<UndeliveredWrite>()
  /// Tokens that a finding is about; those of the most severe findings first, then by fingerprint.
  public var tokens = Cut<ReportedToken>()
  /// By path.
  public var sources = Cut<ReportedSource>()
  /// What was given and could not be read at all, by path.
  public var unread = Cut<UnreadInput>()

  public init() {}

  /// Alarms after which a client's writes may not leave it: no log names a write that was never sent. Where the client
  /// is known to have come through again, it sent them.
  public var blocked: [ReportedFinding] {
    let kinds: [FindingKind] = [.pusherDied, .authStuck, .authLoop]
    return claims.filter { finding in
      finding.isAlarm && !finding.isRecovered && kinds.contains { $0.rawValue == finding.kind }
    }
  }

  public func count(_ verdict: Verdict) -> Int { verdicts.first { $0.verdict == verdict }?.count ?? 0 }
  /// Writes that the logs mention.
  public var writesInAll: Int { verdicts.reduce(0) { $0 + $1.count } }

  /// Whether something was not read or stays unjudged, so that "nothing found" is not "clean".
  public var isCoveragePoor: Bool {
    writesInAll == 0 || !blocked.isEmpty || !totals.addsUp
      || totals.malformed > 0 || totals.bytesSkipped > 0
      || totals.incompleteSources > 0 || unread.total > 0
      || count(.unknown) > 0
  }
}

extension CaseReport {
  /// A time that a report is narrowed to. Totals, tokens and sources are those of the whole case.
  public struct Window: Sendable, Equatable {
    /// nil for no bound.
    public var since: String?
    /// nil for no bound.
    public var until: String?
    /// Writes that are dropped or lost, and not in this time.
    public var lossesOutside = 0

    public init(since: String? = nil, until: String? = nil, lossesOutside: Int = 0) {
      self.since = since
      self.until = until
      self.lossesOutside = lossesOutside
    }
  }
}

/// A list of which a part may be shown.
public struct Cut<Element: Sendable & Equatable>: Sendable, Equatable {
  public var shown: [Element]
  /// How many there are.
  public var total: Int
  public var hidden: Int { max(0, total - shown.count) }

  public init(_ shown: [Element] = [], total: Int? = nil) {
    self.shown = shown
    self.total = total ?? shown.count
  }
}

/// The numbers of the first line.
public struct Totals: Sendable, Equatable {
  public var records = 0
  public var sources = 0
  public var bytes = 0
  public var bytesSkipped = 0
  /// Records that could not be parsed.
  public var malformed = 0
  /// Sources of which bytes are missing, because an archive is truncated or a file could not be read to its end.
  public var incompleteSources = 0
  /// Why, each reason once, in order.
  public var incompleteReasons: [String] = []
  /// Whether the byte ledger of every source adds up to its size.
  public var addsUp = true
  /// Whether the logs tell of any token when it expires; where they do not, none can be found stale by its age.
  public var tellsExpiries = true
  /// The token that was seen longest past its expiry; looked for only where no finding tells of a stale one.
  public var latestToken: LateToken?
  public var firstAt: String?
  public var lastAt: String?

  public init() {}
}

/// A token that was seen past its expiry.
public struct LateToken: Sendable, Equatable {
  public var fingerprint: String
  /// Microseconds after its expiry.
  public var lateness: Int64
}

public struct VerdictCount: Sendable, Equatable {
  public var verdict: Verdict
  public var count: Int
}

/// How many findings of one kind and severity.
public struct KindCount: Sendable, Equatable {
  public var severity: Severity
  /// As in the view `findings`.
  public var kind: String
  public var count: Int

  public init(severity: Severity, kind: String, count: Int) {
    self.severity = severity
    self.kind = kind
    self.count = count
  }
}

/// Lost writes of one client.
public struct Loss: Sendable, Equatable {
  public var client: String?
  public var user: String?
  public var verdict: Verdict
  public var cause: Cause
  public var strength: Strength
  public var writes: Int
  public var firstAt: String?
  public var lastAt: String?
}

/// Why some writes cannot be judged.
public struct UnknownReason: Sendable, Equatable {
  public var explanation: String
  public var writes: Int
  public var clients: Int
}

/// A write with another verdict than delivered.
public struct UndeliveredWrite: Sendable, Equatable {
  public var writeKey: String?
  public var clientGroup: String?
  public var client: String?
  public var mutation: Int64?
  public var user: String?
  public var name: String?
  public var verdict: String
  public var cause: String
  public var strength: String
  public var explanation: String?
  public var attempts: Int64
  public var firstAt: String?
  public var lastAt: String?
}

/// One source with its ledger.
public struct ReportedSource: Sendable, Equatable {
  public var path: String
  public var role: String
  public var format: String
  public var envelope: String
  public var level: String
  public var version: String?
  /// `banner`, `fingerprint` or nil.
  public var versionOrigin: String?
  public var firstAt: String?
  public var lastAt: String?
  public var records: Int
  public var sha256: String
  public var size: Int
  public var bytesParsed: Int
  public var bytesContinuation: Int
  public var bytesBlank: Int
  public var bytesMalformed: Int
  public var bytesSkipped: Int
  public var malformed: Int
  public var firstMalformedLine: Int?
  public var addsUp: Bool
  public var note: String?
}
