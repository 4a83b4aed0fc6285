import Foundation
import LostwriteCLI
import Model
import Testing

@Suite struct QueryLimitTests {
  private func made() throws -> CommandRun {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    return command
  }

  private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

  @Test func aQueryThatTakesTooLongIsStopped() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, Self.endless, "--timeout", "0.05") == .error)
    #expect(
      command.error == """
        error: the query was stopped after 0.05 s of computing
         help: ask for less, or give more time: --timeout SECONDS (0 for any)

        """)
  }

  @Test(arguments: [
    ("--timeout", "-1", "is no number of seconds"), ("--timeout", "soon", "is no number of seconds"),
    ("--max-memory", "much", "is no size like 500M or 2G"), ("--max-memory", "1K", "is no size like 500M or 2G"),
    ("--max-memory", "-1M", "is no size like 500M or 2G"),
  ])
  func limitsAreChecked(option: String, value: String, message: String) throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT 1", "\(option)=\(value)") == .usage)
    #expect(command.error.hasPrefix("error: value '\(value)' of '\(option)' \(message)"))
  }

  @Test func zeroIsNoLimit() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT 1", "--timeout", "0", "--max-memory", "0") == .clean)
  }
}
