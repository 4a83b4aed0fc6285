public import CaseStore
public import Model

/// A finding with the lines around everything that it cites, as `lostwrite show` prints it.
public struct ShownFinding: Sendable {
  public var finding: ReportedFinding
  /// By path.
  public var sources: [ShownSource]

  public init(finding: ReportedFinding, sources: [ShownSource]) {
    self.finding = finding
    self.sources = sources
  }

  /// Whether a source is gone or has other bytes, so that its lines cannot be checked any more.
  public var hasFaults: Bool { sources.contains { $0.state.isFault } }
}

/// One source with the records that are shown of it.
public struct ShownSource: Sendable {
  public var place: SourcePlace
  public var state: SourceState
  /// Where it was found; nil where it was not.
  public var foundAt: String?
  /// In the order of the source.
  public var records: [ShownRecord]

  public init(place: SourcePlace, state: SourceState, foundAt: String?, records: [ShownRecord]) {
    self.place = place
    self.state = state
    self.foundAt = foundAt
    self.records = records
  }
}

/// One record: cited, or near one that is.
public struct ShownRecord: Sendable {
  public enum Origin: String, Sendable {
    /// Read again from its source.
    case source
    /// What the case keeps.
    case kept = "case"
    case none
  }

  public var place: RecordPlace
  /// What it shows; empty for a record that only stands near.
  public var roles: [String]
  /// Masked.
  public var text: String?
  public var origin: Origin

  public init(place: RecordPlace, roles: [String], text: String?, origin: Origin) {
    self.place = place
    self.roles = roles
    self.text = text
    self.origin = origin
  }

  public var isCited: Bool { !roles.isEmpty }
}
