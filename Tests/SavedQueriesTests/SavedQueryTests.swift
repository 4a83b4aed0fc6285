import Foundation
import SavedQueries
import Testing

@Suite struct SavedQueryTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("queries")

  @Test func theBinaryCarriesTheQueriesOfTheRepository() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".sql") }
    #expect(SavedQuery.all.map { "\($0.name).sql" } == files.sorted())
    for query in SavedQuery.all {
      let text = try String(contentsOf: Self.folder.appendingPathComponent("\(query.name).sql"), encoding: .utf8)
      #expect(query.sql == text, "run scripts/embed-queries")
    }
  }

  @Test(arguments: SavedQuery.all) func everyExampleNamesItsQueryAndWhatItNeeds(query: SavedQuery) {
    #expect(SavedQuery.isName(query.name))
    for example in query.examples {
      #expect(example.hasPrefix("lostwrite query lostwrite.case.db \(query.name)"))
      for parameter in query.parameters where parameter.preset == nil {
        #expect(example.contains("-p \(parameter.name)="))
      }
    }
    for parameter in query.parameters { #expect(query.sql.contains(":\(parameter.name)")) }
  }

  @Test func aHeaderIsRead() throws {
    let text = """
      -- title: Some rows
      -- about: First.
      -- about: Second.
      -- parameter: client text '': Only its.
      -- parameter: rows integer 100: At most.
      -- parameter: at text required: When.
      -- example: lostwrite query c.db some
      SELECT 1 -- title: not a header
      """
    let query = try SavedQuery(name: "some", text: text)
    #expect(query.title == "Some rows" && query.about == "First. Second." && query.sql == text)
    #expect(query.parameters.map(\.preset) == ["", "100", nil])
    #expect(query.parameters.map(\.kind) == [.text, .integer, .text])
  }

  @Test(arguments: [
    ("-- title: a\n-- exmple: b", "queries/q.sql:2: unknown key 'exmple'; known are title, about, parameter, example"),
    (
      "-- title: a\n-- parameter: b text",
      "queries/q.sql:2: not '-- parameter: NAME text|integer|real VALUE|required: MEANING'"
    ),
    ("-- title", "queries/q.sql:1: not '-- key: text'"),
    ("SELECT 1", "queries/q.sql: title or example is missing"),
  ])
  func faultsNameTheLine(text: String, fault: String) {
    #expect(throws: SavedQueryFault.self) { try SavedQuery(name: "q", text: text) }
    do { _ = try SavedQuery(name: "q", text: text) } catch { #expect("\(error)" == fault) }
  }
}
