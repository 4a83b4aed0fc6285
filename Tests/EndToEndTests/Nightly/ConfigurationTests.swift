import Foundation
import Testing
import YAMLDocument

/// The configuration, its schema, and the first one that `init` prints.
@Suite struct ConfigurationTests {
  private static let schema = Binary.root.appendingPathComponent("docs/config.schema.json").path

  private func check(_ text: String) throws -> (run: Binary.Run, schemaProblems: String) {
    let desk = try Desk()
    let file = try desk.write("lostwrite.yaml", text)
    let json = try desk.write("lostwrite.json", Self.json(try YAMLNode.parse(text, file: "a")))
    var run = try Binary.run(["config", "check", file], in: desk.folder)
    run.error = run.error.replacing(desk.folder.path, with: "{dir}")
    return (run, try Schemas.problems(ofJSON: json, schema: Self.schema))
  }

  /// A document as JSON.
  private static func json(_ node: YAMLNode) -> String {
    func quoted(_ text: String) -> String {
      let data = try? JSONSerialization.data(withJSONObject: [text], options: .withoutEscapingSlashes)
      return String(decoding: data ?? Data(), as: UTF8.self).dropFirst().dropLast().description
    }
    if let items = node.items { return "[" + items.map(json).joined(separator: ",") + "]" }
    if let pairs = node.pairs {
      return "{" + pairs.map { quoted($0.key) + ":" + json($0.value) }.joined(separator: ",") + "}"
    }
    if let number = node.integer { return "\(number)" }
    if let number = node.number { return "\(number)" }
    if let flag = node.boolean { return "\(flag)" }
    return node.isNull ? "null" : quoted(node.string ?? "")
  }

  @Test func configurationOfTheDocumentIsGood() throws {
    let document = try String(contentsOf: Binary.root.appendingPathComponent("docs/config.md"), encoding: .utf8)
    let text = try #require(document.firstMatch(of: /```yaml\n((?s).*?)```/)).output.1
    // The folder of rules is the reader's.
    let checked = try check(String(text).replacing("rules: my-rules", with: "rules: ."))
    #expect(checked.run.status == 0, "\(checked.run.error)")
    #expect(checked.schemaProblems == "")
    let schema = try String(contentsOfFile: Self.schema, encoding: .utf8)
    for key in try YAMLNode.parse(String(text), file: "a").pairs ?? [] {
      #expect(schema.contains("    \"\(key.key)\": {"), "\(key.key)")
    }
  }

  @Test(arguments: [
    "kees: {}", "logs: []", "logs: ''", "keep-text: some", "fail-on: bad", "reports: {formats: [pdf]}",
    "reports: {keep: soon}", "reports: {keep: 0}", "records: {keep: 1 week}", "notify: {command: 'tell me'}",
    "notify: {command: []}", "notify: {on: [sometimes]}", "notify: {webhook: {}}", "notify: {webhook: https://x.test}",
    "notify: {webhook: {url: 'ftp://x.test'}}", "notify: {webhook: {url: 'http://x.test/'}}",
    "notify: {webhook: {url-env: 'A B'}}", "notify: {webhook: {url-env: A, timeout: 0}}",
    "notify: {webhook: {url-env: A, retries: 11}}", "notify: {webhook: {url-env: A, retries: 1.5}}",
    "notify: {webhook: {url-env: A, slack: yes}}", "notify: {webhook: {url-env: A, url: 'https://x.test/'}}",
    "reports: {formats: [json, json]}", "reports: {formats: []}", "case: ''",
  ])
  func faultIsOneForProgramAndSchema(text: String) throws {
    let checked = try check(text + "\n")
    #expect(checked.run.status == 2)
    #expect(checked.run.error.contains(/--> \{dir\}\/lostwrite\.yaml:1:\d+\n/), "\(checked.run.error)")
    #expect(checked.schemaProblems != "")
  }

  @Test(arguments: [
    "logs: a", "logs: [a, b/c.tar.gz]", "case: ../x.db", "reports: {keep: 1 day}", "reports: {formats: html}",
    "records: {keep: 30}", "notify: {command: tell}", "notify: {on: new}", "keys: {client: [deviceRef]}",
    "notify: {webhook: {url: 'http://127.0.0.1:8080/x'}}", "notify: {webhook: {url: 'https://x.test/y', wait: 0.5}}",
  ])
  func goodConfigurationIsOneForProgramAndSchema(text: String) throws {
    let checked = try check(text + "\n")
    #expect(checked.run.status == 0, "\(checked.run.error)")
    #expect(checked.schemaProblems == "")
  }

