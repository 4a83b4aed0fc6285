extension CaseFile {
  /// The columns that name files, wherever a case has them.
  private static let names = [("source_rows", "path"), ("known_file_rows", "path"), ("known_file_rows", "content")]

  /// Gives other names to sources, and to the files that a night remembers.
  ///
  /// - Parameter name: the name that takes the place of a name; mostly the same.
  /// - Throws: `StoreError` when the case cannot be written.
  public func renameFiles(_ name: (String) -> String) throws(StoreError) {
    for (table, column) in Self.names {
      let exists = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '\(table)'"
      guard try database.integer(exists) != nil else { continue }
      let rows = try database.prepare("SELECT DISTINCT \(column) FROM \(table) ORDER BY 1")
      let update = try database.prepare("UPDATE OR REPLACE \(table) SET \(column) = ?2 WHERE \(column) = ?1")
      for old in try rows.list({ $0.text(0) ?? "" }) {
        let new = name(old)
        guard new != old else { continue }
        update.bind(1, old)
        update.bind(2, new)
        try update.run()
      }
    }
  }
}
