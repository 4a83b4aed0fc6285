import Foundation
import Testing

/// `lostwrite sql` at a terminal and in a pipe.
@Suite struct PromptTests {
  private func desk() throws -> Desk {
    let desk = try Desk()
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    return desk
  }

  private func typed(
    _ desk: Desk, _ steps: [Conversation.Step], _ options: String...
  ) throws -> (status: Int32, text: String) {
    try Conversation.run(
      ["sql", desk.path("a.case")] + options, steps, environment: ["XDG_STATE_HOME": desk.path("state")])
  }

  @Test func aQueryOfSeveralLinesIsAnswered() throws {
    let desk = try desk()
    let run = try typed(
      desk,
      [
        .init("sql> ", "SELECT verdict, ';' AS s,\n"), .init("...> ", "count(*) AS n FROM mutations GROUP BY 1;\n"),
        .init("dropped", ""), .init("sql> ", "\u{4}"),
      ])
    #expect(run.status == 0)
    #expect(run.text.contains("delivered  ;  89\ndropped    ;   3\n"))
  }

  @Test func anErrorIsToldAndTheNextQueryAnswered() throws {
    let desk = try desk()
    let run = try typed(
      desk,
      [
        .init("sql> ", "SELECT verdit FROM mutations;\n"), .init("did you mean 'verdict'?", ""),
        .init("sql> ", "DROP VIEW mutations;\n"), .init("a query may only read", ""),
        .init("sql> ", "SELECT 40 + 2 AS n;\n"), .init("42", ""), .init("sql> ", ".quit\n"),
      ])
    #expect(run.status == 0)
  }

  @Test func controlCStopsTheQueryAndGivesUpTheLine() throws {
    let desk = try desk()
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;\n"
    let run = try typed(
      desk,
      [
        .init("sql> ", "SELECT\n"), .init("...> ", "nonsense\u{3}"), .init("^C", ""), .init("sql> ", endless),
        .init("\n", "\u{3}"), .init("error: the query was stopped\r\n", ""),
        .init("sql> ", "SELECT 40 + 2 AS n;\n"), .init("42", ""), .init("sql> ", "\u{4}"),
      ], "--timeout", "0")
    #expect(run.status == 0, "\(run.text)")
  }

  @Test func commandsOfThePromptAnswer() throws {
    let desk = try desk()
    let run = try typed(
      desk,
      [
        .init("sql> ", ".help\n"), .init(".schema [VIEW]", ""), .init("sql> ", ".tables\n"),
        .init("push_attempts", ""), .init("sql> ", ".schema rules\n"), .init("rule_id", ""),
        .init("sql> ", ".queries\n"), .init("losses-by-client", ""), .init("sql> ", ".format jsonl\n"),
        .init("sql> ", ".run verdicts\n"), .init("{\"verdict\": \"delivered\"", ""), .init("sql> ", ".tabels\n"),
        .init("did you mean '.tables'?", ""), .init("sql> ", "\u{4}"),
      ])
    #expect(run.status == 0, "\(run.text)")
  }

  @Test func whatWasTypedIsThereTheNextTimeAndForNobodyElse() throws {
    let desk = try desk()
    let first = try typed(
      desk,
      [
        .init("sql> ", "SELECT 'kept' ||\n"), .init("...> ", " '-grün' AS a;\n"), .init("kept-grün", ""),
        .init("sql> ", " SELECT 'private' AS b;\n"), .init("private\r\n", ""), .init("sql> ", "\u{4}"),
      ])
    #expect(first.status == 0, "\(first.text)")
    let history = desk.path("state/lostwrite/sql-history")
    let text = try String(contentsOfFile: history, encoding: .utf8)
    #expect(text.contains("kept") && !text.contains("private"))
    for (path, mode) in [(history, 0o600), (desk.path("state/lostwrite"), 0o700)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode)
    }
    let second = try typed(desk, [.init("sql> ", "\u{1b}[A\n"), .init("kept-grün", ""), .init("sql> ", "\u{4}")])
    #expect(second.status == 0, "\(second.text)")
  }

  @Test func queriesOutOfAPipeStopAtTheFirstFault() throws {
    let desk = try desk()
    let good = try desk.write("good.sql", "-- two queries\nSELECT 1 AS a;\nSELECT ';' AS b;\nSELECT 3 AS c")
    let run = try Tool.run([Binary.program.path, "sql", desk.path("a.case"), "--format", "csv"], input: good)
    #expect(run.status == 0)
    #expect(run.text == "a\r\n1\r\nb\r\n;\r\nc\r\n3\r\n")
    let bad = try desk.write("bad.sql", "SELECT 1 AS a; SELECT x; SELECT 2 AS b;")
    let failed = try Tool.run([Binary.program.path, "sql", desk.path("a.case"), "--format", "csv"], input: bad)
    #expect(failed.status == 2)
    #expect(failed.text.hasPrefix("a\r\n1\r\nerror: no such column: x\n"))
    #expect(!failed.text.contains("b\r\n2"))
  }
}
