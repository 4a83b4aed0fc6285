import CaseStore
import Model

extension CaseFile {
  /// Pieces of evidence that a finding keeps; its count tells how many there were.
  private static let mostEvidence = 30

  /// What other tables say of rows: the entities of observations.
  func entities(of rows: [SelectedRow], in view: RowView) throws(StoreError) -> [Finding.Entity] {
    guard view == .observations else { return [] }
    var entities: [Finding.Entity] = []
    for row in rows {
      guard let observation = row["observation"].number else { continue }
      entities += try self.entities(ofObservation: Int64(observation))
    }
    return entities
  }

  /// The records behind rows: of many the first and the last, no record twice in one role.
  func evidence(of rows: [SelectedRow], in view: RowView) throws(StoreError) -> [Finding.Evidence] {
    // Rows beyond these could only add evidence to the middle, which is left out.
    let half = Self.mostEvidence / 2
    let chosen = rows.count <= Self.mostEvidence ? rows : Array(rows.prefix(half) + rows.suffix(half))
    var seen: Set<Finding.Evidence> = []
    var evidence: [Finding.Evidence] = []
    for row in chosen {
      evidence += try self.evidence(of: row, in: view).filter { seen.insert($0).inserted }
    }
    guard evidence.count > Self.mostEvidence else { return evidence }
    return Array(evidence.prefix(half) + evidence.suffix(Self.mostEvidence - half))
  }

  private func evidence(of row: SelectedRow, in view: RowView) throws(StoreError) -> [Finding.Evidence] {
    var evidence: [Finding.Evidence] = []
    if let key = view.key.flatMap({ row[$0].number }).map({ Int64($0) }) {
      evidence = try view == .mutations ? self.evidence(ofMutation: key) : self.evidence(ofObservation: key)
    }
    for (column, role) in view.recordColumns {
      guard let record = row[column].number.map({ Int64($0) }), record != 0 else { continue }
      // A push that decides is already there, with a better role.
      if !evidence.contains(where: { $0.record == record }) { evidence.append(.init(record: record, role: role)) }
    }
    return evidence
  }
}
