public import CaseStore
public import Model
public import RulePacks

/// The argument of one verdict: what speaks for it, what was looked for, what would settle it.
public struct VerdictArgument: Sendable {
  /// A fact that the verdict rests on.
  public struct Reason: Sendable, Equatable {
    public var text: String
    /// Where it is to be seen; nil for an absence.
    public var record: Int64?
  }

  /// Something that would tell more, whether it is there, and which sources could have shown it.
  public struct Look: Sendable, Equatable {
    /// `a line that says it was applied`
    public var subject: String
    /// What came of it, in one sentence.
    public var answer: String
    public var isFound: Bool
    public var records: [Int64]
    public var sights: [Sight]
  }

  /// A source that could have shown something, and when.
  public struct Sight: Sendable, Equatable {
    public var path: String
    public var role: SourceRole
    public var level: LogLevel
    public var firstAt: Timestamp
    public var lastAt: Timestamp
    /// Whether it covers the time of the write; nil where the write or the source has no time.
    public var coversWrite: Bool?
  }

  public var conclusion: MutationConclusion
  public var attempts: [AttemptConclusion]
  public var reasons: [Reason] = []
  public var looks: [Look] = []
  /// What would settle it, the surest first; empty where nothing is open.
  public var remedies: [String] = []
}

/// Argues verdicts: judges the group of a write again, as the correlation did, and tells the steps.
public struct VerdictArguments {
  private let file: CaseFile
  private let causes: ErrorCauses

  /// - Parameters:
  ///   - file: the case, correlated.
  ///   - packs: those that it was correlated with.
  /// - Throws: `CorrelationError` where a data file is wrong.
  public init(case file: CaseFile, packs: RulePacks) throws(CorrelationError) {
    self.file = file
    causes = try ErrorCauses(packs: packs)
  }

  /// Argues the verdict of one write.
  ///
  /// - Parameters:
  ///   - write: the write.
  ///   - group: its group as the case has it.
  /// - Returns: nil where the case has no such write.
  /// - Throws: `StoreError` when the case cannot be read.
  public func argue(_ write: TraceSelection.Write, group: Symbol) throws -> VerdictArgument? {
    let lookup = try CaseLookup(file)
    let tokens = try lookup.tokens()
    let events = try CaseEvents(file, tokens: tokens)
    let facts = try GlobalFacts(events, tokens: tokens, lookup: lookup)
    for part in 0..<events.parts {
      let groups = try events.part(part)
      guard let index = (0..<groups.count).first(where: { groups.group($0) == group }) else { continue }
      let correlation = GroupCorrelation(
        group: group, events: groups.events(index), facts: facts, causes: causes.makeJudge(), lookup: lookup)
      let verdicts = Verdicts(
        history: correlation.history, facts: facts, causes: correlation.causes, lookup: lookup)
      return try VerdictAdvocate(verdicts: verdicts).argue(write)
    }
    return nil
  }
}
