import Foundation
import Testing

/// Nights that are killed, started twice, or run for years.
@Suite struct NightSafetyTests {
  /// A case of one night, and logs that the next one has to read.
  private func prepared() throws -> NightDesk {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    _ = try nights.night(22)
    try nights.add("stale-token")
    try nights.writeConfiguration()
    return nights
  }

  private func start(_ nights: NightDesk, at time: String) throws -> Process {
    let process = Process()
    process.executableURL = Binary.program
    process.arguments = ["nightly", "--config", nights.configPath, "--now", time]
    process.currentDirectoryURL = nights.desk.folder
    process.environment = ["PATH": "/usr/bin:/bin", "TZ": "UTC"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func runThatIsKilledAnywhereIsMadeGoodByTheNext() throws {
    let nights = try prepared()
    // In the same folder, because the names of sources are a part of some findings.
    try nights.keep()
    let start = ContinuousClock.now
    let reference = try nights.night(23)
    let duration = ContinuousClock.now - start
    let whole = try nights.content()
    let moments = 50
    for moment in 0..<moments {
      try nights.putBack()
      let process = try self.start(nights, at: "2026-10-23 01:30")
      let pause = duration * moment / moments
      usleep(UInt32(pause.components.attoseconds / 1_000_000_000_000) + UInt32(pause.components.seconds) * 1_000_000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try nights.ask("PRAGMA integrity_check") == "ok\n", "moment \(moment)")
      let again = try nights.night(23)
      #expect(again.status == reference.status, "moment \(moment): \(again.error)")
      let isEqual = try nights.content() == whole
      #expect(isEqual, "moment \(moment)")
      // Every night has its reports, that of a run that was killed between its commit and its reports too.
      for folder in try nights.ask("SELECT folder FROM nights").split(separator: "\n") {
        let report = nights.desk.path("reports/\(folder)/changes.txt")
        #expect(FileManager.default.fileExists(atPath: report), "moment \(moment)")
      }
      #expect(try !nights.reportFolders.contains { $0.hasPrefix(".") }, "moment \(moment)")
    }
  }

  @Test func firstNightThatIsKilledLeavesNoHindrance() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    try nights.writeConfiguration()
    for delay in [5, 20, 50] as [UInt32] {
      let process = try start(nights, at: "2026-10-22 01:30")
      usleep(delay * 1_000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let run = try nights.night(22)
    #expect(run.status == 1, "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: nights.casePath + ".partial"))
  }

  @Test func missingReportsOfTheLastNightAreMadeAndTold() throws {
    let nights = try prepared()
    let before = try nights.report(22, "changes.json")
    try FileManager.default.removeItem(atPath: nights.desk.path("reports"))
    let run = try nights.night(23)
    #expect(run.out.hasPrefix("lostwrite 2026-10-22 01:30:00 UTC: 3 new"), "\(run.out)")
    #expect(run.out.contains("lostwrite 2026-10-23 01:30:00 UTC: "))
    #expect(try nights.report(22, "changes.json") == before)
    #expect(try nights.reportFolders.count == 2)
  }

  @Test func caseOfAKilledRunIsReadAsItWasBefore() throws {
    let nights = try prepared()
    let before = try Binary.run(["report", nights.casePath])
    // With hardly any memory SQLite writes pages of an unfinished change into the file.
    let script = """
      import os, sqlite3, sys
      case = sqlite3.connect(sys.argv[1], isolation_level=None)
      case.executescript('PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE event_rows SET grp = 0, detail = hex(zeroblob(500))')
      os._exit(9)
      """
    #expect(try Tool.run(["python3", "-c", script, nights.casePath]).status == 9)
    #expect(FileManager.default.fileExists(atPath: nights.casePath + "-journal"))
    let after = try Binary.run(["report", nights.casePath])
    #expect(after.out == before.out, "\(after.error)")
    #expect(after.status == before.status)
  }

  @Test func secondRunLeavesWithAStatusOfItsOwn() throws {
    let nights = try prepared()
    let lock = open(nights.casePath + ".lock", O_RDWR | O_CREAT, 0o644)
    defer { close(lock) }
    try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let before = try nights.content()
    let run = try nights.night(23)
    #expect(run.status == 75)
    #expect(run.out == "")
    #expect(run.error == "error: another run is at work on the case '\(nights.casePath)'; nothing was done\n")
    #expect(try nights.content() == before)
    flock(lock, LOCK_UN)
    #expect(try nights.night(23).status == 1)
  }

  @Test func twoAtOnceGiveOneNightOrTwoAndAGoodCase() throws {
    let nights = try prepared()
    let runs = try (0..<3).map { _ in try start(nights, at: "2026-10-23 01:30") }
    for run in runs { run.waitUntilExit() }
    let statuses = runs.map(\.terminationStatus)
    #expect(statuses.allSatisfy { $0 == 1 || $0 == 75 }, "\(statuses)")
    #expect(statuses.contains(1))
    #expect(try nights.ask("PRAGMA integrity_check") == "ok\n")
    #expect(try nights.ask("SELECT count(*) FROM nights") == "\(1 + statuses.count { $0 == 1 })\n")
  }

  // MARK: Retention

  @Test(arguments: [("2", ["24", "25"]), ("2 days", ["23", "24", "25"]), ("1", ["25"])])
  func reportsAreKeptAsLongAsWanted(keep: String, days: [String]) throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    nights.reports = "keep: \(keep)"
    try nights.desk.write("reports/2026-10-01T013000Z/mine.txt", "not ours")
    for day in 22...25 { _ = try nights.night(day) }
    let own = try nights.reportFolders.filter { $0 != "2026-10-01T013000Z" }
    #expect(own == days.map { "2026-10-\($0)T013000Z" })
    #expect(try nights.reportFolders.count == own.count + 1)
    #expect(try nights.ask("SELECT count(*) FROM nights") == "4\n")
    let index = try String(contentsOfFile: nights.desk.path("reports/index.html"), encoding: .utf8)
    #expect(index.contains("<th scope=\"row\">2026-10-22 01:30:00</th>"))
    #expect(index.contains("href=\"./2026-10-25T013000Z/changes.txt\""))
    #expect(!index.contains("href=\"./2026-10-22T013000Z/"))
  }

  @Test func oldRecordsGoAndEvidenceStays() throws {
    let (all, few) = (try NightDesk(), try NightDesk())
    few.more = "records: {keep: 1 day}"
    for nights in [all, few] {
      try nights.add("silent-drop")
      // The logs are of November.
      #expect(try nights.run(at: "2026-12-24 01:30").status == 1)
    }
    let count = "SELECT count(*) FROM record_rows"
    let (before, after) = (Int(try all.ask(count).dropLast()) ?? 0, Int(try few.ask(count).dropLast()) ?? 0)
    #expect(after < before && after > 0, "\(before) \(after)")
    let evidence = "SELECT source, line, role, text FROM finding_evidence ORDER BY finding, sequence"
    let lines = try all.ask(evidence).replacing(all.desk.folder.path, with: "{dir}")
    #expect(!lines.isEmpty)
    #expect(try few.ask(evidence).replacing(few.desk.folder.path, with: "{dir}") == lines)
    #expect(
      try few.ask("SELECT sum(adds_up), count(*) FROM coverage")
        == all.ask("SELECT sum(adds_up), count(*) FROM coverage"))
    // The next night judges the same.
    let again = try few.run(at: "2026-12-25 01:30")
    #expect(again.out == "" && again.status == 1, "\(again.out)\(again.error)")
    for table in ["mutation_rows", "observation_rows"] {
      let rows = try [few, all].map {
        try $0.ask("SELECT * FROM \(table)").replacing($0.desk.folder.path, with: "{dir}")
      }
      let isEqual = rows[0] == rows[1]
      #expect(isEqual, "\(table)")
    }
    let shown = try Binary.run(["show", few.casePath, "1"])
    #expect(shown.status == 0, "\(shown.error)")
  }

  @Test func youngRecordsStay() throws {
    let nights = try NightDesk()
    nights.more = "records: {keep: 30 days}"
    try nights.add("silent-drop")
    _ = try nights.run(at: "2026-11-24 01:30")
    #expect(try nights.ask("SELECT count(*) = (SELECT sum(records) FROM source_rows) FROM record_rows") == "1\n")
  }
}
