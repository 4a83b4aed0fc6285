extension CaseFile {
  /// The views and tables of the contract of queries that this case has.
  public func exported() throws(StoreError) -> [SchemaRelation] {
    try hasNights() ? SchemaCatalog.all : SchemaCatalog.relations
  }

  /// Tables that are no part of the contract of queries, by name.
  public func internalTables() throws(StoreError) -> [String] {
    let names = try database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").list {
      $0.text(0) ?? ""
    }
    return names.filter { SchemaCatalog.relation($0) == nil }
  }

  /// Reads all rows of a view or public table, one by one, with the columns of the catalog.
  ///
  /// - Throws: `StoreError` when the case cannot be read; what `take` throws.
  public func eachRow(of relation: SchemaRelation, _ take: ([StoredValue]) throws -> Void) throws {
    let columns = relation.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let rows = try database.prepare("SELECT \(columns) FROM \(relation.name)")
    while try rows.step() { try take((0..<Int32(relation.columns.count)).map(rows.value)) }
  }
}
