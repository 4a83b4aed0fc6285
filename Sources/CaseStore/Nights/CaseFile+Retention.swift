public import Model

extension CaseFile {
  /// Everything that cites a record. What a record means (`event_rows`) is kept, because a later night may judge anew.
  private static let citing = [
    "SELECT record FROM finding_evidence_rows", "SELECT record FROM observation_evidence",
    "SELECT record FROM event_rows", "SELECT record FROM mutation_rows WHERE record IS NOT NULL",
    "SELECT record FROM attempt_rows", "SELECT api_record FROM attempt_rows WHERE api_record IS NOT NULL",
    "SELECT opened_record FROM connection_rows WHERE opened_record IS NOT NULL",
    "SELECT closed_record FROM connection_rows WHERE closed_record IS NOT NULL",
    // Where a source that grows goes on.
    "SELECT max(record) FROM record_rows GROUP BY source",
  ]

  /// Forgets records before a moment that nothing cites, and the texts of those that no finding cites.
  ///
  /// Verdicts, findings and their evidence stay as they are, and so does the byte ledger of every source. A record
  /// without a time counts as old as the end of its source.
  ///
  /// - Parameter moment: records before it are forgotten.
  /// - Returns: how many records went.
  /// - Throws: `StoreError`.
  @discardableResult
  public func forgetRecords(before moment: Timestamp) throws(StoreError) -> Int {
    let hasOld = "SELECT 1 FROM source_rows WHERE first_at < \(moment.microseconds) LIMIT 1"
    guard try database.integer(hasOld) != nil else { return 0 }
    let old = """
      coalesce(r.at, (SELECT last_at FROM source_rows s WHERE s.source = r.source)) < \(moment.microseconds)
      """
    try database.execute(
      """
      DELETE FROM record_texts WHERE record IN (SELECT r.record FROM record_rows r WHERE \(old))
        AND record NOT IN (SELECT record FROM finding_evidence_rows)
      """)
    try ForgottenStreams.remember(old, in: database)
    let cited = Self.citing.joined(separator: " UNION ALL ")
    try database.execute("DELETE FROM record_rows AS r WHERE \(old) AND r.record NOT IN (\(cited))")
    return database.changes
  }
}
