public import Model

extension CaseFile {
  /// Everyone and everything that an observation is about, sorted; types outside the vocabulary are left out.
  public func entities(ofObservation observation: Int64) throws(StoreError) -> [Finding.Entity] {
    let statement = try repeated(
      "SELECT type, id FROM observation_entities WHERE observation = ? ORDER BY type, id")
    statement.bind(1, observation)
    var entities: [Finding.Entity] = []
    while try statement.step() {
      guard let type = statement.text(0).flatMap(EntityType.init(rawValue:)), let id = statement.text(1) else {
        continue
      }
      entities.append(.init(type: type, id: id))
    }
    statement.reset()
    return entities
  }

  /// The records behind an observation, in its own order.
  public func evidence(ofObservation observation: Int64) throws(StoreError) -> [Finding.Evidence] {
    let statement = try repeated(
      "SELECT record, role FROM observation_evidence WHERE observation = ? ORDER BY sequence")
    statement.bind(1, observation)
    var evidence: [Finding.Evidence] = []
    while try statement.step() {
      evidence.append(.init(record: statement.integer(0), role: statement.text(1) ?? ""))
    }
    statement.reset()
    return evidence
  }

  /// The records behind the pushes of a mutation, oldest first.
  ///
  /// - Parameter row: `mutations.mutation_row`.
  /// - Returns: the pushes with their outcome, and the API lines linked to them.
  /// - Throws: `StoreError`.
  public func evidence(ofMutation row: Int64) throws(StoreError) -> [Finding.Evidence] {
    let statement = try repeated(
      "SELECT record, outcome, api_record FROM attempt_rows WHERE mutation_row = ? ORDER BY at, attempt")
    statement.bind(1, row)
    var evidence: [Finding.Evidence] = []
    while try statement.step() {
      let outcome = (statement.text(1) ?? "").spaced
      let record = statement.integer(0)
      if record != 0 { evidence.append(.init(record: record, role: outcome.isEmpty ? "push" : "push \(outcome)")) }
      guard let api = statement.optionalInteger(2), api != 0 else { continue }
      evidence.append(.init(record: api, role: "API line"))
    }
    statement.reset()
    return evidence
  }

  /// What tells evidence from all other, whatever its source is called by now, how it is packed and what lies beside it:
  /// when it was written and how long it is; where it has no time, its place within its source.
  ///
  /// - Parameter evidence: the first that was seen first.
  /// - Returns: texts for a fingerprint; none without evidence.
  /// - Throws: `StoreError`.
  public func sight(of evidence: [Finding.Evidence]) throws(StoreError) -> [String] {
    guard let first = evidence.first, let place = try sightPlace(first.record) else { return [] }
    guard let at = place.at else { return ["offset=\(place.offset)", "length=\(place.length)"] }
    // Several sources may tell it in the same instant; which of them is read first is nothing that lasts.
    var shortest = place.length
    for other in evidence.dropFirst() {
      guard let place = try sightPlace(other.record), place.at == at else { continue }
      shortest = min(shortest, place.length)
    }
    return ["at=\(at)", "length=\(shortest)"]
  }

  private func sightPlace(_ record: Int64) throws(StoreError) -> (at: Int64?, offset: Int64, length: Int64)? {
    let statement = try repeated("SELECT at, offset, length FROM record_rows WHERE record = ?")
    statement.bind(1, record)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return (statement.optionalInteger(0), statement.integer(1), statement.integer(2))
  }
}
