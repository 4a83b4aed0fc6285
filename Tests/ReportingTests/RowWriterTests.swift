import CaseStore
import Reporting
import Testing

@Suite struct RowWriterTests {
  private func written(_ format: RowFormat, _ columns: [String], _ rows: [[StoredValue]]) throws -> String {
    let text = Text()
    var writer = try RowWriter(format, columns: columns) { text.value += $0 }
    for row in rows { try writer.add(row) }
    try writer.finish()
    return text.value
  }

  private final class Text { var value = "" }

  @Test func tableAlignsWideTextAndNumbers() throws {
    let text = try written(
      .table, ["name", "n", "note"],
      [[.text("日本"), .integer(7), .text("a\u{1b}")], [.text("x"), .integer(1234), .null]])
    #expect(text == "name  n     note\n----  ----  -----\n日本     7  a\\x1b\nx     1234  \n")
  }

  @Test func csvFollowsTheStandardAndDisarmsFormulas() throws {
    let text = try written(
      .csv, ["a", "b"],
      [[.text("x,\"y\""), .integer(-3)], [.text("=cmd()"), .null], [.text("-1\nz"), .real(0.5)]])
    #expect(text == "a,b\r\n\"x,\"\"y\"\"\",-3\r\n'=cmd(),\r\n\"'-1\nz\",0.5\r\n")
  }

  @Test func jsonIsAnArrayWithUniqueNames() throws {
    let rows: [[StoredValue]] = [[.integer(1), .text("\u{1}\"")], [.null, .real(.infinity)]]
    #expect(
      try written(.json, ["n", "n"], rows)
        == "[\n {\"n\": 1, \"n_2\": \"\\u0001\\\"\"},\n {\"n\": null, \"n_2\": null}\n]\n")
  }

  @Test(arguments: [(RowFormat.table, ""), (.csv, "a\r\n"), (.json, "[]\n")])
  func noRowsAreAnEmptyResult(format: RowFormat, text: String) throws {
    #expect(try written(format, ["a"], []) == text)
  }

  @Test func tableOfManyRowsKeepsEveryRow() throws {
    let rows = (0..<1_200).map { [StoredValue.integer($0)] }
    #expect(try written(.table, ["n"], rows).split(separator: "\n").count == 1_202)
  }
}
