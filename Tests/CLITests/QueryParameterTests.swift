import Foundation
import LostwriteCLI
import Model
import Testing

@Suite struct QueryParameterTests {
  private func made() throws -> CommandRun {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    return command
  }

  @Test(arguments: [
    ("a=5", "integer,5"), ("a=-5", "integer,-5"), ("a=0.5", "real,0.5"), ("a=007", "text,007"), ("a=1e3", "text,1e3"),
    ("a=", "text,"), ("a=x=y", "text,x=y"), ("a:text=5", "text,5"), ("a:integer=5", "integer,5"),
    ("a:real=5", "real,5.0"), ("a:null=", "null,"), ("a=null", "text,null"), ("a=ü'; --", "text,ü'; --"),
  ])
  func valuesHaveSensibleTypes(argument: String, row: String) throws {
    let command = try made()
    let sql = "SELECT typeof(:a) AS t, :a AS v"
    #expect(command.run("query", command.casePath, sql, "-p", argument, "--format", "csv") == .clean)
    #expect(command.out == "t,v\r\n\(row)\r\n")
  }

  @Test(arguments: ["a", "=5", "a:number=5", "a:integer=x", "a:null=x", "a b=1", "a:real=nan"])
  func otherValuesAreFaultsOfTheCommandLine(argument: String) throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT :a", "-p", argument) == .usage)
    #expect(command.error.hasPrefix("error: parameter '\(argument)' is not NAME=VALUE"))
  }

  @Test(arguments: [":a", "@a", "$a"]) func everySignWorks(name: String) throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT \(name) + 1 AS b", "-p", "a=1", "-f", "csv") == .clean)
    #expect(command.out == "b\r\n2\r\n")
  }

  @Test func aMissingValueIsShownAtItsPlace() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT 1\nWHERE :client = 1") == .error)
    #expect(
      command.error == """
        error: parameter ':client' has no value
         --> query:2:7
          | WHERE :client = 1
          |       ^
         help: give one: -p client=VALUE (NULL: -p client:null=)

        """)
  }

  @Test func anUnknownOrNamelessParameterIsRefused() throws {
    let command = try made()
    #expect(command.run("query", command.casePath, "SELECT :clients", "-p", "client=1") == .error)
    #expect(command.error == "error: the query has no parameter 'client'\n help: did you mean 'clients'?\n")
    #expect(command.run("query", command.casePath, "SELECT 1", "-p", "client=1") == .error)
    #expect(command.error == "error: the query has no parameter 'client'\n help: it has none\n")
    #expect(command.run("query", command.casePath, "SELECT ?", "-p", "a=1") == .error)
    #expect(command.error.hasPrefix("error: a parameter has no name\n --> query:1:8\n"))
  }
}
