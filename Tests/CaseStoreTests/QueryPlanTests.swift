import CaseStore
import Testing

/// Typical questions go through indexes, whatever the size of the case.
@Suite struct QueryPlanTests {
  private func plan(_ sql: String) throws -> [String] {
    let file = try CaseFile(path: ":memory:", access: .create)
    try file.makeIndexes()
    let rows = try file.database.prepare("EXPLAIN QUERY PLAN \(sql)")
    var steps: [String] = []
    while try rows.step() { steps.append(rows.text(3) ?? "") }
    return steps
  }

  @Test(arguments: [
    "SELECT * FROM mutations WHERE client_id = 'c'",
    "SELECT * FROM mutations WHERE client_id = 'c' AND mutation_id = 1",
    "SELECT * FROM mutations WHERE verdict = 'dropped'",
    "SELECT client_id, count(*) FROM mutations WHERE verdict IN ('dropped', 'lost') GROUP BY client_id",
    "SELECT user_id FROM mutations WHERE verdict <> 'delivered'",
    "SELECT * FROM push_attempts WHERE client_id = 'c'",
    "SELECT a.at FROM mutations m JOIN push_attempts a USING (client_id, mutation_id) WHERE m.verdict = 'dropped'",
  ])
  func rowsAreFoundWithoutReadingAll(sql: String) throws {
    let steps = try plan(sql)
    // A partial index is read in full, but holds few rows.
    let full = steps.filter { $0.hasPrefix("SCAN") && !$0.contains("mutation_not_delivered") }
    #expect(full == [], "\(steps)")
  }

  @Test func verdictsAreCountedInTheOrderOfTheirIndex() throws {
    let steps = try plan("SELECT verdict, count(*) FROM mutations GROUP BY verdict")
    #expect(steps.first == "SCAN m USING COVERING INDEX mutation_by_verdict", "\(steps)")
    #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
  }

  @Test func rowsOfATokenAreNotLookedUpOneByOne() throws {
    let steps = try plan("SELECT at, place FROM token_sightings WHERE token = 't:1'")
    #expect(!steps.contains { $0.contains("CORRELATED") }, "\(steps)")
  }
}
