import Foundation
import LostwriteCLI
import Model
import Testing

@Suite struct QueryTests {
  private func made() throws -> CommandRun {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    return command
  }

  @Test(arguments: [
    ("table", "verdict  n\n-------  -\ndropped  1\nunknown  1\n"),
    ("csv", "verdict,n\r\ndropped,1\r\nunknown,1\r\n"),
    ("jsonl", "{\"verdict\": \"dropped\", \"n\": 1}\n{\"verdict\": \"unknown\", \"n\": 1}\n"),
    ("markdown", "| verdict | n |\n|---|---|\n| dropped | 1 |\n| unknown | 1 |\n"),
    ("json", "[\n {\"verdict\": \"dropped\", \"n\": 1},\n {\"verdict\": \"unknown\", \"n\": 1}\n]\n"),
  ])
  func rowsComeInEveryFormat(format: String, text: String) throws {
    let command = try made()
    let sql = "SELECT verdict, count(*) AS n FROM mutations GROUP BY verdict ORDER BY verdict"
    #expect(command.run("query", command.casePath, sql, "--format", format) == .clean)
    #expect(command.out == text)
  }

  @Test func noRowsAreSaid() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT 1 WHERE 0") == .clean)
    #expect(command.out == "")
    #expect(command.error == "note: no rows\n")
  }

  @Test func unknownColumnIsShownWithTheNearest() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT name,\n  m.verdit FROM mutations m") == .error)
    #expect(
      command.error == """
        error: no such column: m.verdit
         --> query:2:3
          |   m.verdit FROM mutations m
          |   ^
         help: did you mean 'verdict'?

        """)
  }

  @Test(arguments: [
    ("SELECT verdit FROM mutations", "did you mean 'verdict'?"),
    ("SELECT http_status FROM mutations", "'http_status' is a column of push_attempts"),
    ("SELECT expires FROM token_sightings", "did you mean 'expires_at' of tokens?"),
    ("SELECT zzzzzzzzzzzzzz FROM incident_findings", "the columns of incident_findings are: incident, finding"),
  ])
  func theNearestColumnIsThatOfTheView(sql: String, help: String) throws {
    let command = try made()
    #expect(command.run("query", command.casePath, sql) == .error)
    #expect(command.error.contains(" help: \(help)\n"), "\(command.error)")
  }

  @Test func unknownTableIsShownWithTheNearest() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT * FROM mutation") == .error)
    #expect(command.error.contains("error: no such table: mutation\n"))
    #expect(command.error.contains("help: did you mean 'mutations'?"))
  }

  @Test(arguments: [
    "DELETE FROM mutation_rows", "DROP VIEW mutations", "PRAGMA writable_schema = 1", "VACUUM INTO 'x'",
    "ATTACH 'other.db' AS o", "CREATE TABLE t (a)", "SELECT load_extension('x')", "BEGIN",
    "INSERT INTO facts VALUES ('a', 1)", "PRAGMA journal_mode = WAL", "CREATE TEMP TABLE t (a)", "DETACH main",
    "SAVEPOINT s", "REINDEX", "ANALYZE", "PRAGMA hard_heap_limit = 0", "PRAGMA query_only = 0",
    "UPDATE facts SET value = 1 RETURNING value", "WITH a AS (SELECT 1) DELETE FROM facts", "EXPLAIN DELETE FROM facts",
    "PRAGMA cache_size = 100000000", "SELECT * FROM pragma_journal_mode('delete')",
  ])
  func onlyReadingIsPossible(sql: String) throws {
    let command = try made()
    let before = try Data(contentsOf: URL(fileURLWithPath: command.casePath))
    #expect(command.run("query", command.casePath, sql) == .error)
    #expect(command.error.contains("error: a query may only read, this one asks for more"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: command.casePath)) == before)
  }

  @Test func columnsOfATableCanBeListed() throws {
    let command = try made()
    let sql = "SELECT name FROM pragma_table_info('finding_entities')"
    #expect(command.run("query", command.casePath, sql, "--format", "csv") == .clean)
    #expect(command.out == "name\r\nfinding\r\ntype\r\nid\r\n")
  }

  @Test func recursiveQueriesWork() throws {
    let command = try made()
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT sum(i) FROM n"
    #expect(command.run("query", command.casePath, sql, "--format", "csv") == .clean)
    #expect(command.out == "sum(i)\r\n6\r\n")
  }

  @Test func aSecondStatementAndAnEmptyQueryAreRefused() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT 1; SELECT 2") == .error)
    #expect(command.error.contains("error: a second statement starts here\n --> query:1:10"))
    #expect(command.run("query", command.casePath, " ") == .error)
    #expect(command.error.contains("error: the query is empty"))
    #expect(command.run("query", command.casePath, "SELECT 1; ") == .clean)
    #expect(command.run("query", command.casePath, "--", "-- a\nSELECT 1; -- b\n/* c */") == .clean)
    #expect(command.run("query", command.casePath, "--", "-- only a comment") == .error)
    #expect(command.error.contains("error: the query is empty"))
  }

  @Test func aQueryThatEndsTooEarlyIsShownAtItsEnd() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT 1 +") == .error)
    #expect(command.error == "error: the query ends too early\n --> query:1:11\n  | SELECT 1 +\n  |           ^\n")
  }

  @Test func aCaseThatIsMissingIsAnErrorAndNotMade() throws {
    let command = try CommandRun()
    #expect(command.run("query", command.casePath, "SELECT 1") == .error)
    #expect(command.error.contains("error: there is no case file '{dir}/c.db'; check the path, or make it"))
    #expect(!FileManager.default.fileExists(atPath: command.casePath))
  }
}
