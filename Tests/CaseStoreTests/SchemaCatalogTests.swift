import CaseStore
import Testing

@Suite struct SchemaCatalogTests {
  private func columns(_ name: String, of file: CaseFile) throws -> [String] {
    let rows = try file.database.prepare("SELECT name FROM pragma_table_info('\(name)')")
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0) ?? "") }
    return names
  }

  @Test(arguments: SchemaCatalog.relations) func aRelationHasTheColumnsOfTheCase(relation: SchemaRelation) throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let type = try file.database.text("SELECT type FROM sqlite_schema WHERE name = '\(relation.name)'")
    #expect(type == relation.kind.rawValue)
    #expect(try columns(relation.name, of: file) == relation.columns.map(\.name))
  }

  @Test func everyViewIsInTheCatalog() throws {
    let file = try CaseFile(path: ":memory:", access: .create)
    let rows = try file.database.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'")
    while try rows.step() { #expect(SchemaCatalog.relation(rows.text(0) ?? "") != nil) }
  }

  @Test func unitsFollowFromNames() {
    for column in SchemaCatalog.relations.flatMap(\.columns) {
      #expect((column.unit == .seconds) == (column.name.hasSuffix("_s")), "\(column.name)")
      #expect((column.unit == .milliseconds) == (column.name.hasSuffix("_ms")), "\(column.name)")
      #expect(column.meaning.hasSuffix("."), "\(column.name)")
    }
  }
}
