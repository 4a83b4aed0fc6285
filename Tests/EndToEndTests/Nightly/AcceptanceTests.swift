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

  /// A crash and a raw token: findings about nobody but the log that tells of them.
  private static func addServerLog(to nights: NightDesk, at name: String) throws {
    let lines = [
      ("INFO", "starting server@0.25.13 "), ("INFO", "Authorization: Bearer \(BuriedToken().text)"),
      ("ERROR", "exiting with error TypeError: Expected string at taskID. Got true"),
    ]
    let text = lines.enumerated().map { second, line in
      #"{"level":"\#(line.0)","pid":1,"worker":"runner","timestamp":"2026-10-21T10:00:\#(second * 20 + 10).000Z","#
        + #""message":"\#(line.1)"}"# + "\n"
    }
    try nights.desk.write(name, text.joined())
  }

  @Test func acceptedFindingsAboutALogOutliveItsRotation() throws {
    let nights = try NightDesk()
    try Self.addServerLog(to: nights, at: "logs/zero.log")
    let first = try nights.night(22)
    #expect(first.out.contains("server_fault") && first.out.contains("credential_leak"), "\(first.out)")
    for finding in ["1", "2"] {
      let run = try nights.accept(
        finding, "--reason", "known", "--until", "2026-10-24", "--now", "2026-10-22 12:00")
      #expect(run.status == 0, "\(run.error)")
    }
    #expect(try Tool.run(["gzip", nights.desk.path("logs/zero.log")]).status == 0)
    #expect(
      try Tool.run(["mv", nights.desk.path("logs/zero.log.gz"), nights.desk.path("logs/zero.log.1.gz")]).status == 0)
    try nights.add("healthy")
    let second = try nights.night(23)
    #expect(second.out == "" && second.error == "", "\(second.out)\(second.error)")
    #expect(second.status == 0)
    #expect(try nights.ask("SELECT accepted, changed, resolved FROM nights WHERE night = 2") == "2|0|0\n")
    #expect(try nights.ask("SELECT DISTINCT path LIKE '%.1.gz' FROM sources WHERE path LIKE '%zero.log%'") == "1\n")
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
