import CaseStore
import Foundation
import Testing

/// `show`, `trace` and `why` on the samples, as someone uses them after `analyze`.
@Suite struct AskingTests {
  private static let cases = Binary.root.appendingPathComponent("Tests/EndToEndTests/Cases")

  private func golden(_ file: String, _ text: String) throws {
    let url = Self.cases.appendingPathComponent(file)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try Data(text.utf8).write(to: url) }
    #expect(text == (try String(contentsOf: url, encoding: .utf8)), "\(file) differs; UPDATE_GOLDEN=1 rewrites it")
  }

  /// A case of a sample, made in the repository with the key of all tests.
  private func desk(_ sample: String) throws -> Desk {
    let desk = try Desk()
    try desk.writeKey("a.case")
    _ = try Binary.run(["analyze", "samples/\(sample)", "--case", desk.path("a.case"), "--quiet"])
    return desk
  }

  @Test(arguments: [
    ("silent-drop", "show", ["1", "--context", "1"]), ("silent-drop", "trace", ["--mutation", "rm891#6"]),
    ("silent-drop", "why", ["rm891#6"]), ("stale-token", "show", ["1"]),
    ("stale-token", "trace", ["--user", "u1", "--since", "2026-11-22 11:00"]),
  ])
  func answersAreAsKept(sample: String, command: String, options: [String]) throws {
    let desk = try desk(sample)
    for format in ["text", "json"] {
      let run = try Binary.run([command, desk.path("a.case")] + options + ["--format", format])
      #expect(run.status == 0, "\(run.error)")
      #expect(run.error == "")
      try golden("\(sample)/expected/\(command).\(format == "text" ? "txt" : "json")", run.out)
    }
  }

  @Test func answersDoNotDependOnThreadsOrOrder() throws {
    let desk = try Desk()
    let names = ["api.cloudwatch.csv", "client.console.log", "proxy.docker.log", "zero-cache.docker.log"]
    let paths = names.map { "samples/silent-drop/" + $0 }
    for (name, given, threads) in [("a.case", paths, "1"), ("b.case", paths.reversed(), "2")] {
      try desk.writeKey(name)
      _ = try Binary.run(["analyze", "--case", desk.path(name), "-q", "--threads", threads] + given)
    }
    for question in [["show", "1"], ["why", "rm891#6"]] {
      let answers = try ["a.case", "b.case"].map {
        try Binary.run([question[0], desk.path($0)] + question.dropFirst()).out
      }
      #expect(answers[0] == answers[1] && !answers[0].isEmpty)
    }
    let traces = try ["a.case", "b.case"].map { try Binary.run(["trace", desk.path($0), "--client", "rm891"]).out }
    #expect(traces[0] == traces[1] && !traces[0].isEmpty)
  }

  // MARK: Sources that are not what they were

  /// The sample's files in a folder of the desk, and a case of them.
  private func copied() throws -> (Desk, String) {
    let desk = try Desk()
    let folder = desk.path("logs")
    try FileManager.default.copyItem(
      at: Binary.root.appendingPathComponent("samples/stale-token"), to: URL(fileURLWithPath: folder))
    _ = try Binary.run(["analyze", "logs", "--case", "a.case", "-q"], in: desk.folder)
    return (desk, folder + "/api.cloudwatch.csv")
  }

  private func show(_ desk: Desk, _ options: String..., in folder: URL? = nil) throws -> Binary.Run {
    try Binary.run(["show", desk.path("a.case"), "1"] + options, in: folder ?? desk.folder)
  }

  @Test func aChangedSourceIsToldAndOnlyWhatTheCaseKeepsIsShown() throws {
    let (desk, path) = try copied()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("\"\"id\"\":4,", with: "\"\"id\"\":9,").write(toFile: path, atomically: true, encoding: .utf8)
    let run = try show(desk)
    #expect(run.status == 2)
    #expect(run.out.contains("  source  changed: the case read"))
    #expect(
      run.out.contains("(as the case keeps it)") && run.out.contains("\"id\":4,") && !run.out.contains("\"id\":9,"))
    #expect(run.out.contains("  source  unchanged: its SHA-256"), "the other source is as it was")
  }

  @Test func aGrownSourceIsAsGoodAsUnchanged() throws {
    let (desk, path) = try copied()
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("1,more\n".utf8))
    let run = try show(desk)
    #expect(run.status == 0)
    #expect(run.out.contains("  source  grown: its first 76,573 bytes"))
  }

  @Test func aGoneSourceIsExpectedWhereItWasAndFoundWhereItIsNow() throws {
    let (desk, path) = try copied()
    try FileManager.default.createDirectory(atPath: desk.path("archive"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: path, toPath: desk.path("archive/api.cloudwatch.csv"))
    let gone = try show(desk)
    #expect(gone.status == 2)
    #expect(gone.out.contains("gone: the case expects 76,573 bytes"))
    #expect(
      gone.out.contains("looked for at\n          logs/api.cloudwatch.csv")
        || gone.out.contains("logs/api.cloudwatch.csv"))
    #expect(gone.out.contains("(as the case keeps it)"))
    let moved = try show(desk, "--source-root", desk.path("archive"))
    #expect(moved.status == 0)
    #expect(moved.out.contains("  found   \(desk.path("archive/api.cloudwatch.csv"))"))
    let json = try show(desk, "--format", "json").out
    #expect(json.contains("\"state\" : \"missing\"") && json.contains("\"text_from\" : \"case\""))
  }

  /// Relative paths are looked up beside the case as well.
  @Test func theWorkingDirectoryDoesNotMatterWhereTheCaseStandsByItsLogs() throws {
    let (desk, _) = try copied()
    let here = try show(desk)
    let elsewhere = try show(desk, in: URL(fileURLWithPath: "/"))
    #expect(here.status == 0 && elsewhere.status == 0)
    #expect(elsewhere.out.contains("  found   \(desk.path("logs/api.cloudwatch.csv"))"))
  }

  @Test func linesOfAMemberOfAnArchiveAreShown() throws {
    let desk = try Desk()
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = [
      "tar", "-czf", desk.path("night.tar.gz"), "-C", Binary.root.appendingPathComponent("samples").path, "stale-token",
    ]
    try tar.run()
    tar.waitUntilExit()
    let report = try desk.analyze("night.tar.gz")
    #expect(report.out.contains("below night.tar.gz!stale-token/"))
    #expect(!report.out.contains("text not kept"))
    let run = try show(desk, "--context", "1")
    #expect(run.status == 0)
    #expect(run.out.contains("night.tar.gz!stale-token/api.cloudwatch.csv\n  source  unchanged"))
    #expect(run.out.contains("> 143") && run.out.contains("  142"))
    try FileManager.default.removeItem(atPath: desk.path("night.tar.gz"))
    #expect(try show(desk).status == 2)
  }

  @Test func standardInputIsToldToBeReadOnceAndIsNoError() throws {
    let desk = try Desk()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "cat samples/stale-token/api.cloudwatch.csv | \"$1\" analyze - --keep-text all -q -c \"$2\" -o /dev/null",
      "sh",
      Binary.program.path, desk.path("a.case"),
    ]
    process.currentDirectoryURL = Binary.root
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let run = try show(desk)
    #expect(run.status == 0)
    #expect(run.out.contains("standard input or a pipe: it could be read once"))
    #expect(run.out.contains("(as the case keeps it)"))
  }

  @Test func withoutItsKeyACaseIsShownWithANote() throws {
    let (desk, _) = try copied()
    try FileManager.default.removeItem(atPath: desk.path("a.case.key"))
    let run = try show(desk)
    #expect(run.status == 0)
    #expect(run.error.contains("the key '\(desk.path("a.case.key"))' is missing"))
    #expect(!FileManager.default.fileExists(atPath: desk.path("a.case.key")), "asking makes no key")
  }

  @Test func rawCredentialsOfTheSourcesStayMaskedInEveryAnswer() throws {
    let desk = try Desk()
    let claims = Data("{\"sub\":\"u1\",\"exp\":1792576790,\"jti\":\"k1\"}".utf8).base64EncodedString()
    let token = "eyJhbGciOiJIUzI1NiJ9.\(claims.replacing("=", with: "")).c2lnbmF0dXJlc2lnbmF0dXJl"
    let line =
      #"{"time":1792576800000,"msg":"push","headers":{"authorization":"Bearer \#(token)"},"clientGroupID":"g1","#
      + #""mutations":[{"clientID":"c1","id":1,"name":"a"}],"res":{"statusCode":200}}"#
    try desk.write("api.log", "{\"time\":1792576799000,\"msg\":\"token \(token)\"}\n\(line)\n")
    let report = try desk.analyze("api.log")
    for question in [["show", "1"], ["trace", "--client", "c1"], ["trace", "--user", "u1"], ["why", "c1#1"]] {
      for format in ["text", "json"] {
        let run = try Binary.run(
          [question[0], desk.path("a.case")] + question.dropFirst() + ["--format", format], in: desk.folder)
        #expect(run.status == 0, "\(run.error)\(report.out)")
        #expect(!run.out.contains("eyJ") && !run.out.contains("c2lnbmF0dXJl"))
      }
    }
  }

  // MARK: What is not there

  @Test(arguments: [
    (["show", "99"], Int32(2), "error: no finding '99': the case has findings 1 to"),
    (
      ["why", "rm891#99"], 2,
      "error: no write #99 of client rm891c46jo2mv9ttsv: the case has 8, #1 to #8; nearest: #6, #7, #8"
    ),
    (["why", "rm891#99\r"], 2, "error: no write #99 of client rm891c46jo2mv9ttsv"),
    (["why", "xyz#1"], 2, "error: no client 'xyz' in the case"),
    (["trace", "--token", "t:000000000000"], 2, "error: no token 't:000000000000' in the case"),
    (["trace"], 64, "error: nothing to trace; give at least one of --mutation"),
    (["trace", "--client", "rm891", "--limit", "0"], 64, "error: '--limit' is '0', expected a number from 1 to"),
    (["trace", "--client", "rm891", "--since", "now"], 64, "error: '--since' is 'now', expected"),
    (["show", "1", "--context", "x"], 64, "error: '--context' is 'x', expected a number from 0 to 1000"),
  ])
  func whatTheCaseDoesNotHaveIsAnError(question: [String], status: Int32, message: String) throws {
    let desk = try desk("silent-drop")
    let run = try Binary.run([question[0], desk.path("a.case")] + question.dropFirst())
    #expect(run.status == status)
    #expect(run.error.hasPrefix(message), "\(run.error)")
    #expect(run.out == "")
  }
}
