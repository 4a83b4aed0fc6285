import Foundation
import Testing

/// What happens on a terminal when a report is longer than it.
@Suite struct PagerTests {
  private static let mark = "sed s/^/paged:/"

  /// The report of a sample on a terminal.
  private func shown(
    _ environment: [String: String], _ more: String..., rows: Int = 24
  ) throws -> (status: Int32, text: String) {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    return try Terminal.run(["report", desk.path("a.case")] + more, rows: rows, environment: environment)
  }

  @Test(arguments: [["PAGER": mark], ["LOSTWRITE_PAGER": mark, "PAGER": "false"]])
  func aLongReportIsPaged(environment: [String: String]) throws {
    let run = try shown(environment)
    #expect(run.status == 1)
    #expect(run.text.hasPrefix("paged:"))
    #expect(run.text.contains("\npaged:case: "))
  }

  @Test(arguments: [
    (["PAGER": mark], 400, "--quiet"), (["PAGER": mark], 24, "--no-pager"),
    (["PAGER": mark, "TERM": "dumb"], 24, "-q"),
    (["PAGER": mark, "TERM": ""], 24, "-q"), (["PAGER": mark, "LOSTWRITE_PAGER": ""], 24, "-q"),
    (["PAGER": "cat"], 24, "-q"), (["PAGER": "no-such-pager -x"], 24, "-q"),
  ])
  func otherReportsAreNot(environment: [String: String], rows: Int, option: String) throws {
    let run = try shown(environment, option, rows: rows)
    #expect(run.status == 1)
    #expect(!run.text.contains("paged:"))
    #expect(run.text.contains("\ncase: "))
  }

  @Test(arguments: ["false", "sh -c 'kill -9 $$'", "head -n 1", "exit 3"])
  func aPagerThatDiesKeepsTheStatus(pager: String) throws {
    #expect(try shown(["PAGER": pager]).status == 1)
    #expect(try shown(["PAGER": pager], "--fail-on", "never").status == 0)
  }

  @Test func theDefaultPagerEndsByItselfWhereAllFits() throws {
    let run = try shown([:], rows: 400)
    #expect(run.status == 1)
    #expect(run.text.contains("\ncase: "))
  }

  @Test func rowsOfAQueryArePagedAsWell() throws {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    let query = ["query", desk.path("a.case"), "SELECT write_key FROM mutations"]
    let run = try Terminal.run(query, rows: 24, environment: ["PAGER": Self.mark])
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("paged:write_key"))
    let short = try Terminal.run(
      ["query", desk.path("a.case"), "SELECT 1 AS one"], rows: 24, environment: ["PAGER": Self.mark])
    #expect(short.text == "one\n---\n  1\n")
  }

  @Test func nothingIsPagedWhereStdoutIsNoTerminal() throws {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    let run = try Binary.run(
      ["analyze", "samples/silent-drop", "--case", desk.path("a.case")],
      environment: ["PAGER": Self.mark, "TERM": "xterm"])
    #expect(!run.out.contains("paged:"))
  }

  @Test(arguments: [40, 60, 80, 200]) func linesFitTheTerminal(columns: Int) throws {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    let run = try Terminal.run(
      ["report", desk.path("a.case"), "--color", "never", "--no-pager"], rows: 24, columns: columns)
    // Places are not cut: they are there to be copied.
    let long = run.text.split(separator: "\n").filter { line in
      line.count > columns && !line.contains("samples/") && !line.contains(".csv:") && !line.hasPrefix("ask it:")
        && !line.hasPrefix("case:")
    }
    #expect(long == [])
  }

  @Test func recordsAreFoldedOnATerminalAndWholeWhereAsked() throws {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    let show = ["show", desk.path("a.case"), "1", "--color", "never", "--no-pager"]
    let narrow = try Terminal.run(show, rows: 24, columns: 50)
    let long = narrow.text.split(separator: "\n").filter { $0.count > 50 && !$0.contains("samples/") }
    #expect(long == [])
    #expect(narrow.text.contains("Login required"))
    let whole = try Binary.run(show + ["--full"])
    #expect(whole.out.split(separator: "\n").contains { $0.count > 200 })
  }

  @Test func widthOfTheEnvironmentCountsInAPipe() throws {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    func longest(_ columns: String) throws -> Int {
      let run = try Binary.run(["report", desk.path("a.case")], environment: ["COLUMNS": columns])
      return run.out.split(separator: "\n").filter { $0.hasPrefix("  story") || $0.hasPrefix("            ") }
        .filter { !$0.contains("/") }.map(\.count).max() ?? 0
    }
    #expect(try (30...50).contains(longest("50")))
    #expect(try (101...160).contains(longest("160")))
  }
}
