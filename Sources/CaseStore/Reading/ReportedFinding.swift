public import Model

/// A finding with whom it is about and what shows it.
public struct ReportedFinding: Sendable, Equatable {
  public var finding: Int64
  public var ruleID: String
  public var kind: String
  public var severity: Severity
  public var strength: Strength
  public var title: String
  public var subject: String
  public var story: String
  public var advice: String
  public var firstAt: String?
  public var lastAt: String?
  public var count: Int
  public var status: String
  public var fingerprint: String
  /// By type (in the order of `EntityType.allCases`) and id.
  public var entities = Cut<Finding.Entity>()
  /// In the order of the rule's story.
  public var evidence = Cut<ReportedEvidence>()

  /// Whether the logs show that whom it is about came through again.
  public var isRecovered = false
  /// Why and until when it does not count; nil where it does.
  public var acceptance: ReportedAcceptance?
  public var isAccepted: Bool { acceptance != nil }

  /// `medium` and above asks for action.
  public var isAlarm: Bool { severity >= .medium }

  /// Whether the first lines of a report tell it, apart from the writes that are dropped or lost.
  var isClaim: Bool {
    let told = [FindingKind.silentDrop, .writeLost].map(\.rawValue)
    return !told.contains(kind) && (isAlarm || kind == FindingKind.staleToken.rawValue)
  }

  /// The ids of one type, sorted.
  public func ids(_ type: EntityType) -> [String] { entities.shown.filter { $0.type == type }.map(\.id) }
}

/// Why a finding does not count, and until when.
public struct ReportedAcceptance: Sendable, Equatable {
  public var reason: String
  /// UTC text with microseconds.
  public var until: String
}

/// A record that shows a part of a finding.
public struct ReportedEvidence: Sendable, Equatable {
  public var source: String
  /// 1-based.
  public var line: Int
  /// Bytes of the uncompressed source.
  public var offset: Int
  public var length: Int
  public var at: String?
  public var role: String
  /// With secrets replaced by fingerprints; nil where the case does not keep the text.
  public var text: String?
}

/// The life of a token that a finding is about.
public struct ReportedToken: Sendable, Equatable {
  public var token: String
  public var kind: String
  public var algorithm: String?
  public var keyID: String?
  public var issuer: String?
  public var subject: String?
  public var tokenID: String?
  /// UTC, whole seconds.
  public var issuedAt: String?
  public var expiresAt: String?
  public var firstSeenAt: String?
  public var lastSeenAt: String?
  public var sightings = 0
  /// How long after its expiry it was seen last, microseconds; nil where it never was.
  public var latestExpiredBy: Int64?
  /// Sightings after its expiry, in the order of time.
  public var late = Cut<LateSighting>()
}

/// A token seen after it had expired.
public struct LateSighting: Sendable, Equatable {
  public var at: String?
  /// What the record means: `push_failed`, `token_rejected` ...
  public var event: String
  public var expiredByMicroseconds: Int64
  public var source: String
  public var line: Int
}
