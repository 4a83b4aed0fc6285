public import Model

extension CaseFile {
  /// Throws away what was concluded about some groups, and about what belongs to none.
  public func clearConclusions(of groups: Set<Symbol>) throws(StoreError) {
    try database.execute(
      "CREATE TEMP TABLE IF NOT EXISTS cleared (grp INTEGER PRIMARY KEY); DELETE FROM temp.cleared")
    let row = try database.prepare("INSERT INTO temp.cleared VALUES (?)")
    for group in groups.union([0]).sorted() {
      row.bind(1, Int64(group))
      try row.run()
    }
    let clients = """
      SELECT client FROM client_rows WHERE grp IN temp.cleared UNION ALL SELECT -grp FROM temp.cleared WHERE grp < 0
      """
    let gone = "SELECT observation FROM observation_rows WHERE grp IN temp.cleared"
    try database.execute(
      """
      DELETE FROM attempt_rows WHERE mutation_row IN (SELECT mutation_row FROM mutation_rows WHERE client IN (\(clients)));
      DELETE FROM mutation_rows WHERE client IN (\(clients));
      DELETE FROM connection_rows WHERE grp IN temp.cleared;
      DELETE FROM observation_entities WHERE observation IN (\(gone));
      DELETE FROM observation_evidence WHERE observation IN (\(gone));
      DELETE FROM observation_rows WHERE grp IN temp.cleared;
      DELETE FROM clock_offset_rows;
      DELETE FROM temp.cleared;
      """)
  }
}
