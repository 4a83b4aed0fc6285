public import Model

/// One scheduled run over a case, compared with the run before.
public struct Night: Sendable, Equatable {
  /// From 1, in the order of the runs.
  public var number: Int64
  /// When it ran, UTC.
  public var at: Timestamp
  /// The folder of its reports, below that of all reports.
  public var folder: String
  /// The status that it ended with.
  public var status: Int32
  public var counts: NightCounts
  /// What could not be read, as it was printed.
  public var errors: [String]
  /// Whether everybody who wants to hear of it was told.
  public var isTold: Bool

  public init(
    number: Int64, at: Timestamp, folder: String, status: Int32 = 0, counts: NightCounts = .init(),
    errors: [String] = [], isTold: Bool = true
  ) {
    self.number = number
    self.at = at
    self.folder = folder
    self.status = status
    self.counts = counts
    self.errors = errors
    self.isTold = isTold
  }
}

/// How a night differs from the one before.
public struct NightCounts: Sendable, Equatable {
  /// Findings by their change.
  public var new = 0
  public var changed = 0
  public var resolved = 0
  public var continuing = 0
  public var accepted = 0
  /// Writes whose verdict is another one than last time.
  public var changedWrites = 0
  /// Writes that are dropped or lost and were not last time.
  public var lostWrites = 0
  /// Stale tokens that an alarm is about and none was last time.
  public var staleTokens = 0

  public init() {}
}

/// What became of a finding or a write since the night before.
public struct NightChange: Sendable, Equatable {
  public enum Subject: String, Sendable { case finding, write }
  public enum Change: String, CaseIterable, Sendable { case new, changed, resolved, continuing, accepted }

  public var subject: Subject
  /// A finding's fingerprint; a write's key, `CLIENT#N`.
  public var id: String
  public var change: Change
  /// A write's verdict; a finding's severity, strength and count, `high, proved, 3 times`. nil where there was none.
  public var before: String?
  public var after: String?
  /// nil for writes.
  public var severity: Severity?
  /// The kind of a finding; the cause of a write's verdict.
  public var kind: String
  /// The title of a finding; the mutator of a write.
  public var title: String
  /// Whom it is about.
  public var about: String
  /// UTC text with microseconds.
  public var firstAt: String?
  public var lastAt: String?
  /// Whether it is worth a message.
  public var isNews: Bool

  public init(
    subject: Subject, id: String, change: Change, before: String? = nil, after: String? = nil,
    severity: Severity? = nil, kind: String, title: String, about: String, firstAt: String? = nil,
    lastAt: String? = nil, isNews: Bool = false
  ) {
    self.subject = subject
    self.id = id
    self.change = change
    self.before = before
    self.after = after
    self.severity = severity
    self.kind = kind
    self.title = title
    self.about = about
    self.firstAt = firstAt
    self.lastAt = lastAt
    self.isNews = isNews
  }
}
