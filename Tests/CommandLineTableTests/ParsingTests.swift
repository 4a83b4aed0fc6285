import CommandLineTable
import Testing

@Suite struct ParsingTests {
  private func command(_ line: String, environment: [String: String] = [:]) throws -> ParsedCommand {
    let request = sample.parse(line.split(separator: " ").map(String.init), environment: environment)
    guard case .run(let command) = request else {
      Issue.record("not a command: \(request)")
      throw UnexpectedRequest()
    }
    return command
  }

  private struct UnexpectedRequest: Error {}

  @Test(arguments: [
    "analyze --case x.db a", "analyze --case=x.db a", "analyze -c x.db a", "analyze -cx.db a", "analyze -c=x.db a",
    "analyze a --case x.db", "-q analyze -sqc x.db a",
  ])
  func optionsAreAcceptedInEveryUsualSpelling(line: String) throws {
    let command = try command(line)
    #expect(command.path == "analyze")
    #expect(command.value("case") == "x.db")
    #expect(command.arguments == ["a"])
    #expect(command.flag("quiet") == line.contains("q"))
    #expect(command.flag("strict") == line.contains("-s"))
  }

  @Test(arguments: ["-- the losses", "--the losses\nSELECT 1", "-- a=b"]) func aCommentIsNoOption(text: String) throws {
    guard case .run(let command) = sample.parse(["analyze", text]) else {
      Issue.record("not a command")
      return
    }
    #expect(command.arguments == [text])
  }

  @Test func repeatedOptionsKeepTheirOrder() throws {
    let command = try command("analyze -f json=a=b --format sarif --format=text= a b -")
    #expect(command.values("format") == ["json=a=b", "sarif", "text="])
    #expect(command.arguments == ["a", "b", "-"])
  }

  @Test func whatIsNotGivenHasItsDefault() throws {
    let command = try command("analyze a")
    #expect(command.values("format") == ["text"])
    #expect(command.value("color") == "auto")
    #expect(command.value("case") == nil)
    #expect(!command.flag("strict"))
  }

  @Test func theEnvironmentFillsInWhatIsNotGiven() throws {
    let environment = ["LW_CASE": "env.db", "LW_QUIET": "1"]
    #expect(try command("analyze a", environment: environment).value("case") == "env.db")
    #expect(try command("analyze a", environment: environment).flag("quiet"))
    #expect(try command("analyze -c own.db a", environment: environment).value("case") == "own.db")
    #expect(try command("analyze a", environment: ["LW_CASE": "", "LW_QUIET": ""]).value("case") == nil)
  }

  @Test func twoDashesEndTheOptions() throws {
    let command = try command("analyze -s -- --case -q --help")
    #expect(command.arguments == ["--case", "-q", "--help"])
    #expect(!command.flag("quiet"))
  }

  @Test func commandsMayBeInGroups() throws {
    #expect(try command("rules test").path == "rules test")
    #expect(try command("rules --quiet test dir").arguments == ["dir"])
    #expect(try command("rules list").path == "rules list")
  }

  @Test func aWordLikeACommandIsAnArgumentAfterTheCommand() throws {
    #expect(try command("analyze rules test").arguments == ["rules", "test"])
  }

  @Test(arguments: [
    ("--help", ""), ("-h", ""), ("help", ""), ("analyze --help", "analyze"), ("analyze --strict -h", "analyze"),
    ("rules --help", "rules"), ("rules test --help", "rules test"), ("help rules test", "rules test"),
    ("help analyze", "analyze"), ("export --help", "export"),
  ])
  func helpIsAskedForInEveryUsualWay(line: String, path: String) {
    #expect(sample.parse(line.split(separator: " ").map(String.init)) == .help(path: path))
  }

  @Test func theVersionIsAskedForBeforeACommand() {
    #expect(sample.parse(["--version"]) == .version)
  }
}
