public import Model

/// What of a case a report takes in: a time window, and how much of each list is loaded.
public struct ReportScope: Sendable, Equatable {
  /// Findings and writes that ended before this moment are left out; unknown for no bound.
  public var since: Timestamp
  /// Findings and writes that began at this moment or later are left out; unknown for no bound.
  public var until: Timestamp
  public var limits: Limits

  /// How many rows of each list are loaded; how many there are is counted as well.
  public struct Limits: Sendable, Equatable {
    public var findings: Int
    public var evidencePerFinding: Int
    public var entitiesPerFinding: Int
    public var writes: Int
    public var losses: Int
    public var unknownReasons: Int
    public var tokens: Int
    public var lateSightingsPerToken: Int
    public var sources: Int

    /// For people: enough to act on.
    public static let text = Limits(
      findings: 200, evidencePerFinding: 12, entitiesPerFinding: 60, writes: 0, losses: 8, unknownReasons: 3,
      tokens: 12, lateSightingsPerToken: 6, sources: 100)
    /// For programs: everything that a report of sensible size can hold.
    public static let json = Limits(
      findings: 10_000, evidencePerFinding: 100, entitiesPerFinding: 1_000, writes: 10_000, losses: 1_000,
      unknownReasons: 100, tokens: 200, lateSightingsPerToken: 50, sources: 10_000)
    /// For an issue or a chat: what fits on a screen or two.
    public static let markdown = Limits(
      findings: 200, evidencePerFinding: 3, entitiesPerFinding: 60, writes: 0, losses: 5, unknownReasons: 3,
      tokens: 12, lateSightingsPerToken: 0, sources: 100)
    /// For a page whose timeline brings writes and tokens itself (`CaseTimeline`) but for what the first lines say.
    public static let html = Limits(
      findings: 10_000, evidencePerFinding: 12, entitiesPerFinding: 60, writes: 0, losses: 100_000, unknownReasons: 3,
      tokens: 12, lateSightingsPerToken: 0, sources: 2_000)
    /// For tools that show findings beside the lines of their evidence; code hosts take 5,000 results of a run.
    public static let sarif = Limits(
      findings: 5_000, evidencePerFinding: 50, entitiesPerFinding: 100, writes: 0, losses: 0, unknownReasons: 100,
      tokens: 0, lateSightingsPerToken: 0, sources: 10_000)
    /// For CI servers, which show a failure as a text.
    public static let junit = Limits(
      findings: 10_000, evidencePerFinding: 12, entitiesPerFinding: 60, writes: 0, losses: 0, unknownReasons: 10,
      tokens: 0, lateSightingsPerToken: 0, sources: 100)
    /// Every finding with its identities, for a table.
    public static let csv = Limits(
      findings: .max, evidencePerFinding: 1, entitiesPerFinding: 1_000, writes: 0, losses: 0, unknownReasons: 0,
      tokens: 0, lateSightingsPerToken: 0, sources: 0)
  }

  public init(since: Timestamp = .unknown, until: Timestamp = .unknown, limits: Limits = .text) {
    self.since = since
    self.until = until
    self.limits = limits
  }
}
