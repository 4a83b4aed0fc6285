import Foundation
import Testing

/// Findings that somebody lives with for a while.
@Suite struct AcceptanceTests {
  /// Nights after the first, with every alarm accepted through the 24th.
  private func accepted() throws -> NightDesk {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    nights.reports = "formats: [text, json, markdown, html, sarif, junit, csv-findings]"
    _ = try nights.night(22)
    for finding in ["1", "2"] {
      let run = try nights.accept(
        finding, "--reason", "known <b> & *fixed*", "--until", "2026-10-24", "--now", "2026-10-22 12:00")
      #expect(run.status == 0, "\(run.error)")
    }
    return nights
  }

  @Test func acceptedFindingsAreListedAndDoNotCount() throws {
    let nights = try accepted()
    let run = try nights.night(23)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.out == "")
    #expect(try nights.report(23, "changes.txt").contains("ACCEPTED  critical silent_drop"))
    for file in ["report.txt", "report.json", "report.md", "report.html", "report.sarif", "report.xml", "findings.csv"]
    {
      #expect(try nights.report(23, file).contains("accepted"), "\(file)")
    }
    #expect(try nights.report(23, "report.html").contains("known &lt;b&gt; &amp; *fixed*"))
    #expect(try nights.report(23, "report.json").contains("\"reason\" : \"known <b> & *fixed*\""))
    #expect(try !nights.report(23, "report.xml").contains("<failure"))
    let report = try Binary.run(["report", nights.casePath])
    #expect(report.status == 0)
    #expect(report.out.contains("accepted  until 2026-10-25 00:00:00 UTC: known <b> & *fixed*"), "\(report.out)")
  }

  @Test func formatsStayAsTheirSchemasSay() throws {
    let nights = try accepted()
    _ = try nights.night(23)
    let folder = nights.desk.path("reports/2026-10-23T013000Z")
    let schema = Binary.root.appendingPathComponent("docs/report.schema.json").path
    #expect(try Schemas.problems(ofJSON: folder + "/report.json", schema: schema) == "")
    let sarif = try Schemas.problems(ofJSON: folder + "/report.sarif", schema: Schemas.fetched("sarif-2.1.0.json"))
    #expect(sarif == "")
    let junit = try Schemas.problems(ofXML: folder + "/report.xml", schema: Schemas.fetched("junit-10.xsd"))
    #expect(junit == "")
  }

  @Test func acceptanceThatRanOutIsToldAndCounts() throws {
    let nights = try accepted()
    #expect(try nights.night(24).status == 0)
    let run = try nights.night(25)
    #expect(run.status == 1)
    #expect(run.out.contains("CHANGED   critical silent_drop"), "\(run.out)")
    #expect(run.out.contains("accepted until 2026-10-25 00:00:00 -> critical, proved, 3 times"))
    #expect(try nights.night(26).out == "")
    #expect(try nights.accept("--list", "--now", "2026-10-26").out.contains("expired"))
  }

  @Test func acceptanceCanBeTakenBack() throws {
    let nights = try accepted()
    let run = try nights.accept("1", "--revoke", "--now", "2026-10-22 13:00")
    #expect(run.status == 0, "\(run.error)")
    #expect(try Binary.run(["report", nights.casePath]).status == 1)
    #expect(try nights.night(23).status == 1)
    #expect(try nights.accept("1", "--revoke").error.contains("no acceptance '1' in the case"))
  }

  @Test func analyzeHonoursAcceptances() throws {
    let desk = try Desk()
    let sample = Binary.root.appendingPathComponent("samples/silent-drop").path
    #expect(try desk.analyze(sample).status == 1)
    for finding in ["1", "2"] {
      let run = try Binary.run(["accept", desk.path("a.case"), finding, "--reason", "r", "--until", "2999-01-01"])
      #expect(run.status == 0, "\(run.error)")
    }
    #expect(try desk.analyze(sample).status == 0)
  }

  @Test(arguments: [
    (["1", "--until", "2999-01-01"], "'--reason' is missing"), (["1", "--reason", "x"], "'--until' is missing"),
    (["1", "--reason", "x", "--until", "2001-01-01"], "'--until' is '2001-01-01', which is over"),
    (["1", "--reason", "x", "--until", "soon"], "'--until' is 'soon', expected 2026-10-21"),
    ([], "argument FINGERPRINT is missing"), (["1", "--list"], "'--list' takes no FINGERPRINT"),
  ])
  func wrongCommandLinesAreRefused(arguments: [String], message: String) throws {
    let nights = try NightDesk()
    let run = try Binary.run(["accept", nights.casePath] + arguments)
    #expect(run.status == 64)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test func unknownFindingIsToldWithTheNearest() throws {
    let nights = try accepted()
    let run = try nights.accept("zzzz", "--reason", "x", "--until", "2999-01-01")
    #expect(run.status == 2)
    #expect(run.error.contains("no finding 'zzzz'"))
  }
}
