public import Model

/// What the events of each source tell of the source itself: small, and made in one pass over all events.
public struct SourceSurvey: Sendable {
  /// Sources that name the same clients or groups.
  public internal(set) var sets = SourceSets()
  /// Sources that name any client or group.
  public internal(set) var naming: Set<Int32> = []
  /// Sources that name writes whose mutator threw: they would name others as well.
  public internal(set) var failing: Set<Int32> = []
  /// The longest life of each subject's tokens that a set of sources shows, microseconds: by the set's name.
  public internal(set) var lifetimes: [Int32: [String: Int64]] = [:]
  /// Subjects of which new events show a longer life somewhere.
  public internal(set) var renewed: Set<String> = []

  /// Gives the lives of tokens to the sets as they are now.
  mutating func gatherLifetimes() {
    for (source, subjects) in lifetimes where sets.name(of: source) != source {
      lifetimes[source] = nil
      for (subject, lifetime) in subjects { note(lifetime, of: subject, in: sets.name(of: source)) }
    }
  }

  /// Notes how long a token lives; true where that is longer than what was known.
  @discardableResult
  mutating func note(_ lifetime: Int64, of subject: String, in set: Int32) -> Bool {
    guard lifetime > lifetimes[set]?[subject] ?? 0 else { return false }
    lifetimes[set, default: [:]][subject] = lifetime
    return true
  }
}

extension CaseEvents {
  /// Surveys the sources.
  ///
  /// - Parameters:
  ///   - tokens: all tokens of the case.
  ///   - memory: what the last correlation remembered, where only new events and those that they touch are here.
  /// - Returns: the survey of all sources.
  /// - Throws: `StoreError` when the case cannot be read.
  public func survey(
    _ tokens: [Int32: TokenFacts], since memory: CorrelationMemory? = nil
  ) throws(StoreError) -> SourceSurvey {
    var survey = memory == nil ? SourceSurvey() : try KnownSurvey.load(from: database)
    var tellers = LastSource()
    var carriers = LastSource()
    var sightings: Set<TokenSighting> = []
    try forEach { row in
      switch row.kind {
      case .mutationErrored, .mutationAppError, .mutationRolledBack: survey.failing.insert(row.source)
      default: break
      }
      let group = groups[row]
      // Groups of a single client are negative.
      if group != 0, let last = tellers.change(group > 0 ? 2 * group : 1 - 2 * group, to: row.source) {
        survey.naming.insert(row.source)
        if last != 0 { survey.sets.join(last, row.source) }
      }
      if memory == nil, row.token > 0, carriers.change(row.token, to: row.source) != nil {
        sightings.insert(TokenSighting(token: row.token, source: row.source))
      }
    }
    if let memory { sightings = try TokenSighting.new(in: database, since: memory) }
    survey.gatherLifetimes()
    for sighting in sightings {
      guard let facts = tokens[sighting.token], let subject = facts.subject, let lifetime = facts.lifetime else {
        continue
      }
      let isLonger = survey.note(lifetime, of: subject, in: survey.sets.name(of: sighting.source))
      if isLonger { survey.renewed.insert(subject) }
    }
    return survey
  }
}

/// A source that shows a token.
struct TokenSighting: Hashable {
  var token: Int32
  var source: Int32

  /// Those of events that came after a correlation.
  static func new(in database: Database, since memory: CorrelationMemory) throws(StoreError) -> Set<TokenSighting> {
    let rows = try database.prepare(
      "SELECT DISTINCT token, source FROM event_rows NOT INDEXED WHERE event > \(memory.lastEvent) AND token <> 0")
    return Set(try rows.list { TokenSighting(token: Int32($0.integer(0)), source: Int32($0.integer(1))) })
  }
}

/// The source that named each id last; ids are numbers from 1 on without large gaps.
private struct LastSource {
  private var sources: ContiguousArray<Int32> = []

  /// Notes the source of an id.
  ///
  /// - Returns: the one before, 0 for none; nil where it was the same.
  mutating func change(_ id: Int32, to source: Int32) -> Int32? {
    let index = Int(id)
    if index >= sources.count {
      sources.append(contentsOf: repeatElement(0, count: max(index + 1, sources.count * 2) - sources.count))
    }
    guard sources[index] != source else { return nil }
    defer { sources[index] = source }
    return sources[index]
  }
}

extension TokenFacts {
  /// Microseconds from its issue to its expiry; nil where it does not tell both.
  fileprivate var lifetime: Int64? {
    guard let issuedAt, let expiresAt, expiresAt > issuedAt else { return nil }
    return (expiresAt - issuedAt) * 1_000_000
  }
}
