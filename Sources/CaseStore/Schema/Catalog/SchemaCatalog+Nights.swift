import Model

extension SchemaCatalog {
  static let nights = SchemaRelation(
    "nights", "One row for each run of `lostwrite nightly`. Only in a case that had a night or an acceptance.",
    kind: .table,
    [
      .integer("night", "Its number, from 1."), .time("at", "When it ran."),
      .text("folder", "The folder of its reports, below that of all reports."),
      .integer("status", "The status that it ended with: exit-codes.md."),
      .integer("new", "Findings that were not there the night before."),
      .integer("changed", "Findings with another severity, strength or count, or whose acceptance ran out."),
      .integer("resolved", "Findings that are there no more."),
      .integer("continuing", "Findings that are as they were."), .integer("accepted", "Findings that are accepted."),
      .integer("changed_writes", "Writes with another verdict than the night before."),
      .integer("lost_writes", "Writes that are dropped or lost and were not the night before."),
      .integer("stale_tokens", "Stale tokens that an alarm is about and none was the night before."),
      .integer("told", "1 where everybody who wants to hear of it was told, 0 where the next run has to."),
    ])

  static let nightChanges = SchemaRelation(
    "night_changes", "What became of findings and writes in a night. Only in a case that had a night.", kind: .table,
    [
      .integer("night", "The night; leads to `nights`."), .integer("sequence", "Its place in the list, from 1."),
      .word("subject", ["finding", "write"], "What changed."),
      .text("id", "The fingerprint of a finding, the `write_key` of a write."),
      .word("change", NightChange.Change.allCases.map(\.rawValue), "How: nightly.md."),
      .text("before", "A finding's severity, strength and count the night before, a write's verdict; NULL for none."),
      .text("after", "The same as it is now."),
      .word("severity", Severity.allCases.map(\.rawValue), "How bad a finding is; NULL for a write."),
      .text("kind", "The kind of a finding, the cause of a write's verdict."),
      .text("title", "The title of a finding, the mutator of a write."), .text("about", "Whom it is about."),
      .time("first_at", "From."), .time("last_at", "To."), .integer("is_news", "1 where it breaks the quiet."),
    ])

  static let nightErrors = SchemaRelation(
    "night_errors", "What a night could not read. Only in a case that had a night.", kind: .table,
    [
      .integer("night", "The night; leads to `nights`."), .integer("sequence", "Its place in the list, from 1."),
      .text("message", "As it was printed."),
    ])

  static let acceptances = SchemaRelation(
    "acceptances", "Findings that somebody lives with for a while. Only in a case that had a night or an acceptance.",
    kind: .table,
    [
      .text("fingerprint", "Of the finding; leads to `findings`."), .text("reason", "Why, without credentials."),
      .time("accepted_at", "When it was accepted."), .time("until", "From this moment on it counts again."),
    ])
}
