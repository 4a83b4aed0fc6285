public import CommandLineTable
import Model
import Reporting

/// The commands of lostwrite, as data: parsing, help and docs/commands.md are made from it.
public enum LostwriteTable {
  public static let table = CommandTable(
    program: Product.name, version: Product.version,
    summary: "Finds silently lost writes and stale tokens in the logs of sync servers and the APIs behind them.",
    discussion: """
      Reads logs as they are (folders, archives, collector envelopes) into one SQLite file, the case, and reports which \
      writes were silently lost, which requests carried a stale token, and what cannot be told, with its evidence.
      """,
    commands: [analyze, report] + asking + [query, sql, schema, export] + handingOver + scheduled
      + [rulesTest, rulesList, completions, man],
    globalOptions: [
      OptionDefinition(long: "quiet", short: "q", summary: "Print no progress and no notes; warnings and errors stay."),
      OptionDefinition(
        long: "color", valueName: "WHEN",
        summary: "Whether the report is coloured; auto is on a terminal without NO_COLOR.",
        choices: ["auto", "always", "never"], defaultValue: "auto"),
      OptionDefinition(
        long: "no-pager",
        summary: "Show no pager ($LOSTWRITE_PAGER, $PAGER or less) when a report is longer than the terminal."),
    ],
    sections: sections,
    groupSummaries: [
      "rules": "Look at rules and run their tests.", "config": "Look at a configuration.",
    ])

  /// Where the case is kept when nothing else is said.
  static let defaultCasePath = "lostwrite.case.db"

  private static let analyze = CommandDefinition(
    name: "analyze", summary: "Read logs into a case, judge every write, run the rules and report.",
    arguments: [
      ArgumentDefinition(
        name: "PATH", isRepeatable: true, summary: "Files, folders (with everything below), archives, or - for stdin.")
    ],
    options: [
      OptionDefinition(
        long: "case", short: "c", valueName: "FILE",
        summary: "The SQLite file that is made or added to; its key for fingerprints is kept beside it in FILE.key.",
        defaultValue: defaultCasePath),
      OptionDefinition(
        long: "rules", valueName: "DIR", isRepeatable: true,
        summary: "A folder of rule packs; its files replace those of the same path in lostwrite itself."),
      OptionDefinition(
        long: "config", valueName: "FILE",
        summary: "A YAML file (docs/config.md), of which 'keys' and 'rules' count: 'keys: {client: [deviceRef]}'."),
      OptionDefinition(
        long: "keep-text", valueName: "WHICH", summary: "Which records keep their masked text in the case.",
        choices: ["notable", "all", "none"], defaultValue: "notable"),
      OptionDefinition(
        long: "threads", short: "j", valueName: "N",
        summary: "How many threads read; any number gives the same report.",
        defaultText: "one per core"),
    ] + reporting,
    examples: [
      CommandExample("lostwrite analyze logs/", "Everything in a folder"),
      CommandExample("lostwrite analyze night.tar.gz --case night.db --format json", "An archive, for a program"),
      CommandExample(
        "lostwrite analyze logs/ -f text -f sarif=night.sarif -f junit=night.xml",
        "Three reports of one run"),
      CommandExample("kubectl logs zero-0 | lostwrite analyze - api.log", "A pipe and a file"),
    ],
    discussion: """
      Raw tokens are replaced by fingerprints before anything is stored. The inputs are never changed. Times on the \
      command line without a zone are UTC; a date alone means its whole day.
      """)

  private static let report = CommandDefinition(
    name: "report", summary: "Print the report of a case again.",
    arguments: [ArgumentDefinition(name: "CASE", summary: "A case file.")], options: reporting,
    examples: [
      CommandExample("lostwrite report lostwrite.case.db --since '2026-10-21 00:44'", "From a moment on"),
      CommandExample("lostwrite report lostwrite.case.db --format markdown", "For an issue or a chat"),
      CommandExample("lostwrite report lostwrite.case.db --format csv-writes=writes.csv", "Every write as a table"),
    ])