  @Test func everyFaultIsNamedInTheOrderOfTheFile() throws {
    let run = try check(
      """
      logz: [a]
      fail-on: hihg
      reports:
        formats: [jsn, html]
        keep: 3 weeks
      notify:
        on: [new, old]
        webhook:
          url-env: HOOK
          retires: 3
          timeout: 0
      rules: [nowhere]
      """
    ).run
    #expect(run.status == 2)
    let places = run.error.matches(of: /--> \{dir\}\/lostwrite\.yaml:(\d+:\d+)/).map { String($0.output.1) }
    #expect(places == ["1:1", "2:10", "4:13", "5:9", "7:13", "10:5", "11:14", "12:9"])
    for help in ["'logs'", "'high'", "'json'", "'retries'"] { #expect(run.error.contains("did you mean \(help)?")) }
  }

  @Test(arguments: [
    "url: https://hooks.slack.com/services/T0/B0/s3cret", "url: 'https://me:s3cret@x.test/'",
    "url: https://x.test/?token=s3cret", "url-env: https://x.test/s3cret", "{url: 'https://x.test/s3cret', sslack: 1}",
  ])
  func secretInTheFileIsRefusedAndNotShown(line: String) throws {
    let text = line.hasPrefix("{") ? "notify: {webhook: \(line)}\n" : "notify:\n  webhook:\n    \(line)\n"
    let run = try check(text).run
    #expect(run.status == 2)
    #expect(!run.error.contains("s3cret"), "\(run.error)")
  }

  @Test func whatIsWrittenMustNotBeAmongWhatIsRead() throws {
    let run = try check("logs: [., a]\nreports: {folder: a/b}\n").run
    #expect(run.status == 2)
    #expect(run.error.contains("error: 'case' lies within 'logs'\n"))
    #expect(run.error.contains("error: 'reports.folder' lies within 'logs'\n"))
    #expect(run.error.contains(" --> {dir}/lostwrite.yaml:2:19\n"), "\(run.error)")
    #expect(try check("logs: [a]\nreports: {folder: ab}\ncase: a.db\n").run.status == 0)
  }

  @Test func keysAloneAreGoodForAnalyzeOnly() throws {
    let nights = try NightDesk()
    try nights.desk.write("lostwrite.yaml", "keys: {client: deviceRef}\n")
    let check = try Binary.run(["config", "check", nights.configPath])
    #expect(check.error == "note: '\(nights.configPath)' is good for 'analyze'; 'nightly' needs 'logs' as well\n")
    let night = try Binary.run(["nightly", "--config", nights.configPath])
    #expect(night.status == 2)
    #expect(night.error.hasPrefix("error: missing key 'logs'\n --> \(nights.configPath):1:1\n"))
  }

  // MARK: init

  @Test func initPrintsAConfigurationThatRuns() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop")
    try nights.desk.write("logs/odd \"name\" \\ é\n# x.log", "{\"level\":\"INFO\",\"message\":\"hello\"}\n")
    let made = try Binary.run(["init", nights.desk.path("logs")])
    #expect(made.status == 0, "\(made.error)")
    let words = "silent-drop-zero-cache.docker.log: sync server 0.25.13, zeroJSON, envelope docker, 558 records"
    #expect(made.out.contains(words))
    #expect(made.out.contains("odd \"name\" \\ é\\n# x.log: "))
    try nights.desk.write("lostwrite.yaml", made.out)
    let check = try Binary.run(["config", "check", nights.configPath])
    #expect(check.status == 0, "\(check.error)")
    let run = try Binary.run(["nightly", "--config", nights.configPath, "--now", "2026-12-01"])
    #expect(run.status == 1, "\(run.error)")
    #expect(FileManager.default.fileExists(atPath: nights.desk.path("lostwrite.case.db")))
    let report = nights.desk.path("lostwrite-reports/2026-12-01T000000Z/report.html")
    #expect(FileManager.default.fileExists(atPath: report))
  }

  @Test func initWithinTheLogsPutsCaseAndReportsOutside() throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    let made = try Binary.run(["init", "."], in: nights.desk.folder.appendingPathComponent("logs"))
    #expect(made.out.contains("case: \"\(nights.desk.path("lostwrite-case.db"))\"\n"), "\(made.out)")
    try nights.desk.write("logs/lostwrite.yaml", made.out)
    let check = try Binary.run(["config", "check", nights.desk.path("logs/lostwrite.yaml")])
    #expect(check.status == 0, "\(check.error)")
  }

  @Test func everyKeyThatInitCommentsOutIsGood() throws {
    let nights = try NightDesk()
    try nights.add("healthy")
    let made = try Binary.run(["init", nights.desk.path("logs")]).out
    let start = try #require(made.range(of: "# records:")?.lowerBound)
    // Comments that are sentences start with a capital.
    let lines = made[start...].split(separator: "\n").filter {
      $0.hasPrefix("# ") && !($0.dropFirst(2).first?.isUppercase ?? true)
    }
    let text = lines.map { $0.dropFirst(2) }.joined(separator: "\n")
    let checked = try check(text + "\n")
    #expect(checked.run.status == 0, "\(text)\n\(checked.run.error)")
    #expect(checked.schemaProblems == "")
  }

  @Test func initTellsWhatIsMissing() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop", only: "client")
    let made = try Binary.run(["init", nights.desk.path("logs")])
    #expect(made.out.contains("# No sync server is among them: verdicts need its logs.\n"))
    #expect(try Binary.run(["init", nights.desk.path("nowhere")]).error.contains("there is nothing at"))
  }

  @Test func initNamesWhatIsTooLargeToLookAt() throws {
    let nights = try NightDesk()
    try nights.add("silent-drop", only: "client")
    let large = nights.desk.path("logs/large.log")
    try nights.desk.write("logs/large.log", "")
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: large))
    // A hole: nothing of it is on disk.
    try file.truncate(atOffset: 600 << 20)
    try file.close()
    let made = try Binary.run(["init", nights.desk.path("logs")])
    #expect(made.out.contains("#   \(large): too large to look at here\n"))
    // It may well be one.
    #expect(!made.out.contains("No sync server"))
  }
}
