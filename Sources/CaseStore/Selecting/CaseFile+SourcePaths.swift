extension CaseFile {
  /// The paths of all sources of the case as they were given, in the order in which they were read.
  ///
  /// - Throws: `StoreError`.
  public func sourcePaths() throws(StoreError) -> [String] {
    let statement = try database.prepare("SELECT path FROM source_rows ORDER BY source")
    var paths: [String] = []
    while try statement.step() { if let path = statement.text(0) { paths.append(path) } }
    return paths
  }
}
