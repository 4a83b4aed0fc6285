import Foundation
import Testing

/// Limits of memory are those of a process, so that each is tried in one of its own.
@Suite struct QueryMemoryTests {
  private func run(_ sql: String, _ options: String...) throws -> Binary.Run {
    let desk = try Desk()
    defer { withExtendedLifetime(desk) {} }
    _ = try desk.analyze("\(Binary.root.path)/samples/healthy")
    return try Binary.run(["query", desk.path("a.case"), sql] + options)
  }

  @Test func aQueryThatNeedsMoreIsStopped() throws {
    // Each text is shorter than a value may be; together they are too much.
    let texts = (1...8).map { "length(group_concat(i || hex(zeroblob(900)) || \($0)))" }.joined(separator: " + ")
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT \(texts) FROM n"
    let stopped = try run(sql, "--max-memory", "8M")
    #expect(stopped.status == 2)
    #expect(stopped.error.hasPrefix("error: the query needs more than 8 MiB of memory\n"), "\(stopped.error)")
    #expect(stopped.error.contains(" help: ask for less, or give more: --max-memory SIZE"))
  }

  @Test func aValueThatIsTooLongIsTold() throws {
    let stopped = try run("SELECT length(hex(zeroblob(3000000)))", "--max-memory", "16M")
    #expect(stopped.status == 2)
    #expect(stopped.error.hasPrefix("error: a value of the query is longer than 4 MiB\n"), "\(stopped.error)")
  }

  @Test func ordinaryQueriesNeedLittle() throws {
    let answered = try run("SELECT count(*) AS n FROM mutations ORDER BY 1", "--max-memory", "8M", "-f", "csv")
    #expect(answered.status == 0, "\(answered.error)")
    #expect(answered.out.hasPrefix("n\r\n"))
  }
}