  private static let rulesTest = CommandDefinition(
    name: "rules test", summary: "Run the tests that rule files carry.",
    arguments: [
      ArgumentDefinition(
        name: "DIR", isOptional: true, summary: "A folder of rule packs; without it the packs of lostwrite itself.")
    ],
    examples: [
      CommandExample("lostwrite rules test", "Those of lostwrite itself"),
      CommandExample("lostwrite rules test my-rules/", "Those of a folder"),
    ])

  private static let rulesList = CommandDefinition(
    name: "rules list", summary: "List the rules: severity, kind, id, title, file.",
    options: [
      OptionDefinition(
        long: "rules", valueName: "DIR", isRepeatable: true,
        summary: "A folder of rule packs; its files replace those of the same path in lostwrite itself.")
    ],
    examples: [CommandExample("lostwrite rules list --rules my-rules/", "With rules of one's own")])

  private static let completions = CommandDefinition(
    name: "completions", summary: "Print the completions of a shell.",
    arguments: [ArgumentDefinition(name: "SHELL", summary: "The shell.", choices: Shell.allCases.map(\.rawValue))],
    examples: [
      CommandExample("source <(lostwrite completions bash)", "In this bash"),
      CommandExample("lostwrite completions fish > ~/.config/fish/completions/lostwrite.fish", "In every fish"),
    ])

  private static let man = CommandDefinition(
    name: "man", summary: "Print the manual page in roff.",
    examples: [CommandExample("lostwrite man | man -l -", "Read it")])

  private static let sections = [
    CommandTableSection(
      "Exit status",
      [
        ("0", "Nothing was found at or above --fail-on, and everything could be read."),
        ("1", "Something was found at or above --fail-on."),
        ("2", "An error: an input could not be read, a rule is wrong, or a file could not be written. Wins over 1."),
        ("3", "Nothing was found, but too much could not be judged; only with --strict."),
        ("64", "The command line is wrong."),
        ("75", "Another 'nightly' is at work on the same case; nothing was done."),
      ]),
    CommandTableSection(
      "Environment",
      [
        ("LOSTWRITE_PAGER", "The pager for what is longer than the terminal; empty for none."),
        ("PAGER", "The same, where LOSTWRITE_PAGER is not set. Default: less -FRX."),
        ("NO_COLOR", "Not empty: no colour, unless --color always is given."),
        ("TERM", "dumb: no pager and no progress."),
        ("XDG_STATE_HOME", "Where 'lostwrite sql' keeps what was typed. Default: ~/.local/state."),
        (
          "COLUMNS, LINES", "The size of the terminal, where they are set; COLUMNS is the width of texts in a pipe too."
        ),
      ]),
    CommandTableSection(
      "Files",
      [
        ("lostwrite.case.db", "The case, unless --case names another."),
        ("lostwrite.case.db.key", "The key of its fingerprints. Whoever has it can tell whose token a fingerprint is."),
        ("~/.local/state/lostwrite/sql-history", "What was typed at 'lostwrite sql'; nobody else can read it."),
      ]),
  ]

  /// Options of every command that ends with a report.
  private static let reporting = [
    OptionDefinition(
      long: "format", short: "f", valueName: "FORMAT[=FILE]", isRepeatable: true,
      summary: "A form of the report, and the file that it is written to; one form may go without a file.",
      choices: ReportFormat.allCases.map(\.rawValue), choicesTakeFile: true, defaultValue: "text"),
    OptionDefinition(
      long: "output", short: "o", valueName: "FILE", summary: "Where the form without a file of its own is written.",
      defaultText: "stdout"),
    OptionDefinition(
      long: "fail-on", valueName: "SEVERITY", summary: "End with status 1 from this severity on.",
      choices: Severity.allCases.map(\.rawValue) + ["never"], defaultValue: Severity.medium.rawValue),
    OptionDefinition(
      long: "since", valueName: "TIME",
      summary: "Leave out findings and writes that ended before: 2026-10-21, '2026-10-21 00:44' or RFC 3339."),
    OptionDefinition(
      long: "until", valueName: "TIME", summary: "Leave out findings and writes that began at this moment or later."),
    OptionDefinition(
      long: "strict",
      summary: "End with status 3 when nothing was found but bytes were not parsed or writes are unknown."),
  ]
}
