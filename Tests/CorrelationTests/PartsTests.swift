import CaseStore
import Correlation
import RulePacks
import Testing

/// The same conclusions, wherever the events come from and however many are held at once.
@Suite struct PartsTests {
  /// Groups with refusals, errors, losses and late tokens.
  private func scene() -> Scene {
    var scene = Scene()
    for number in 1...12 {
      let (client, group, start) = ("c\(number)", "g\(number)", Double(number))
      scene.poke(start, client, group: group, socket: "w\(number)")
      scene.applied(start + 1, 1, client: client, group: group)
      if number % 2 == 0 { scene.pushFailed(start + 2, [2], client: client, group: group) }
      if number % 3 == 0 { scene.poke(start + 20, client, group: group, socket: "x\(number)") }
    }
    scene.api(
      30,
      #"{"level":"warn","code":"ERR_JWT_EXPIRED","sub":"u1","iat":1792570000,"exp":1792576801,"jti":"j1","msg":"\"exp\" claim timestamp check failed"}"#
    )
    scene.poke(90, "c99", group: "g99", socket: "w99")
    return scene
  }

  private func conclusions(_ file: CaseFile) throws -> [String] {
    let queries = [
      "SELECT write_key, verdict, cause, strength, explanation, attempts, first_at, last_at FROM mutations ORDER BY 1",
      "SELECT client_id, mutation_id, at, outcome, http_status FROM push_attempts ORDER BY 1, 2, 3",
      "SELECT type, client_id, client_group_id, count, writes, detail FROM observations ORDER BY 1, 2, 3",
    ]
    var rows: [String] = []
    for query in queries {
      let statement = try file.database.prepare(query)
      while try statement.step() {
        rows.append((0..<statement.columnCount).map { statement.text(Int32($0)) ?? "-" }.joined(separator: "|"))
      }
    }
    return rows
  }

  @Test(arguments: [(1_000_000, 1), (1_000_000, 3), (20, 1), (7, 4)])
  func eventsOfTheFileConcludeAsThoseOfMemory(eventsPerPart: Int, threads: Int) throws {
    let file = try scene().correlate()
    let expected = try conclusions(file)
    #expect(expected.count > 30)
    _ = try Correlator(case: file, packs: .embedded, threads: threads, eventsPerPart: eventsPerPart).run()
    #expect(try conclusions(file) == expected)
  }
}
