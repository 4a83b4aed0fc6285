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
}
