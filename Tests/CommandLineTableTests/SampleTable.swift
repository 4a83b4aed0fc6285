import CommandLineTable

/// A small program that uses everything a table can say.
let sample = CommandTable(
  program: "lw", version: "1.2.3", summary: "Finds lost writes.",
  discussion: "Reads logs\nand reports.\n\nNever changes them.",
  commands: [
    CommandDefinition(
      name: "analyze", summary: "Read logs and report.",
      arguments: [
        ArgumentDefinition(name: "PATH", isRepeatable: true, summary: "Files, folders, archives, or - for stdin.")
      ],
      options: [
        OptionDefinition(
          long: "format", short: "f", valueName: "FORMAT[=FILE]", isRepeatable: true,
          summary: "How the report is written.", choices: ["text", "json", "sarif"], choicesTakeFile: true,
          defaultValue: "text"),
        OptionDefinition(
          long: "case", short: "c", valueName: "FILE", summary: "Where the case is kept.", defaultText: "in memory",
          environment: "LW_CASE"),
        OptionDefinition(long: "strict", short: "s", summary: "Fail when coverage is poor."),
        OptionDefinition(long: "debug-events", isHidden: true, summary: "Print events."),
      ],
      examples: [CommandExample("lw analyze logs/", "Everything in a folder")],
      discussion: "All stages in one command."),
    CommandDefinition(
      name: "rules test", summary: "Run the samples of rules.",
      arguments: [ArgumentDefinition(name: "DIR", isOptional: true, summary: "A folder of packs.")]),
    CommandDefinition(name: "rules list", summary: "List rules | packs."),
    CommandDefinition(
      name: "export", summary: "Write a table.", arguments: [ArgumentDefinition(name: "CASE", summary: "A case.")],
      options: [OptionDefinition(long: "out", valueName: "FILE", isRequired: true, summary: "Where to.")]),
  ],
  globalOptions: [
    OptionDefinition(long: "quiet", short: "q", summary: "Say less.", environment: "LW_QUIET"),
    OptionDefinition(
      long: "color", valueName: "WHEN", summary: "When to use colour.", choices: ["auto", "always", "never"],
      defaultValue: "auto"),
  ],
  groupSummaries: ["rules": "Look at rules."])
