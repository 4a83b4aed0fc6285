import Foundation
import Testing

/// `lostwrite verify` concludes a case again: what somebody wrote over verdicts and findings does not hold.
@Suite struct ConclusionTests {
  private func verify(_ desk: Desk, _ options: String...) throws -> Binary.Run {
    try Binary.run(["verify", "a.case"] + options, in: desk.folder)
  }

  private func desk(_ options: String...) throws -> Desk {
    let desk = try Desk()
    try desk.copySample("silent-drop")
    _ = try Binary.run(["analyze", "logs", "--case", "a.case", "-q"] + options, in: desk.folder)
    return desk
  }

  @Test(arguments: [
    (
      "UPDATE mutation_rows SET verdict = 'delivered' WHERE verdict = 'dropped'",
      "conclusions: 3 writes (one is rm891c46jo2mv9ttsv#6) are not what its events lead to; 3 writes"
    ),
    ("UPDATE finding_rows SET severity = 'low' WHERE finding = 1", "conclusions: 1 finding ("),
    ("UPDATE finding_rows SET story = 'Nothing happened.' WHERE finding = 2", "conclusions: 1 finding ("),
    (
      "DELETE FROM finding_evidence_rows WHERE finding = 1; DELETE FROM finding_entities WHERE finding = 1; "
        + "DELETE FROM incident_findings WHERE finding = 1; DELETE FROM finding_rows WHERE finding = 1",
      "is missing"
    ),
    ("UPDATE attempt_rows SET status = 500", "push attempts are not what its events lead to"),
    ("UPDATE observation_rows SET count = count + 1", "conclusions: "),
  ])
  func editedConclusionsDoNotHold(sql: String, words: String) throws {
    let desk = try desk()
    #expect(try Tool.run(["sqlite3", desk.path("a.case"), sql]).status == 0)
    let before = try Data(contentsOf: desk.folder.appendingPathComponent("a.case"))
    let run = try verify(desk)
    #expect(run.status == 1, "\(run.out)\(run.error)")
    #expect(run.out.replacing(/\s+/, with: " ").contains(words), "\(run.out)")
    #expect(run.out.contains("verdict     differs: "))
    #expect(try Data(contentsOf: desk.folder.appendingPathComponent("a.case")) == before)
  }

  @Test func whatNightsMadeBitByBitHolds() throws {
    let nights = try NightDesk()
    nights.more = "records: {keep: 1 day}"
    try nights.add("silent-drop", only: "zero")
    _ = try nights.run(at: "2026-12-22 01:30")
    try nights.add("silent-drop")
    _ = try nights.run(at: "2026-12-23 01:30")
    _ = try nights.accept("1", "--reason", "known", "--until", "2999-01-01")
    try nights.add("stale-token")
    _ = try nights.run(at: "2026-12-24 01:30")
    let run = try Binary.run(["verify", nights.casePath])
    #expect(run.status == 0, "\(run.out)\(run.error)")
    #expect(run.out.replacing(/\s+/, with: " ").contains("verdicts and findings are what its events lead to"))
  }

  @Test func otherRulesAreToldAndNotCompared() throws {
    let desk = try Desk()
    try desk.copySample("silent-drop")
    let rule = try String(
      contentsOf: Binary.root.appendingPathComponent("rules/zero/detections/outage.yaml"), encoding: .utf8)
    try desk.write("mine/zero/detections/outage.yaml", rule + "\n# of my own\n")
    _ = try Binary.run(["analyze", "logs", "--case", "a.case", "-q", "--rules", "mine"], in: desk.folder)
    let run = try verify(desk)
    #expect(run.status == 0, "\(run.out)\(run.error)")
    #expect(run.error.contains("note: verdicts and findings are not compared: the case was made by another lostwrite"))
    #expect(!run.out.contains("lead to"))
    #expect(try verify(desk, "--format", "json").out.contains("\"compares_conclusions\" : false"))
    let known = try verify(desk, "--rules", "mine")
    #expect(known.error == "" && known.status == 0, "\(known.out)\(known.error)")
    #expect(known.out.replacing(/\s+/, with: " ").contains("verdicts and findings are what its events lead to"))
  }
}
