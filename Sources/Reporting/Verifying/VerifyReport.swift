public import CaseStore
public import Model

/// Whether a case and its sources still are what they were, as `lostwrite verify` tells it.
public struct VerifyReport: Sendable {
  /// One source of the case, compared with its bytes as they are now.
  public struct Source: Sendable {
    public var place: SourcePlace
    public var state: SourceState
    /// Where it was found; nil where it was not.
    public var foundAt: String?
    /// How many bytes it has now; nil where they were not read.
    public var size: UInt64?
    public var citations: CaseAudit.Citations
    /// Texts that were read again.
    public var compared = 0
    /// Records whose text reads otherwise than in the case.
    public var differing: [Int64] = []

    public init(place: SourcePlace, state: SourceState, foundAt: String?, size: UInt64?, citations: CaseAudit.Citations)
    {
      self.place = place
      self.state = state
      self.foundAt = foundAt
      self.size = size
      self.citations = citations
    }
  }

  public var casePath: String
  /// By number.
  public var sources: [Source]
  /// What the case gets wrong about itself.
  public var faults: [CaseAudit.Fault]
  /// Whether fingerprints could be compared, for which the key of the case is needed.
  public var comparesFingerprints: Bool
  /// Whether verdicts and findings could be compared with what the events of the case lead to.
  public var comparesConclusions = false

  public init(casePath: String, sources: [Source], faults: [CaseAudit.Fault], comparesFingerprints: Bool) {
    self.casePath = casePath
    self.sources = sources
    self.faults = faults
    self.comparesFingerprints = comparesFingerprints
  }

  /// Error where something could not be looked at, findings where something is different.
  public var status: ExitStatus {
    if sources.contains(where: { $0.finding == .missing || $0.finding == .unreadable }) { return .error }
    return isDifferent ? .findings : .clean
  }

  var isDifferent: Bool { !faults.isEmpty || sources.contains { $0.finding.isDifferent || !$0.differing.isEmpty } }
}

extension VerifyReport {
  /// What became of a source.
  enum Finding: String {
    case same, grown, truncated, rewritten, missing, unreadable, unchecked

    var isDifferent: Bool { self == .truncated || self == .rewritten }
  }
}

extension VerifyReport.Source {
  var finding: VerifyReport.Finding {
    switch state {
    case .unchanged: .same
    case .grown: .grown
    case .changed: (size ?? 0) < place.size ? .truncated : .rewritten
    case .missing: .missing
    case .unreadable: .unreadable
    case .unrepeatable, .notCompared: .unchecked
    }
  }
}
