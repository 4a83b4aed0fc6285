import CaseStore
import Foundation
import LostwriteCLI
import Model
import SavedQueries
import Testing

/// The queries that come with lostwrite, on a case.
@Suite struct SavedQueryRunTests {
  private func made() throws -> CommandRun {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    return command
  }

  @Test(arguments: SavedQuery.all) func everySavedQueryRuns(query: SavedQuery) throws {
    let command = try made()
    let values = ["at": "2026-10-21T00:49:41Z", "finding": "1"]
    let needed = query.parameters.filter { $0.preset == nil }.map(\.name)
    let parameters = needed.flatMap { ["-p", "\($0)=\(values[$0] ?? "c1")"] }
    #expect(command.run(["query", command.casePath, query.name] + parameters) == .clean, "\(command.error)")
  }

  @Test func aSavedQueryAnswers() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "losses-by-client", "--format", "csv") == .clean)
    #expect(
      command.out == """
        client_id,user_id,gone,dropped,lost,first_at,last_at\r
        c1,,1,1,0,1970-01-01T00:00:05.000000Z,1970-01-01T00:00:05.000000Z\r

        """)
  }

  @Test func parametersOfASavedQueryHaveItsTypes() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "losses", "-p", "cause=database", "-f", "jsonl") == .clean)
    #expect(command.out.contains("\"write_key\": \"c1#1\""))
    #expect(command.run("query", command.casePath, "losses", "-p", "cause=auth") == .clean)
    #expect(command.error == "note: no rows\n")
    #expect(command.run("query", command.casePath, "evidence", "-p", "finding=one") == .usage)
    #expect(command.error.hasPrefix("error: parameter 'finding=one' is not finding=VALUE of type integer\n"))
  }

  @Test func whatASavedQueryNeedsIsSaid() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "client-writes") == .usage)
    #expect(
      command.error.hasPrefix("error: query 'client-writes' needs '-p client=VALUE' (text): Id of the client.\n"))
    #expect(command.run("query", command.casePath, "client-writes", "-p", "clent=c1", "-p", "client=c1") == .error)
    #expect(command.error == "error: the query has no parameter 'clent'\n help: did you mean 'client'?\n")
  }

  @Test func anUnknownNameIsToldWithTheNearest() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "verdict") == .usage)
    #expect(command.error.hasPrefix("error: no saved query 'verdict'; did you mean 'verdicts'?\n"))
  }

  /// Datasette shows one of the two where a query has the name of a view.
  @Test func noSavedQueryHasTheNameOfAView() {
    for query in SavedQuery.all { #expect(SchemaCatalog.relation(query.name) == nil) }
  }

  @Test func theListNamesEveryQuery() throws {
    let command = try CommandRun()
    #expect(command.run("query", "--list", "--format", "csv") == .clean)
    for query in SavedQuery.all { #expect(command.out.contains("\r\n\(query.name),")) }
    #expect(command.out.contains("\r\nclient-around,One client around a moment,client at seconds=30,"))
  }

  @Test func withoutCaseOrQueryTheCommandLineIsWrong() throws {
    let command = try CommandRun()
    #expect(command.run("query") == .usage)
    #expect(command.error.hasPrefix("error: argument CASE is missing\n"))
    #expect(command.run("query", "c.db") == .usage)
    #expect(
      command.error.hasPrefix("error: argument SQL is missing: give a SELECT, or a name of 'lostwrite query --list'"))
  }
}
