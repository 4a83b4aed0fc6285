public import Model

/// A finding that somebody knows of and lives with for a while.
public struct Acceptance: Sendable, Equatable {
  /// Of the finding.
  public var fingerprint: String
  public var reason: String
  /// When it was accepted, UTC.
  public var acceptedAt: Timestamp
  /// From this moment on it counts again.
  public var until: Timestamp

  public init(fingerprint: String, reason: String, acceptedAt: Timestamp, until: Timestamp) {
    self.fingerprint = fingerprint
    self.reason = reason
    self.acceptedAt = acceptedAt
    self.until = until
  }
}

/// The word of an accepted finding in `findings.status`.
public enum FindingStatus {
  public static let accepted = "accepted"
}

extension CaseFile {
  /// Every acceptance, expired ones included, by fingerprint.
  public func acceptances() throws(StoreError) -> [Acceptance] {
    guard try hasNights() else { return [] }
    let rows = try database.prepare(
      "SELECT fingerprint, reason, accepted_at, until FROM acceptances ORDER BY fingerprint")
    return try rows.list { row in
      Acceptance(
        fingerprint: row.text(0) ?? "", reason: row.text(1) ?? "",
        acceptedAt: Timestamp(viewText: row.text(2) ?? ""), until: Timestamp(viewText: row.text(3) ?? ""))
    }
  }

  /// Accepts a finding, over an earlier acceptance.
  public func accept(_ acceptance: Acceptance) throws {
    try database.transaction {
      try makeNightTables()
      let row = try database.prepare("INSERT OR REPLACE INTO acceptances VALUES (?, ?, ?, ?)")
      row.bind(1, acceptance.fingerprint)
      row.bind(2, acceptance.reason)
      row.bind(3, acceptance.acceptedAt.iso)
      row.bind(4, acceptance.until.iso)
      try row.run()
      try markAccepted(at: acceptance.acceptedAt)
    }
  }

  /// Takes an acceptance back; false where there is none.
  ///
  /// - Parameters:
  ///   - fingerprint: of the finding.
  ///   - moment: now; what has expired by then is accepted no more.
  /// - Returns: whether there was one.
  /// - Throws: `StoreError`.
  public func revoke(_ fingerprint: String, at moment: Timestamp) throws -> Bool {
    guard try hasNights() else { return false }
    return try database.transaction {
      let row = try database.prepare("DELETE FROM acceptances WHERE fingerprint = ?")
      row.bind(1, fingerprint)
      try row.run()
      let wasThere = database.changes > 0
      try markAccepted(at: moment)
      return wasThere
    }
  }

  /// Gives the findings that are accepted at a moment the status `accepted`, and the others another one.
  ///
  /// Reports tell what stands there, so that a case gives the same report tomorrow; rules and nights ask anew.
  public func markAccepted(at moment: Timestamp) throws(StoreError) {
    guard try hasNights() else { return }
    let accepted = "fingerprint IN (SELECT fingerprint FROM acceptances WHERE until > ?1)"
    let mark = try database.prepare("UPDATE finding_rows SET status = '\(FindingStatus.accepted)' WHERE \(accepted)")
    mark.bind(1, moment.iso)
    try mark.run()
    let unmark = try database.prepare(
      """
      UPDATE finding_rows SET status = CASE WHEN fingerprint IN (SELECT fingerprint FROM known_finding_rows)
        THEN 'continuing' ELSE 'new' END WHERE status = '\(FindingStatus.accepted)' AND NOT (\(accepted))
      """)
    unmark.bind(1, moment.iso)
    try unmark.run()
  }
}
