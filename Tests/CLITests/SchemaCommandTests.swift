import CaseStore
import Foundation
import LostwriteCLI
import Model
import Testing

@Suite struct SchemaCommandTests {
  @Test func aViewIsDescribedWithUnits() throws {
    let command = try CommandRun()
    #expect(command.run("schema", "push_attempts") == .clean)
    #expect(command.out.hasPrefix("push_attempts (view)\n  Each push of a write to the API"))
    #expect(
      command.out.contains(
        "\n  token_expired_by_s  real, s  How long the token had been expired; negative before its expiry.\n"))
  }

  @Test func everyViewIsDescribed() throws {
    let command = try CommandRun()
    #expect(command.run("schema") == .clean)
    for relation in SchemaCatalog.all {
      #expect(command.out.contains("\(relation.name) (\(relation.kind.rawValue))\n"))
    }
    #expect(!command.out.contains("`") && !command.out.contains(".md)"))
  }

  @Test func jsonIsComplete() throws {
    let command = try CommandRun()
    #expect(command.run("schema", "--format", "json") == .clean)
    let parsed = try JSONSerialization.jsonObject(with: Data(command.out.utf8)) as? [[String: Any]]
    let names = parsed?.compactMap { $0["name"] as? String }
    #expect(names == SchemaCatalog.all.map(\.name))
    let columns = parsed?.first?["columns"] as? [[String: Any]]
    #expect(columns?.map { $0["name"] as? String } == SchemaCatalog.all.first?.columns.map(\.name))
    #expect(
      columns?.first { $0["name"] as? String == "verdict" }?["values"] as? [String] == Verdict.allCases.map(\.rawValue))
  }

  @Test func anUnknownViewIsToldWithTheNearest() throws {
    let command = try CommandRun()
    #expect(command.run("schema", "mutation") == .usage)
    #expect(command.error.hasPrefix("error: no view 'mutation'; did you mean 'mutations'?\n"))
  }
}
