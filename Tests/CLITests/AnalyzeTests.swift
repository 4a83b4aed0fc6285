import CaseStore
import Foundation
import LostwriteCLI
import Model
import Testing

@Suite struct AnalyzeTests {
  @Test func reportGoesToStdoutAndNotesToStderr() throws {
    let command = try CommandRun()
    #expect(command.run("analyze", "a.log", "--case", command.casePath) == .findings)
    #expect(
      command.out.hasPrefix("3 records from 1 source, 1970-01-01 00:00:00 to 00:00:09 UTC; every byte accounted for\n"))
    #expect(command.out.contains("LOST     1 write of client c1 (00:00:05) was silently dropped"))
    #expect(command.error == "note: the case is {dir}/c.db, its key {dir}/c.db.key\n")
  }

  @Test func unreadableInputMakesStatusTwoButTheReportComesOut() throws {
    let command = try CommandRun()
    #expect(command.run("analyze", "a.log", "missing.log", "-q", "--case", command.casePath) == .error)
    #expect(command.error == "error: missing.log: no such file\n")
    #expect(command.out.contains("LOST     1 write"))
  }

  @Test func nothingReadableIsAnErrorWithoutReport() throws {
    let command = try CommandRun()
    #expect(command.run("analyze", "missing.log", "--case", command.casePath) == .error)
    #expect(command.out == "")
    #expect(command.error.contains("error: nothing to read in 'missing.log': give log files"))
  }

  @Test(arguments: [
    ("high", "no", Model.ExitStatus.findings), ("critical", "no", .clean), ("never", "no", .clean),
    ("never", "strict", .poorCoverage), ("low", "strict", .findings),
  ])
  func statusFollowsSeverityAndStrictness(failOn: String, strict: String, status: Model.ExitStatus) throws {
    let command = try CommandRun()
    let more = strict == "strict" ? "--strict" : "--quiet"
    #expect(command.run("analyze", "a.log", "--case", command.casePath, "--fail-on", failOn, more) == status)
  }

  @Test func findingsOutsideTheWindowDoNotCount() throws {
    let command = try CommandRun()
    #expect(command.run("analyze", "a.log", "--case", command.casePath, "--since", "1970-01-02") == .clean)
    #expect(command.run("report", command.casePath, "--since", "1970-01-01", "--until", "1970-01-01") == .findings)
  }

  @Test func reportGoesToAFile() throws {
    let command = try CommandRun()
    let path = command.directory.appendingPathComponent("r.json").path
    #expect(
      command.run("analyze", "a.log", "--case", command.casePath, "--format", "json", "--output", path) == .findings)
    #expect(command.out == "")
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("\"schema\" : 1"))
    #expect(command.error.contains("note: the report is {dir}/r.json\n"))
  }

  @Test func reportThatCannotBeWrittenIsAnError() throws {
    let command = try CommandRun()
    let path = command.directory.appendingPathComponent("no/r.json").path
    #expect(command.run("analyze", "a.log", "--case", command.casePath, "--output", path) == .error)
    #expect(command.error.contains("error: cannot write the report to '{dir}/no/r.json'"))
  }

  @Test func badRuleIsToldBeforeAnythingIsRead() throws {
    struct Fault: Error, CustomStringConvertible { let description = "error: unknown key 'titel'" }
    let command = try CommandRun()
    command.stages.rules = { _ in throw Fault() }
    #expect(command.run("analyze", "a.log", "--case", command.casePath) == .error)
    #expect(command.error == "error: unknown key 'titel'\n")
    #expect(!FileManager.default.fileExists(atPath: command.casePath))
  }

  @Test func anotherProgramsFileIsNoCase() throws {
    let command = try CommandRun()
    try Data("hello world, this is no database".utf8).write(to: URL(fileURLWithPath: command.casePath))
    #expect(command.run("report", command.casePath) == .error)
    #expect(command.error.contains("'{dir}/c.db' is not a case file of lostwrite (it is no SQLite database)"))
  }

  @Test func colourNeedsATerminalOrTheWordAlways() throws {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    _ = command.run("report", command.casePath)
    #expect(!command.out.contains("\u{1b}"))
    _ = command.run("report", command.casePath, "--color", "always")
    #expect(command.out.contains("\u{1b}[1;31mLOST\u{1b}[0m"))
  }

  @Test func configurationMapsKeys() throws {
    let command = try CommandRun()
    let path = command.directory.appendingPathComponent("lostwrite.yaml").path
    try Data("keys:\n  client: [deviceRef, device]\n".utf8).write(to: URL(fileURLWithPath: path))
    let build = command.stages.build
    command.stages.build = { request, work in
      #expect(request.keys.map(\.meaning) == ["client"])
      #expect(request.keys.map(\.spellings) == [["deviceRef", "device"]])
      try build(request, work)
    }
    #expect(command.run("analyze", "a.log", "--case", command.casePath, "--config", path) == .findings)
  }

  @Test func wrongConfigurationNamesItsPlace() throws {
    let command = try CommandRun()
    let path = command.directory.appendingPathComponent("lostwrite.yaml").path
    try Data("kees: {}\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(command.run("analyze", "a.log", "--case", command.casePath, "--config", path) == .error)
    #expect(
      command.error == """
        error: unknown key 'kees'
         --> {dir}/lostwrite.yaml:1:1
          | kees: {}
          | ^
         help: did you mean 'keys'?

        """)
  }
}
