import Model

extension CaseFile {
  /// Remembers who made the case what it is; a run that changed nothing is not told again.
  ///
  /// - Parameters:
  ///   - version: the version of lostwrite.
  ///   - command: `analyze`, `nightly` or `merge`.
  ///   - rules: SHA-256 of the rules, in hex digits.
  /// - Throws: `StoreError` when the case cannot be written.
  public func noteRun(version: String, command: String, rules: String) throws(StoreError) {
    let insert = try database.prepare(
      """
      INSERT INTO runs (version, command, rules_sha256, sources, records)
      SELECT ?1, ?2, ?3, count(*), coalesce(sum(records), 0) FROM source_rows
      EXCEPT SELECT version, command, rules_sha256, sources, records FROM runs
        WHERE run = (SELECT max(run) FROM runs)
      """)
    insert.bind(1, version)
    insert.bind(2, command)
    insert.bind(3, rules)
    try insert.run()
  }
}
