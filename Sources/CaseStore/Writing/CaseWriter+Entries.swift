extension CaseWriter {
  /// Writes which dialect entries the numbers in records stand for; known ones stay.
  public func put(entries: [(number: UInt16, id: String, file: String)]) throws(StoreError) {
    let insert = try database.prepare("INSERT OR REPLACE INTO entry_rows (entry, id, file) VALUES (?, ?, ?)")
    for entry in entries {
      insert.bind(1, Int64(entry.number))
      insert.bind(2, entry.id)
      insert.bind(3, entry.file)
      try insert.run()
    }
  }
}
