import Testing

@testable import CaseStore

@Suite struct SchemaCatalogTests {
  private func columns(_ name: String, of file: CaseFile) throws -> [String] {
    let rows = try file.database.prepare("SELECT name FROM pragma_table_info('\(name)')")
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0) ?? "") }
    return names
  }

  @Test(arguments: SchemaCatalog.all) func aRelationHasTheColumnsOfTheCase(relation: SchemaRelation) throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    try file.makeNightTables()
    let type = try file.database.text("SELECT type FROM sqlite_schema WHERE name = '\(relation.name)'")
    #expect(type == relation.kind.rawValue)
    #expect(try columns(relation.name, of: file) == relation.columns.map(\.name))
  }

  @Test func everyViewIsInTheCatalog() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let rows = try file.database.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'")
    while try rows.step() { #expect(SchemaCatalog.relation(rows.text(0) ?? "") != nil) }
  }

  @Test func everyTableOfNightsIsInTheCatalogOrInternal() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    #expect(try file.exported() == SchemaCatalog.relations)
    try file.makeNightTables()
    #expect(try file.exported() == SchemaCatalog.all)
    let hidden = try file.internalTables()
    #expect(!hidden.contains("nights") && hidden.contains("known_finding_rows"))
    // DuckDB counts rows by their rowid.
    for relation in SchemaCatalog.all where relation.kind == .table {
      #expect(try file.database.integer("SELECT count(rowid) FROM \(relation.name)") != nil)
    }
  }

  @Test func unitsFollowFromNames() {
    for column in SchemaCatalog.all.flatMap(\.columns) {
      #expect((column.unit == .seconds) == (column.name.hasSuffix("_s")), "\(column.name)")
      #expect((column.unit == .milliseconds) == (column.name.hasSuffix("_ms")), "\(column.name)")
      #expect(column.meaning.hasSuffix("."), "\(column.name)")
    }
  }
}
