import Foundation
import Testing

/// What schedulers are given works in them.
@Suite struct ScheduleTests {
  private static let names = ["plain", "odd name's % $HOME \\ \"quoted\" %h", "ümlaut;&|<>`id`#!*"]

  private func desk(_ name: String) throws -> (desk: Desk, config: String) {
    let desk = try Desk()
    try desk.write("\(name)/logs/a.log", "{\"level\":\"INFO\",\"message\":\"starting server@0.25.13 \"}\n")
    return (desk, try desk.write("\(name)/lostwrite.yaml", "logs: logs\n"))
  }

  @Test(arguments: names) func systemdTakesServiceAndTimer(name: String) throws {
    let (desk, config) = try desk(name)
    let units = desk.path("units")
    try FileManager.default.createDirectory(atPath: units, withIntermediateDirectories: true)
    let run = try Binary.run(
      ["schedule", "--systemd", "--config", config, "--at", "4:05", "--directory", units, "--name", "lw-test"])
    #expect(run.status == 0, "\(run.error)")
    let check = try Tool.run([
      "systemd-analyze", "verify", "--man=no", units + "/lw-test.service", units + "/lw-test.timer",
    ])
    let problems = check.text.split(separator: "\n").filter { $0.contains("lw-test") }
    #expect(check.status == 0 && problems.isEmpty, "\(check.text)")
    let timer = try String(contentsOfFile: units + "/lw-test.timer", encoding: .utf8)
    #expect(timer.contains("OnCalendar=*-*-* 04:05:00\n"))
    let printed = try Binary.run(["schedule", "--systemd", "--config", config, "--at", "4:05", "--name", "lw-test"])
    let service = try String(contentsOfFile: units + "/lw-test.service", encoding: .utf8)
    #expect(printed.out == "# lw-test.service\n\(service)\n# lw-test.timer\n\(timer)")
  }

  @Test(arguments: names) func shellRunsTheLineOfTheCrontab(name: String) throws {
    let (desk, config) = try desk(name)
    let run = try Binary.run(["schedule", "--cron", "--config", config])
    #expect(run.out.hasPrefix("30 2 * * * '"), "\(run.error)")
    // What cron does before it gives the rest to the shell: an escaped '%' stays, a bare one ends the command.
    let command = String(run.out.dropFirst("30 2 * * * ".count).dropLast())
    let unescaped = command.replacing("\\%", with: "\u{1}")
    #expect(!unescaped.contains("%"))
    let night = try Tool.run(["sh", "-c", unescaped.replacing("\u{1}", with: "%")])
    #expect(night.status == 0, "\(night.text)")
    #expect(FileManager.default.fileExists(atPath: desk.path("\(name)/lostwrite.case.db")))
    #expect(FileManager.default.fileExists(atPath: desk.path("\(name)/lostwrite-reports/index.html")))
  }

  @Test func lineBreakInANameIsRefusedForCron() throws {
    let (desk, config) = try desk("two\nlines")
    let run = try Binary.run(["schedule", "--cron", "--config", config], in: desk.folder)
    #expect(run.status == 2)
    #expect(run.error.contains("it holds a line break"))
  }

  @Test func whatIsReplacedIsTold() throws {
    let (desk, config) = try desk("plain")
    let arguments = ["schedule", "--config", config, "--systemd", "--name", "mine", "--directory", desk.folder.path]
    try desk.write("mine.timer", "# of somebody\n")
    let run = try Binary.run(arguments, in: desk.folder)
    #expect(run.error.contains("note: wrote \(desk.path("mine.service"))\n"), "\(run.error)")
    #expect(run.error.contains("mine.timer, in place of a file that said something else\n"), "\(run.error)")
    #expect(try !Binary.run(arguments, in: desk.folder).error.contains("in place of"))
  }

  @Test(arguments: [
    (["--systemd", "--cron"], "give either '--systemd' or '--cron'"), ([], "give either '--systemd' or '--cron'"),
    (["--cron", "--at", "24:00"], "'--at' is '24:00', expected a time like 02:30"),
    (["--systemd", "--name", "a/b"], "'--name' is 'a/b'"), (["--cron", "--directory", "x"], "needs '--systemd'"),
  ])
  func wrongCommandLinesAreRefused(arguments: [String], message: String) throws {
    let (desk, config) = try desk("plain")
    let run = try Binary.run(["schedule", "--config", config] + arguments, in: desk.folder)
    #expect(run.status == 64)
    #expect(run.error.contains(message), "\(run.error)")
  }
}
