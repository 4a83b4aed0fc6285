import Foundation
import Testing

/// Nights over the same case, through the real program.
@Suite struct NightTests {
  @Test func firstNightTellsEverythingAndTheNextIsQuiet() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    let first = try nights.night(22)
    #expect(first.status == 1, "\(first.error)")
    #expect(
      first.out.hasPrefix(
        "lostwrite 2026-10-22 01:30:00 UTC: 3 new, 0 changed, 0 resolved, 0 continuing, 0 accepted; 3 more writes lost"),
      "\(first.out)")
    #expect(first.out.contains("NEW       critical silent_drop: 3 writes of client"))
    #expect(first.out.contains("#6, todo.create, of client rm891c46jo2mv9ttsv (user u1): dropped"))
    #expect(first.out.hasSuffix("report    \(nights.desk.path("reports/2026-10-22T013000Z"))\n"))
    let second = try nights.night(23)
    // Open findings still count, but nobody hears of them again.
    #expect(second.status == 1)
    #expect(second.out == "")
    #expect(second.error == "")
    #expect(try nights.report(23, "changes.txt").contains("CONTINUING critical silent_drop"))
    #expect(try nights.report(23, "report.json").contains("\"status\" : \"continuing\""))
    #expect(try nights.reportFolders == ["2026-10-22T013000Z", "2026-10-23T013000Z"])
  }

  @Test func quietNightOfAHealthyClusterSaysNothing() throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    for day in [22, 23] {
      let run = try nights.night(day)
      #expect(run.status == 0)
      #expect(run.out == "" && run.error == "", "\(run.out)\(run.error)")
    }
  }

  @Test func newFindingBreaksTheQuiet() throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    #expect(try nights.night(22).out == "")
    try nights.add("silent-drop")
    let run = try nights.night(23)
    #expect(run.status == 1)
    #expect(run.out.contains("NEW       critical silent_drop"), "\(run.out)")
    #expect(try nights.ask("SELECT lost_writes, stale_tokens FROM nights") == "0|0\n3|2\n")
  }

  @Test func pendingWriteThatIsDeliveredLaterIsAChange() throws {
    let nights = try NightDesk()
    try nights.addPending(snapshot: "clients-1.csv", last: 1)
    let first = try nights.night(22)
    #expect(first.status < 2, "\(first.error)")
    #expect(try nights.report(22, "changes.txt").contains("NEW       write c1#2, of client c1: pending"))
    try nights.addPending(snapshot: "clients-2.csv", last: 2)
    let second = try nights.night(23)
    #expect(second.out.contains("1 write with another verdict"), "\(second.out)")
    #expect(second.out.contains("CHANGED   write c1#2, of client c1: pending -> delivered"), "\(second.out)")
    #expect(try nights.report(23, "changes.json").contains("\"after\" : \"delivered\""))
    #expect(try nights.night(24).out == "")
  }

  @Test func emptyLogThatIsFilledLaterIsOneSource() throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    for name in ["late", "never"] { try nights.desk.write("logs/\(name).log", "") }
    #expect(try nights.night(22).status == 0)
    let lines = #"{"level":30,"time":1795344915255,"msg":"api listening"}"# + "\n"
    for (day, text) in [(23, lines), (24, lines + lines)] {
      try nights.desk.write("logs/late.log", text)
      #expect(try nights.night(day).status == 0)
      #expect(try nights.ask("SELECT size FROM sources WHERE path LIKE '%late.log'") == "\(text.utf8.count)\n")
      #expect(try nights.ask("SELECT size FROM sources WHERE path LIKE '%never.log'") == "0\n")
    }
    let verify = try Binary.run(["verify", nights.casePath])
    #expect(verify.status == 0, "\(verify.out)")
  }

  @Test func findingThatIsGoneIsResolved() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    _ = try nights.night(22)
    _ = try nights.ask(
      "INSERT INTO known_finding_rows VALUES ('gone', 'high, proved', 'high', 'silent_drop', 'Old', 'c', NULL)")
    let run = try nights.night(23)
    #expect(run.out.contains("RESOLVED  high silent_drop: Old; c; was high, proved; finding gone"), "\(run.out)")
    #expect(try nights.night(24).out == "")
  }

  @Test func findingThatIsGraverNowIsAChange() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    _ = try nights.night(22)
    _ = try nights.ask("UPDATE known_finding_rows SET state = 'high, suspected' WHERE kind = 'silent_drop'")
    let run = try nights.night(23)
    #expect(run.out.contains("1 changed, 0 resolved, 2 continuing"), "\(run.out)")
    #expect(run.out.contains("; high, suspected -> critical, proved, 3 times; finding "))
    #expect(try nights.ask("SELECT status FROM findings WHERE kind = 'silent_drop'") == "changed\n")
    #expect(try nights.night(24).out == "")
  }

  @Test func aWordOfNotifyOnThatIsMissingKeepsQuiet() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    nights.more = "notify: {on: [changed, error]}"
    let run = try nights.night(22)
    #expect(run.out == "")
    #expect(run.status == 1)
  }

  @Test func sameMomentTwiceGivesTwoFolders() throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    _ = try nights.night(22)
    _ = try nights.night(22)
    #expect(try nights.reportFolders == ["2026-10-22T013000Z", "2026-10-22T013000Z-2"])
    // Another case with the same folder of reports.
    try FileManager.default.removeItem(atPath: nights.casePath)
    #expect(try nights.night(22).status == 0)
    #expect(try nights.reportFolders.last == "2026-10-22T013000Z-3")
    #expect(try nights.report(22, "changes.json").contains("\"night\" : 1"))
  }

  @Test func reportsDependOnTheTimeOfTheRunOnly() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    nights.reports = "formats: [text, json, markdown, html, sarif, junit, csv-findings, csv-writes]"
    let names = [
      "changes.json", "changes.txt", "findings.csv", "report.html", "report.json", "report.md", "report.sarif",
      "report.txt", "report.xml", "writes.csv",
    ]
    var texts: [[String]] = []
    for zone in ["UTC", "America/St_Johns"] {
      nights.environment["TZ"] = zone
      #expect(try nights.night(22).status == 1)
      let folder = nights.desk.path("reports/2026-10-22T013000Z")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == names)
      let paths = names.map { "\(folder)/\($0)" } + [nights.desk.path("reports/index.html")]
      texts.append(try paths.map { try String(contentsOfFile: $0, encoding: .utf8) })
      for name in ["reports", "night.db"] { try FileManager.default.removeItem(atPath: nights.desk.path(name)) }
    }
    for (name, pair) in zip(names + ["index.html"], zip(texts[0], texts[1])) { #expect(pair.0 == pair.1, "\(name)") }
  }

  @Test func unreadableLogIsAnErrorAndTheRestIsReported() throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    try nights.desk.write("logs/broken.log.gz", Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]))
    let run = try nights.night(22)
    #expect(run.status == 2)
    #expect(run.error.contains("broken.log.gz"))
    #expect(try nights.report(22, "changes.txt").contains("ERROR     "))
  }

  @Test func firstNightWithoutLogsIsAnErrorAndLeavesNoCase() throws {
    let nights = try NightDesk()
    let run = try nights.night(22)
    #expect(run.status == 2)
    #expect(run.error.contains("nothing to read in"))
    #expect(!FileManager.default.fileExists(atPath: nights.casePath))
  }

  @Test func logsThatAreGoneAreToldAndTheCaseIsReported() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    _ = try nights.night(22)
    for name in try FileManager.default.contentsOfDirectory(atPath: nights.desk.path("logs")) {
      try FileManager.default.removeItem(atPath: nights.desk.path("logs/" + name))
    }
    let run = try nights.night(23)
    #expect(run.status == 2)
    #expect(run.error.contains("error: no files in '\(nights.desk.path("logs"))'"), "\(run.error)")
    #expect(try nights.report(23, "changes.txt").contains("CONTINUING critical silent_drop"))
  }
}
