import CaseStore
import Foundation
import Testing

/// What cannot be read is told, and never ends the program in another way.
@Suite struct BadInputTests {
  /// A good line, so that there is a report beside the trouble.
  private static let good =
    #"{"level":"INFO","pid":1,"worker":"runner","message":"starting server@0.25.13 "}"# + "\n"

  private func coverage(_ desk: Desk, _ columns: String) throws -> [String] {
    let database = try CaseFile(path: desk.path("a.case"), access: .readOnly).database
    let rows = try database.prepare("SELECT \(columns) FROM coverage ORDER BY path")
    var found: [String] = []
    while try rows.step() {
      found.append((0..<rows.columnCount).map { rows.text(Int32($0)) ?? "-" }.joined(separator: " "))
    }
    return found
  }

  // MARK: Paths

  @Test func emptyFolderIsAnError() throws {
    let desk = try Desk()
    try FileManager.default.createDirectory(atPath: desk.path("logs"), withIntermediateDirectories: true)
    let run = try desk.analyze("logs")
    #expect(run.status == 2)
    #expect(run.error.contains("error: nothing to read in 'logs'"), "\(run.error)")
    #expect(run.out == "")
    #expect(!FileManager.default.fileExists(atPath: desk.path("a.case")))
  }

  @Test(arguments: ["missing.log", "dangling.log", "good.log/deeper.log"])
  func pathThatCannotBeReadIsAnErrorBesideTheReport(path: String) throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    try FileManager.default.createSymbolicLink(atPath: desk.path("dangling.log"), withDestinationPath: "nowhere.log")
    let alone = try desk.analyze(path)
    #expect(alone.status == 2)
    #expect(alone.out == "")
    #expect(alone.error.contains("error: "))
    #expect(alone.error.contains(path))
    let beside = try desk.analyze("good.log", path)
    #expect(beside.status == 2)
    #expect(beside.out.contains("1 record from 1 source"), "\(beside.out.prefix(200))")
    #expect(beside.error.contains(path))
  }

  // MARK: Contents

  @Test func truncatedGzipKeepsWhatStandsBeforeTheFault() throws {
    let desk = try Desk()
    let lines = (0..<20_000).map {
      #"{"level":"INFO","pid":1,"worker":"w","message":"line \#($0 &* 2_654_435_761 % 9973)"}"#
    }
    let plain = try desk.write("a.log", lines.joined(separator: "\n") + "\n")
    let packed = try Tool.gzip(plain)
    try desk.write("cut.log.gz", packed.prefix(packed.count / 2))
    let run = try desk.analyze("cut.log.gz")
    #expect(run.error.contains("cut.log.gz"), "\(run.error)")
    #expect(run.status == 2)
    #expect(run.error.contains("truncated: the gzip data ends too early"), "\(run.error)")
    let records = try #require(Int(try coverage(desk, "records").first ?? ""))
    #expect(records > 1000 && records < 20_000)
  }

  @Test func zipWithLyingSizesIsToldAndHarmless() throws {
    let desk = try Desk()
    try desk.write("lying.zip", LyingZip.data)
    try desk.write("good.log", Self.good)
    let run = try desk.analyze("lying.zip", "good.log")
    #expect(run.status == 2)
    #expect(run.error.contains("error: cannot read 'lying.zip!a.log' to its end: "), "\(run.error)")
    #expect(run.error.contains("truncated"), "\(run.error)")
    #expect(run.out.contains("good.log: sync server 0.25.13"), "\(run.out)")
  }

  @Test func binaryFileIsCountedAsWhatItIs() throws {
    let desk = try Desk()
    var state: UInt64 = 1
    let noise = Data(
      (0..<200_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      })
    try desk.write("core.bin", noise)
    try desk.write("good.log", Self.good)
    let run = try desk.analyze("core.bin", "good.log")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("warning: 'core.bin' is not text: skipped 200000 bytes"), "\(run.error)")
    #expect(run.out.hasPrefix("1 record from 2 sources; 200,000 bytes were skipped"), "\(run.out)")
    #expect(try coverage(desk, "malformed, bytes_skipped, adds_up") == ["0 200000 1", "0 0 1"])
    #expect(try desk.analyze("core.bin", "good.log", "--strict", case: "b.case").status == 3)
    // Alone it is no log at all: nothing could be read.
    let alone = try desk.analyze("core.bin", case: "c.case")
    #expect(alone.status == 2, "\(alone.error)")
    #expect(alone.error.contains("error: 'core.bin' is not text: skipped 200000 bytes"), "\(alone.error)")
    #expect(alone.out.hasPrefix("0 records from 1 source; 200,000 bytes were skipped"), "\(alone.out)")
    #expect(alone.out.contains("STALE    whether a token was stale: no log tells when one expires\n"), "\(alone.out)")
  }

  @Test func veryLongLineIsSkippedAndCounted() throws {
    let desk = try Desk()
    let long = #"{"level":"INFO","message":""# + String(repeating: "x", count: 20_000_000) + "\"}\n"
    try desk.write("long.log", Self.good + long + Self.good)
    let run = try desk.analyze("long.log")
    #expect(run.status == 0, "\(run.error)")
    #expect(try coverage(desk, "records, bytes_skipped, adds_up") == ["2 \(long.utf8.count) 1"])
    #expect(run.out.contains("20,000,030 bytes were skipped"), "\(run.out)")
    #expect(run.error.contains("warning: 'long.log' line 2: skipped a line longer than 16 MiB"), "\(run.error)")
    #expect(try desk.analyze("long.log", "--strict", case: "b.case").status == 3)
  }

  @Test(arguments: ["[", #"{"a":"#])
  func deepNestingIsMalformed(open: String) throws {
    let desk = try Desk()
    let deep = #"{"level":"INFO","message":"x","data":"# + String(repeating: open, count: 100_000) + "\n"
    try desk.write("deep.log", Self.good + deep + Self.good)
    let run = try desk.analyze("deep.log")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("warning: 'deep.log' line 2: begins as JSON and is none; read as text"), "\(run.error)")
    #expect(
      try coverage(desk, "malformed, first_malformed_line, bytes_malformed, adds_up") == ["1 2 \(deep.utf8.count) 1"])
  }

  @Test func deepNestingThatIsClosedIsNoCrash() throws {
    let desk = try Desk()
    let deep = #"{"a":"# + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}\n"
    try desk.write("deep.log", Self.good + deep + Self.good)
    let run = try desk.analyze("deep.log")
    #expect(run.status == 0, "\(run.error)")
    #expect(try coverage(desk, "adds_up") == ["1"])
  }

  @Test func firstLineThatLiesIsTold() throws {
    let desk = try Desk()
    try desk.write("a.log", "timestamp,message\n" + Self.good + "2026-10-21 00:44:41,row\n" + Self.good)
    let run = try desk.analyze("a.log", "--keep-text", "all")
    #expect(
      run.error.contains(
        "'a.log' line 2: the first of 2 that are no rows of the table that line 1 announces; read as lines"),
      "\(run.error)")
    #expect(run.out.contains("a.log: sync server 0.25.13"), "\(run.out)")
    #expect(try coverage(desk, "records, adds_up") == ["3 1"])
  }

  @Test func escapedNewlineIsPartOfItsRecord() throws {
    let desk = try Desk()
    try desk.write("a.log", #"{"level":30,"time":1792576900000,"msg":"one\ntwo"}"# + "\n" + Self.good)
    let run = try desk.analyze("a.log")
    #expect(run.status == 0 && run.error.isEmpty == false, "\(run.error)")
    #expect(try coverage(desk, "records, malformed, adds_up") == ["2 0 1"])
  }

  @Test func whatNobodyReadsIsTold() throws {
    let desk = try Desk()
    try desk.write(
      "a.log", Self.good + #"{"resourceSpans":[{"scopeSpans":[]}]}"# + "\nNov 22 10:23:18 srv app[7]: words\n")
    try desk.write("b.export", "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1342540861421465\nMESSAGE=x\n\n")
    let run = try desk.analyze("a.log", "b.export")
    for words in [
      "'a.log' line 2: holds traces or metrics, not logs; not read",
      "'a.log' line 3: has a syslog time without year and zone, which nothing in the source tells",
      "'b.export' line 1: begins an export of journald",
    ] { #expect(run.error.contains("warning: " + words), "\(run.error)") }
    #expect(try coverage(desk, "adds_up") == ["1", "1"])
  }

  @Test func bytesBehindAGzipAreTold() throws {
    let desk = try Desk()
    let plain = try desk.write("a.log", Self.good)
    let packed = try Tool.gzip(plain)
    try desk.write("two.log.gz", packed + packed + Data(count: 100))
    try desk.write("more.log.gz", packed + Data("and more".utf8))
    #expect(try desk.analyze("two.log.gz", case: "b.case").out.hasPrefix("2 records from 1 source"))
    let run = try desk.analyze("more.log.gz")
    #expect(run.status == 2)
    #expect(run.error.contains("what stands behind the gzip data is no gzip data"), "\(run.error)")
    #expect(try coverage(desk, "records, adds_up") == ["1 1"])
  }

  @Test func limitOnTheSizeOfFilesLeavesNoCase() throws {
    let desk = try Desk()
    let sample = Binary.root.appendingPathComponent("samples/silent-drop").path
    let script = #"ulimit -f 40; "$1" analyze "$2" --case a.case 2>&1; echo "status $?"; ls"#
    let run = try Tool.shell(script, Binary.program.path, sample, in: desk.folder)
    #expect(run.out.contains("error: "), "\(run.out)")
    #expect(run.out.contains("status 2\n"), "\(run.out)")
    #expect(!run.out.contains("\na.case\n") && !run.out.contains("partial\n"), "\(run.out)")
  }

  // MARK: Cases

  @Test func databaseOfAnotherProgramIsLeftAlone() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    let file = try CaseFile(path: desk.path("a.case"), access: .create)
    try file.database.execute("PRAGMA application_id = 7")
    let before = try Data(contentsOf: URL(fileURLWithPath: desk.path("a.case")))
    for arguments in [
      ["analyze", "good.log", "--case", "a.case"], ["report", "a.case"], ["query", "a.case", "SELECT 1"],
    ] {
      let run = try Binary.run(arguments, in: desk.folder)
      #expect(run.status == 2)
      #expect(run.error.contains("'a.case' is not a case file of lostwrite (another program made it)"), "\(run.error)")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: desk.path("a.case"))) == before)
  }

  @Test func newerCaseIsLeftAlone() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    let file = try CaseFile(path: desk.path("a.case"), access: .create)
    try file.database.execute("PRAGMA user_version = 99")
    for arguments in [["analyze", "good.log", "--case", "a.case"], ["report", "a.case"]] {
      let run = try Binary.run(arguments, in: desk.folder)
      #expect(run.status == 2)
      #expect(run.error.contains("99"), "\(run.error)")
    }
  }

  @Test func caseInAMissingFolderIsAnError() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    let run = try desk.analyze("good.log", case: "no/such/a.case")
    #expect(run.status == 2)
    #expect(run.error.contains("no/such/a.case"), "\(run.error)")
    #expect(run.error.contains("error: "))
  }

  @Test func fullDiskUnderTheReportIsAnError() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    // Through a link, so that a report that replaced what it is written to would not replace the device.
    try FileManager.default.createSymbolicLink(atPath: desk.path("full"), withDestinationPath: "/dev/full")
    let run = try desk.analyze("good.log", "--output", "full")
    #expect(run.status == 2)
    #expect(run.error.contains("error: cannot write the report to 'full': No space left on device"), "\(run.error)")
  }

  private static let canMount = (try? Tool.runMounting("exit 0", NSTemporaryDirectory() + "/")) ?? nil != nil

  /// $1 is a disk of 2 MB, $2 the program, $3 logs. Each line printed is checked below.
  private static let fillUp = """
    dd if=/dev/zero of="$1/filler" bs=1024 count="$4" 2>/dev/null
    "$2" analyze "$3" --case "$1/a.case" >"$1/out" 2>"$1/error.txt"
    echo "status $?"
    rm -f "$1/filler"
    cat "$1/error.txt"
    ls "$1"
    exit 0
    """

  @Test(.enabled(if: canMount), arguments: [1800, 1950, 2020])
  func fullDiskUnderANewCaseLeavesNoCase(filler: Int) throws {
    let desk = try Desk()
    try FileManager.default.createDirectory(atPath: desk.path("disk"), withIntermediateDirectories: true)
    let sample = Binary.root.appendingPathComponent("samples/silent-drop").path
    let text = try #require(
      try Tool.runMounting(Self.fillUp, desk.path("disk"), Binary.program.path, sample, "\(filler)"))
    #expect(text.hasPrefix("status 2\n"), "\(text)")
    #expect(text.contains("full") || text.contains("space"), "\(text)")
    #expect(!text.contains("\na.case\n"))
    #expect(!text.contains("partial\n"))
  }

  @Test(.enabled(if: canMount)) func fullDiskLeavesAnExistingCaseAsItWas() throws {
    let script = """
      "$2" analyze "$3/healthy/README.md" --case "$1/a.case" >"$1/before" 2>/dev/null
      dd if=/dev/zero of="$1/filler" bs=1024 count=4096 2>/dev/null
      "$2" analyze "$3/silent-drop" --case "$1/a.case" >/dev/null 2>/dev/null
      echo "status $?"
      rm -f "$1/filler"
      "$2" report "$1/a.case" >"$1/after" 2>/dev/null
      cmp "$1/before" "$1/after" && echo same
      exit 0
      """
    let desk = try Desk()
    try FileManager.default.createDirectory(atPath: desk.path("disk"), withIntermediateDirectories: true)
    let samples = Binary.root.appendingPathComponent("samples").path
    #expect(try Tool.runMounting(script, desk.path("disk"), Binary.program.path, samples) == "status 2\nsame\n")
  }

  @Test func reportGoesThroughALink() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    try desk.write("target.txt", "old and longer than nothing")
    try FileManager.default.createSymbolicLink(atPath: desk.path("link.txt"), withDestinationPath: "target.txt")
    let run = try desk.analyze("good.log", "--output", "link.txt")
    #expect(run.status == 0, "\(run.error)")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: desk.path("link.txt")) == "target.txt")
    let text = try String(contentsOf: desk.folder.appendingPathComponent("target.txt"), encoding: .utf8)
    #expect(text.hasPrefix("1 record from 1 source"))
  }

  // MARK: Rules and configuration

  @Test func badRuleIsToldWithItsPlace() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    try desk.write("rules/mine/pack.yaml", "schema: 1\nname: mine\n")
    try desk.write("rules/mine/detections/a.yaml", "schema: 1\nid: a\ntitel: x\n")
    let run = try desk.analyze("good.log", "--rules", "rules")
    #expect(run.status == 2)
    #expect(run.error.contains("unknown key 'titel'"), "\(run.error)")
    #expect(run.error.contains("rules/mine/detections/a.yaml:3:1"), "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: desk.path("a.case")))
  }

  @Test func configurationOfTheHelpWorks() throws {
    let desk = try Desk()
    let line = #"{"level":"info","time":1792576900000,"msg":"x","deviceRef":"c1","mutationID":7,"result":"ok"}"#
    try desk.write("a.log", line + "\n")
    try desk.write("lostwrite.yaml", "keys: {client: [deviceRef]}\n")
    #expect(try desk.analyze("a.log").out.contains("WRITES   none"))
    let run = try desk.analyze("a.log", "--config", "lostwrite.yaml", case: "b.case")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.out.contains("1 delivered"), "\(run.out)")
  }

  @Test func badDialectIsToldWithItsPlaceAndLeavesNoCase() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    try desk.write(
      "rules/mine/dialect/a.yaml", "schema: 1\nentries:\n  - {id: a, formats: [json], event: clint_seen}\n")
    let run = try desk.analyze("good.log", "--rules", "rules")
    #expect(run.status == 2)
    #expect(run.error.contains("rules/mine/dialect/a.yaml:3:37"), "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: desk.path("a.case")))
    #expect(!FileManager.default.fileExists(atPath: desk.path("a.case.partial")))
  }
}
