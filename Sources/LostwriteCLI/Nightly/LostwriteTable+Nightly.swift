import CommandLineTable

extension LostwriteTable {
  /// The commands of scheduled runs.
  static let scheduled = [nightly, accept, schedule, configCheck, initialize]

  static let now = OptionDefinition(
    long: "now", valueName: "TIME", summary: "The moment that counts as now: '2026-10-22 01:30' or RFC 3339.",
    defaultText: "the clock")

  private static let nightly = CommandDefinition(
    name: "nightly", summary: "Read what is new, report what changed since the last run, and tell whoever asked.",
    options: [
      OptionDefinition(
        long: "config", valueName: "FILE", isRequired: true, summary: "What to read, write and tell: docs/config.md."),
      now,
    ],
    examples: [
      CommandExample("lostwrite nightly --config lostwrite.yaml", "As a scheduler starts it: 'lostwrite schedule'"),
      CommandExample("lostwrite nightly --config lostwrite.yaml --now '2026-10-22 01:30'", "As if it were that time"),
    ],
    discussion: """
      Says nothing when nothing is new. The status is that of 'analyze': findings that go on count until they are gone \
      or accepted. A run that is killed is made good by the next one; while one is at work, another ends at once with \
      status 75 (docs/nightly.md).
      """)

  private static let accept = CommandDefinition(
    name: "accept", summary: "Accept a finding until a day: it is still listed and does not count.",
    arguments: [
      ArgumentDefinition(name: "CASE", summary: "A case file."),
      ArgumentDefinition(
        name: "FINGERPRINT", isOptional: true, summary: "The first letters of a finding's fingerprint, or its number."),
    ],
    options: [
      OptionDefinition(long: "reason", valueName: "TEXT", summary: "Why; it stands in every report."),
      OptionDefinition(long: "until", valueName: "TIME", summary: "Through this day, or up to this moment, UTC."),
      OptionDefinition(long: "list", summary: "Print all acceptances, expired ones too."),
      OptionDefinition(long: "revoke", summary: "Take the acceptance of the finding back."), now,
    ],
    examples: [
      CommandExample(
        "lostwrite accept lostwrite.case.db 3f6b12 --reason 'fixed in 2.4, rollout on Friday' --until 2026-11-30",
        "Until the end of November"),
      CommandExample("lostwrite accept lostwrite.case.db --list", "What is accepted, until when and why"),
      CommandExample("lostwrite accept lostwrite.case.db 3f6b12 --revoke", "It counts again"),
    ])

  private static let schedule = CommandDefinition(
    name: "schedule", summary: "Print a systemd service and timer, or a line for a crontab, that run a configuration.",
    options: [
      OptionDefinition(long: "systemd", summary: "A service and a timer."),
      OptionDefinition(long: "cron", summary: "A line for 'crontab -e'."),
      OptionDefinition(long: "config", valueName: "FILE", isRequired: true, summary: "The configuration of 'nightly'."),
      OptionDefinition(
        long: "at", valueName: "HH:MM", summary: "When it runs each day, by the clock of the machine.",
        defaultValue: "02:30"),
      OptionDefinition(
        long: "name", valueName: "NAME", summary: "The name of service and timer.", defaultValue: "lostwrite-nightly"),
      OptionDefinition(
        long: "directory", valueName: "DIR", summary: "With --systemd: write NAME.service and NAME.timer there instead."
      ),
    ],
    examples: [
      CommandExample("lostwrite schedule --cron --config lostwrite.yaml", "For a crontab"),
      CommandExample(
        "lostwrite schedule --systemd --config lostwrite.yaml --directory ~/.config/systemd/user",
        "Then: systemctl --user daemon-reload; systemctl --user enable --now lostwrite-nightly.timer"),
    ])

  private static let configCheck = CommandDefinition(
    name: "config check", summary: "Name every fault of a configuration and of its rules, with line and column.",
    arguments: [ArgumentDefinition(name: "FILE", summary: "A configuration: docs/config.md.")],
    examples: [CommandExample("lostwrite config check lostwrite.yaml", "Status 2 where something is wrong")])

  private static let initialize = CommandDefinition(
    name: "init", summary: "Print a first configuration for a folder of logs, with comments.",
    arguments: [
      ArgumentDefinition(name: "PATH", isRepeatable: true, summary: "Folders, files and archives with logs.")
    ],
    examples: [
      CommandExample("lostwrite init /var/log/zero > lostwrite.yaml", "Then read it and change what is wrong")
    ],
    discussion: "Reads a part of the logs to say what is there and how it is recognised; nothing is kept of it.")
}
