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

  @Test(arguments: [(1_000_000, 1), (1_000_000, 3), (20, 1), (7, 4)])
  func eventsOfTheFileConcludeAsThoseOfMemory(eventsPerPart: Int, threads: Int) throws {
    let file = try scene().correlate()
    let expected = try file.conclusions()
    #expect(expected.count > 30)
    _ = try Correlator(case: file, packs: .embedded, threads: threads, eventsPerPart: eventsPerPart).run()
    #expect(try file.conclusions() == expected)
  }
}

extension CaseFile {
  /// Everything that correlation concluded, without the numbers of its rows.
  func conclusions() throws -> [String] {
    let queries = [
      "SELECT write_key, verdict, cause, strength, explanation, attempts, first_at, last_at FROM mutations",
      "SELECT client_id, mutation_id, at, outcome, http_status, token, link_reason FROM push_attempts",
      "SELECT client_id, client_group_id, connection_id, opened_at, closed_at, close_reason FROM connections",
      "SELECT type, client_id, client_group_id, user_id, token, cause, status, strength, first_at, last_at, count, writes, "
        + "recovered, newer_since, detail FROM observations",
      """
      SELECT o.type, o.client_id, e.record, e.role FROM observations o
        JOIN observation_evidence e ON e.observation = o.observation
      """,
      "SELECT o.type, o.client_id, e.type, e.id FROM observations o JOIN observation_entities e USING (observation)",
      "SELECT source, reference, offset_ms, pairs FROM clock_offsets",
    ]
    return try queries.flatMap { query in
      let statement = try database.prepare(query)
      var rows: [String] = []
      while try statement.step() {
        rows.append((0..<statement.columnCount).map { statement.text(Int32($0)) ?? "-" }.joined(separator: "|"))
      }
      return rows.sorted()
    }
  }
}
