import CommandLineTable

extension LostwriteTable {
  /// The commands that ask a case about one thing.
  static let asking = [show, trace, why]

  private static let caseArgument = ArgumentDefinition(name: "CASE", summary: "A case file.")
  static let answerFormat = OptionDefinition(
    long: "format", short: "f", valueName: "FORMAT", summary: "The form of the answer.", choices: ["text", "json"],
    defaultValue: "text")
  static let sourceRoot = OptionDefinition(
    long: "source-root", valueName: "DIR", isRepeatable: true,
    summary:
      "A folder that the sources were moved to; the longest end of a source's path that is found below it counts.")

  private static let show = CommandDefinition(
    name: "show", summary: "Print the lines around everything that a finding cites, from the original sources.",
    arguments: [
      caseArgument,
      ArgumentDefinition(name: "FINDING", summary: "A finding's number, or the first letters of its fingerprint."),
    ],
    options: [
      OptionDefinition(
        long: "context", short: "C", valueName: "N", summary: "How many records before and after each cited one.",
        defaultValue: "3"),
      OptionDefinition(long: "full", summary: "Print cited records whole, however long they are."),
      sourceRoot, answerFormat,
    ],
    examples: [
      CommandExample("lostwrite show lostwrite.case.db 1", "The first finding of the report"),
      CommandExample(
        "lostwrite show night.db 1 --source-root /mnt/archive", "The logs were moved to another folder since"),
    ],
    discussion: """
      Credentials are replaced as when the case was made. Each source is compared with the SHA-256 that the case has; \
      where it is gone or has other bytes, what the case keeps is shown, and the status is 2.
      """)

  private static let trace = CommandDefinition(
    name: "trace", summary: "Print one timeline over all sources of a write, a client, a user, a token or a request.",
    arguments: [caseArgument],
    options: [
      selector("mutation", "CLIENT#N", "A write, with its socket, its pushes and what settles it."),
      selector("client", "ID", "Everything of a client."),
      selector("client-group", "ID", "Everything of a client group."),
      selector("user", "ID", "Everything of a user: clients, requests, tokens."),
      selector("token", "FP", "Everything that carried a token: its fingerprint or its own id (jti)."),
      selector("request", "ID", "Everything of a request."),
      OptionDefinition(
        long: "since", valueName: "TIME", summary: "From this moment on: 2026-10-21, '2026-10-21 00:44' or RFC 3339."),
      OptionDefinition(long: "until", valueName: "TIME", summary: "Before this moment."),
      OptionDefinition(long: "limit", short: "n", valueName: "N", summary: "How many events.", defaultValue: "1000"),
      answerFormat,
    ],
    examples: [
      CommandExample("lostwrite trace lostwrite.case.db --mutation rm891c46jo2mv9ttsv#6", "The life of one write"),
      CommandExample(
        "lostwrite trace night.db --user USER --token TOKEN --since '2026-10-21 00:49'",
        "A user and a token of a report, from a moment on"),
    ],
    discussion: """
      Several ids are put together: the timeline has what belongs to any of them. The first letters of an id are enough \
      where no other id begins with them. A lateness is the time between the expiry of a token and the record.
      """)

  private static let why = CommandDefinition(
    name: "why", summary: "Print the argument of a verdict: evidence, what was looked for, what would settle it.",
    arguments: [
      caseArgument,
      ArgumentDefinition(
        name: "WRITE", summary: "CLIENT#N; the first letters of the client are enough where they are unique."),
    ],
    options: [
      OptionDefinition(
        long: "rules", valueName: "DIR", isRepeatable: true,
        summary: "A folder of rule packs that the case was made with."),
      sourceRoot, answerFormat,
    ],
    examples: [CommandExample("lostwrite why lostwrite.case.db rm891c46#6", "Why this write counts as dropped")],
    discussion: """
      The write's client group is judged again from the events in the case, by the same steps as in analyze, and the steps \
      are told. Absence of a line counts only where a source covers the moment and its level would have shown the line.
      """)

  private static func selector(_ name: String, _ value: String, _ summary: String) -> OptionDefinition {
    OptionDefinition(long: name, valueName: value, isRepeatable: true, summary: summary)
  }
}
