/// One view or table of the public SQL: the contract of ad-hoc queries.
///
/// `lostwrite schema`, docs/schema.md, exports and what rules may read are all made from these.
public struct SchemaRelation: Sendable, Hashable {
  public enum Kind: String, Sendable {
    case view, table
  }

  public let name: String
  public let kind: Kind
  /// One sentence; code in backticks.
  public let summary: String
  /// In the order of the view.
  public let columns: [SchemaColumn]

  init(_ name: String, _ summary: String, kind: Kind = .view, _ columns: [SchemaColumn]) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.columns = columns
  }
}

/// Everything that queries may rely on.
public enum SchemaCatalog {
  /// What every case has, in the order of documents: conclusions first, then what they rest on.
  public static let relations: [SchemaRelation] = [
    mutations, pushAttempts, tokens, tokenSightings, connections, apiRequests, lmidObservations, observations, findings,
    findingEvidence, findingEntities, incidents, incidentFindings, rules, records, events, sources, coverage,
    clockOffsets, observationEntities, observationEvidence, runs,
  ]

  /// Tables of scheduled runs and acceptances, which not every case has.
  public static let nightly: [SchemaRelation] = [nights, nightChanges, nightErrors, acceptances]

  /// Everything that a case can have.
  public static let all = relations + nightly

  /// The view or table of that name.
  public static func relation(_ name: String) -> SchemaRelation? { all.first { $0.name == name } }
}
