import Foundation
import LostwriteCLI
import Model
import Testing

/// Where reports go when several are asked for.
@Suite struct DestinationTests {
  private func analyzed() throws -> CommandRun {
    let command = try CommandRun()
    _ = command.run("analyze", "a.log", "--case", command.casePath)
    return command
  }

  private func text(_ command: CommandRun, _ name: String) throws -> String {
    try String(contentsOf: command.directory.appendingPathComponent(name), encoding: .utf8)
  }

  private func path(_ command: CommandRun, _ name: String) -> String {
    command.directory.appendingPathComponent(name).path
  }

  @Test func oneRunWritesSeveralReports() throws {
    let command = try CommandRun()
    let (json, other) = (path(command, "r.json"), path(command, "r.txt"))
    let status = command.run(
      "analyze", "a.log", "--case", command.casePath, "-f", "json=\(json)", "--format", "text", "-f", "text=\(other)")
    #expect(status == .findings)
    #expect(command.out.contains("LOST     1 write"))
    #expect(try text(command, "r.json").contains("\"schema\" : 1"))
    #expect(try text(command, "r.txt") == command.out)
    #expect(command.error.contains("note: the report is {dir}/r.json\nnote: the report is {dir}/r.txt\n"))
  }

  @Test func formsWithFilesLeaveStdoutEmpty() throws {
    let command = try analyzed()
    #expect(command.run("report", command.casePath, "--format", "json=\(path(command, "r"))") == .findings)
    #expect(command.out == "")
  }

  @Test func outputIsForTheFormWithoutAFile() throws {
    let command = try analyzed()
    let (json, other) = (path(command, "r.json"), path(command, "r.txt"))
    _ = command.run("report", command.casePath, "-f", "json=\(json)", "-f", "text", "-o", other)
    #expect(command.out == "")
    #expect(try text(command, "r.txt").contains("LOST"))
    _ = command.run("report", command.casePath, "--output", "-")
    #expect(command.out.contains("LOST"))
  }

  @Test(arguments: [
    (
      ["-f", "text", "-f", "json"],
      "the text and the json report cannot both go to stdout; give one a file of its own: '--format json=FILE'"
    ),
    (
      ["-f", "json", "-f", "json", "-o", "{dir}/r"],
      "the json and the json report cannot both go to '{dir}/r'; give one a file of its own: '--format json=FILE'"
    ),
    (["-f", "text={dir}/r", "-f", "json={dir}/./r"], "two reports cannot both go to '{dir}/./r'"),
    (["-f", "json={dir}/r", "-o", "{dir}/s"], "'--output' has no report to write: every '--format' names a file"),
    (["-f", "json="], "the file of the json report has no name"),
    (["-f", "json={dir}/c.db"], "the json report would overwrite '{dir}/c.db'"),
    (["-o", "{dir}/no/../c.db.key"], "the text report would overwrite '{dir}/c.db.key'"),
  ])
  func placesThatCannotBeAreUsage(options: [String], message: String) throws {
    let command = try analyzed()
    let words = ["report", command.casePath] + options.map { $0.replacing("{dir}", with: command.directory.path) }
    #expect(command.run(words) == .usage)
    #expect(command.error.hasPrefix("error: \(message)"), "\(command.error)")
    #expect(!FileManager.default.fileExists(atPath: path(command, "r")))
  }

  @Test func logsAndConfigurationAreNotOverwritten() throws {
    let command = try CommandRun()
    let log = path(command, "a.log")
    #expect(command.run("analyze", log, "--case", command.casePath, "-o", log) == .usage)
    #expect(command.error.hasPrefix("error: the text report would overwrite '{dir}/a.log'"))
    let config = path(command, "l.yaml")
    #expect(command.run("analyze", "b.log", "--config", config, "-f", "json=\(config)") == .usage)
  }

  @Test func fileKeepsItsModeAndNothingIsLeftBeside() throws {
    let command = try analyzed()
    let file = path(command, "r.txt")
    try Data("old".utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    _ = command.run("report", command.casePath, "-o", file)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try text(command, "r.txt").contains("LOST"))
    let names = try FileManager.default.contentsOfDirectory(atPath: command.directory.path)
    #expect(names.sorted() == ["c.db", "r.txt"])
  }

  @Test func aFileThatCannotBeWrittenKeepsItsOldContent() throws {
    let command = try analyzed()
    try FileManager.default.createSymbolicLink(
      atPath: path(command, "full"), withDestinationPath: "/dev/full")
    #expect(command.run("report", command.casePath, "-o", path(command, "full")) == .error)
    #expect(command.error.contains("error: cannot write the report to '{dir}/full': No space left on device"))
  }

  @Test func aReaderThatGoesAwayDoesNotChangeTheStatus() throws {
    let command = try analyzed()
    command.outFault = EPIPE
    #expect(command.run("report", command.casePath) == .findings)
    command.outFault = ENOSPC
    #expect(command.run("report", command.casePath) == .error)
  }
}
