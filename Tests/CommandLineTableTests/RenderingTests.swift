import CommandLineTable
import Testing

@Suite struct RenderingTests {
  @Test func helpOfTheProgramListsItsCommands() {
    #expect(
      sample.help(for: "") == """
        lw 1.2.3: Finds lost writes.

        usage: lw COMMAND [OPTIONS]

        Reads logs and reports.

        Never changes them.

        Commands:
          analyze  Read logs and report.
          rules    Look at rules.
          export   Write a table.

        Options of every command:
          -q, --quiet       Say less. Also read from $LW_QUIET.
              --color WHEN  When to use colour. One of: auto, always, never. Default:
                            auto.
          -h, --help        Print this help.
              --version     Print the version.

        Examples:
          # Everything in a folder
          lw analyze logs/

        'lw COMMAND --help' explains a command.

        """)
  }

  @Test func helpOfACommandExplainsEverythingButHiddenOptions() {
    #expect(
      sample.help(for: "analyze") == """
        Read logs and report.

        usage: lw analyze [OPTIONS] PATH...

        All stages in one command.

        Arguments:
          PATH...  Files, folders, archives, or - for stdin.

        Options:
          -f, --format FORMAT[=FILE]
                                    How the report is written. One of: text, json,
                                    sarif. Default: text. May be given several times.
          -c, --case FILE           Where the case is kept. Default: in memory. Also
                                    read from $LW_CASE.
          -s, --strict              Fail when coverage is poor.

        Options of every command:
          -q, --quiet       Say less. Also read from $LW_QUIET.
              --color WHEN  When to use colour. One of: auto, always, never. Default:
                            auto.
          -h, --help        Print this help.

        Examples:
          # Everything in a folder
          lw analyze logs/

        """)
  }

  @Test func helpOfAGroupListsTheCommandsInIt() {
    let help = sample.help(for: "rules")
    #expect(help.hasPrefix("Look at rules.\n\nusage: lw rules COMMAND [OPTIONS]\n\nCommands:\n  rules test  Run"))
    #expect(!help.contains("--version"))
  }

  @Test(arguments: ["", "analyze", "rules", "rules test", "rules list", "export"])
  func helpFitsEightyColumns(path: String) {
    let lines = sample.help(for: path).split(separator: "\n")
    #expect(lines.filter { $0.count > 80 } == [])
  }

  @Test func longTermsStandOnALineOfTheirOwn() {
    let table = CommandTable(
      program: "p", version: "1", summary: "s",
      commands: [
        CommandDefinition(
          name: "c", summary: "s",
          options: [
            OptionDefinition(long: "a-very-long-option-name", valueName: "MILLISECONDS", summary: "Long."),
            OptionDefinition(long: "b", summary: "Short."),
          ])
      ])
    #expect(
      table.help(for: "c").contains(
        """
        Options:
              --a-very-long-option-name MILLISECONDS
                                    Long.
              --b                   Short.
        """))
  }

  @Test func markdownHasASectionForEveryCommand() {
    let text = sample.markdownReference()
    for name in ["analyze", "rules test", "rules list", "export"] {
      #expect(text.contains("\n## lw \(name)\n"))
    }
    #expect(text.contains("| [`rules list`](#lw-rules-list) | List rules \\| packs. |\n"))
    #expect(text.contains("| `-c`, `--case FILE` | Where the case is kept. Default: in memory."))
    #expect(text.contains("```sh\n# Everything in a folder\nlw analyze logs/\n```\n"))
    #expect(!text.contains("debug-events"))
  }

  @Test func theManPageEscapesWhatRoffWouldInterpret() {
    let table = CommandTable(
      program: "p", version: "1", summary: "s",
      commands: [CommandDefinition(name: "c", summary: ".hidden files and C:\\logs -x")])
    #expect(table.manPage().contains("\n.SS c\n\\&.hidden files and C:\\elogs \\-x\n"))
    #expect(sample.manPage().contains("\n.TP\n\\fB\\-c, \\-\\-case FILE\\fP\nWhere the case is kept."))
    #expect(!sample.manPage().contains("debug"))
  }
}
