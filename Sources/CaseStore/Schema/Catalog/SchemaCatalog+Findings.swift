import Model

extension SchemaCatalog {
  /// What Correlation writes into `observations.type`.
  static let observationTypes = [
    "stale_token", "auth_refused", "auth_loop", "auth_stuck", "needs_auth_overridden", "pusher_died", "user_mismatch",
    "server_fault", "credential_leak", "unattributed_drop",
  ]

  static let observations = SchemaRelation(
    "observations",
    "What correlation saw beyond single writes: stale tokens, refusals, loops, stuck clients. Rules build on it.",
    [
      .integer("observation", "Its number in this case."),
      .word("type", observationTypes, "What kind of observation."), .group, .client, .user, .token,
      .word("place", ["connect", "push", "query", "api_request"], "Where the token was used."),
      .word("carrier", ["forwarder", "client", "unknown"], "Who carried it."),
      .text("cause", "Cause as in [verdicts.md](verdicts.md)."), .integer("status", "HTTP status or close code."),
      .strength, .time("first_at", "First time."), .time("last_at", "Last time."),
      .integer("count", "Occurrences."), .integer("accepted", "How many were accepted."),
      .integer("refused", "How many were refused."), .integer("writes", "Writes concerned."),
      .integer("recovered", "1 where it went well afterwards, 0 where not."),
      .seconds("recovered_after_s", "How long until it did."),
      .seconds("expired_min_s", "Least time past expiry."), .seconds("expired_max_s", "Most time past expiry."),
      .time("newer_since", "Since when the client had a newer token."), .text("detail", "Deciding words."),
    ])

  static let findings = SchemaRelation(
    "findings", "What the rules found: [findings.md](findings.md).",
    [
      .integer("finding", "Its number in this case."), .text("rule_id", "The rule; leads to `rules`."),
      .word("kind", FindingKind.allCases.map(\.rawValue), "What it is: [findings.md](findings.md)."),
      .word("severity", Severity.allCases.map(\.rawValue), "How bad it is."), .strength,
      .text("title", "What was found."), .text("subject", "About whom."), .time("first_at", "From."),
      .time("last_at", "To."), .integer("count", "Occurrences put together."),
      .word("status", ["new", "changed", "continuing", "accepted"], "Compared with the night before; see nightly.md."),
      .text("fingerprint", "Stable over runs."), .text("story", "What happened, in two sentences."),
      .text("advice", "What to do."),
    ])

  static let findingEvidence = SchemaRelation(
    "finding_evidence", "The records that show a finding, in the order of its story.",
    [
      .integer("finding", "The finding."), .integer("sequence", "Its place in the story, from 1."),
      .integer("record", "The record; leads to `records`."), .text("role", "What the record shows."),
      .text("source", "Path of its source."), .integer("line", "1-based line in the source."),
      .bytes("offset", "Its first byte in the uncompressed source."), .bytes("length", "Its length with line end."),
      .time("at", "When."), .text("text", "Its masked text, NULL where not kept."),
    ])

  static let findingEntities = SchemaRelation(
    "finding_entities", "Every identity that a finding is about.", kind: .table,
    [
      .integer("finding", "The finding."), .word("type", EntityType.allCases.map(\.rawValue), "What the id names."),
      .text("id", "The id, as the logs spell it."),
    ])

  static let incidents = SchemaRelation(
    "incidents", "Findings of one cause over one interval.",
    [
      .integer("incident", "Its number in this case."), .text("title", "What happened."), .text("story", "In words."),
      .time("first_at", "From."), .time("last_at", "To."), .integer("findings", "How many findings it has."),
    ])

  static let incidentFindings = SchemaRelation(
    "incident_findings", "Which findings belong to an incident.", kind: .table,
    [.integer("incident", "The incident."), .integer("finding", "The finding.")])

  static let rules = SchemaRelation(
    "rules", "The rules that were checked.", kind: .table,
    [
      .text("rule_id", "Its name."), .word("kind", FindingKind.allCases.map(\.rawValue), "What it finds."),
      .word("severity", Severity.allCases.map(\.rawValue), "How bad that is."),
      .text("title", "What it finds, in words."),
      .text("file", "The file that it was read from."),
    ])

  static let observationEntities = SchemaRelation(
    "observation_entities", "Every identity that an observation is about.", kind: .table,
    [
      .integer("observation", "The observation."),
      .text("type", "What the id names, as in `finding_entities`."), .text("id", "The id, as the logs spell it."),
    ])

  static let observationEvidence = SchemaRelation(
    "observation_evidence", "The records that show an observation.", kind: .table,
    [
      .integer("observation", "The observation."), .integer("sequence", "Order, from 1."), .record,
      .text("role", "What the record shows."),
    ])
}
