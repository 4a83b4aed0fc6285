import Foundation
import Testing

/// The saved queries on a sample, as a reader of docs/sql.md runs them.
@Suite struct SavedQueryTests {
  /// What the sample has nothing of.
  private static let empty: Set<String> = ["unknown-writes"]

  @Test func everyOneAnswersOnASample() throws {
    let desk = try Desk()
    _ = try desk.analyze("\(Binary.root.path)/samples/silent-drop")
    func rows(_ words: String...) throws -> [[String: Any]] {
      let run = try Binary.run(["query"] + words + ["--format", "json"])
      #expect(run.status == 0, "\(words): \(run.error)")
      return try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [[String: Any]] ?? []
    }
    let lost = try #require(try rows(desk.path("a.case"), "losses").first)
    let client = (lost["write_key"] as? String ?? "").prefix { $0 != "#" }
    let token = try #require(try rows(desk.path("a.case"), "late-requests").first?["token"] as? String)
    let values = ["client=\(client)", "at=\(lost["first_at"] ?? "")", "token=\(token)", "finding=1"]
    for query in try rows("--list") {
      let name = query["name"] as? String ?? ""
      let needed = (query["parameters"] as? String ?? "").split(separator: " ").filter { !$0.contains("=") }
      let given = values.filter { value in needed.contains { value.hasPrefix("\($0)=") } }
      let words = ["query", desk.path("a.case"), name, "--format", "jsonl"] + given.flatMap { ["-p", $0] }
      let run = try Binary.run(words)
      #expect(run.status == 0, "\(name): \(run.error)")
      #expect(run.out.isEmpty == Self.empty.contains(name), "\(name)")
    }
  }
}
