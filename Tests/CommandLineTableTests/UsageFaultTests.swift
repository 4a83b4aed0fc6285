import CommandLineTable
import Testing

@Suite struct UsageFaultTests {
  @Test(arguments: [
    ("", "a command is missing; one of: analyze, rules, export"),
    ("rules", "a command is missing after 'rules'; one of: test, list"),
    ("anlayze x", "unknown command 'anlayze'; did you mean 'analyze'?"),
    ("qqqqqq", "unknown command 'qqqqqq'; one of: analyze, rules, export"),
    ("rules tset", "unknown command 'rules tset'; did you mean 'rules test'?"),
    ("help anlayze", "unknown command 'anlayze'; did you mean 'analyze'?"),
    ("analyze --fromat json a", "unknown option '--fromat'; did you mean '--format'?"),
    ("analyze --zzzzzzzzz a", "unknown option '--zzzzzzzzz'"),
    ("analyze --debug-event a", "unknown option '--debug-event'"),
    ("analyze -x a", "unknown option '-x'"),
    ("analyze -qx a", "unknown option '-x'"),
    ("analyze -f jsn a", "value 'jsn' of '-f' is not one of: text, json, sarif; did you mean 'json'?"),
    ("analyze --format xml0 a", "value 'xml0' of '--format' is not one of: text, json, sarif"),
    ("analyze a --case", "option '--case' needs a value: --case FILE"),
    ("analyze a -c", "option '-c' needs a value: -c FILE"),
    ("analyze --case --strict a", "option '--case' needs a value: --case FILE"),
    ("analyze --strict=yes a", "option '--strict' takes no value"),
    ("analyze --case a --case b c", "option '--case' is given twice"),
    ("analyze", "argument PATH is missing"),
    ("rules list extra", "unexpected argument 'extra'"),
    ("export --out a b c", "unexpected argument 'c'"),
    ("export a", "option '--out' is missing"),
  ])
  func everyFaultNamesTheInputAndTheWayOut(line: String, message: String) {
    let request = sample.parse(line.split(separator: " ").map(String.init))
    guard case .fault(let fault) = request else {
      Issue.record("not a fault: \(request)")
      return
    }
    #expect(fault.message == message)
  }

  @Test func aValueOfTheEnvironmentIsCheckedToo() {
    let table = CommandTable(
      program: "p", version: "1", summary: "s",
      commands: [
        CommandDefinition(
          name: "run", summary: "r",
          options: [
            OptionDefinition(long: "mode", valueName: "M", summary: "m", choices: ["a", "b"], environment: "P_MODE")
          ])
      ])
    guard case .fault(let fault) = table.parse(["run"], environment: ["P_MODE": "c"]) else {
      Issue.record("not a fault")
      return
    }
    #expect(fault.message == "value 'c' of environment variable 'P_MODE' is not one of: a, b; did you mean 'a'?")
  }

  @Test func aFaultShowsUsageAndHelp() {
    guard case .fault(let fault) = sample.parse(["analyze", "--fromat"]) else {
      Issue.record("not a fault")
      return
    }
    #expect(
      fault.description == """
        error: unknown option '--fromat'; did you mean '--format'?
        usage: lw analyze [OPTIONS] PATH...
         help: lw analyze --help
        """)
  }

  @Test func theCallerCanAddFaults() {
    guard case .run(let command) = sample.parse(["rules", "test"]) else {
      Issue.record("not a command")
      return
    }
    #expect(
      command.fault("no packs").description
        == "error: no packs\nusage: lw rules test [OPTIONS] [DIR]\n help: lw rules test --help")
  }

  @Test func mistakesInATableAreFound() {
    #expect(sample.problems() == [])
    let option = OptionDefinition(long: "a", short: "h", summary: "x", choices: ["x"])
    let wrong = CommandTable(
      program: "p", version: "1", summary: "s",
      commands: [
        CommandDefinition(
          name: "c", summary: "s",
          arguments: [
            ArgumentDefinition(name: "A", isOptional: true, summary: "a"), ArgumentDefinition(name: "B", summary: "b"),
          ],
          options: [
            option, OptionDefinition(long: "a", valueName: "V", summary: "x", choices: ["x"], defaultValue: "y"),
          ]),
        CommandDefinition(name: "c", summary: "s"),
      ])
    #expect(
      wrong.problems() == [
        "command 'c' is defined twice", "command 'c': option '--a' is defined twice",
        "command 'c': option '-h' is defined twice",
        "command 'c': flag '--a' has choices, a default value, or is required",
        "command 'c': default 'y' of '--a' is not among its choices",
        "command 'c': an argument that must be given follows an optional one",
      ])
  }
}
