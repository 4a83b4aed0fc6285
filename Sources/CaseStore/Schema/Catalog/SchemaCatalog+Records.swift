import Model

extension SchemaCatalog {
  static let records = SchemaRelation(
    "records", "Every log record with its place.",
    [
      .integer("record", "Its number in this case."), .integer("source", "Its source; leads to `sources`."),
      .text("path", "Path of the source."), .bytes("offset", "Its first byte in the uncompressed source."),
      .bytes("length", "Its length with line end."), .integer("line", "1-based line in the source."),
      .time("at", "When it was written."),
      .word("time_origin", RecordRow.timeOrigins, "Where that time stands."),
      .word("level", RecordRow.levels, "Log level."), .word("stream", RecordRow.streams, "Stream of the process."),
      .word("format", RecordRow.formats, "Inner format, without envelope."),
      .text("entry", "Dialect entry that recognised it."),
      .text("text", "Masked text; by default only of notable records (`--keep-text`)."),
    ])

  static let events = SchemaRelation(
    "events", "What records mean.",
    [
      .integer("event", "Its number in this case."), .text("kind", "What happened, for example `push_failed`."),
      .record, .integer("source", "The source; leads to `sources`."), .time("at", "When."), .group, .client,
      .text("connection_id", "Zero's wsID."), .user, .token, .integer("mutation_id", "The client's number of a write."),
      .integer("status", "HTTP status or close code."),
      .integer("number", "Depends on the kind: last mutation id, duration in microseconds, count."),
      .text("name", "Depends on the kind: mutator, path, error kind, version."),
      .text("address", "Address of the peer."),
      .text("request_id", "Request or trace id."), .text("detail", "Deciding words, masked."),
    ])

  static let sources = SchemaRelation(
    "sources", "Every byte stream that was read.",
    [
      .integer("source", "Its number in this case."), .text("path", "As given; members of archives after `!`."),
      .text("sha256", "SHA-256 of the uncompressed bytes."), .bytes("size", "Uncompressed size."),
      .text("format", "Inner format."), .text("envelope", "Collector format around it."),
      .text(
        "role",
        "Sync server, API server, proxy, client console, auth server, database snapshot, telemetry or unknown."),
      .text("level", "Lowest log level seen."), .time("first_at", "First record."), .time("last_at", "Last record."),
      .integer("records", "How many records it has."),
      .text(
        "version", "Version of the program; a range (`>=0.25.10`, `0.25.0 - 0.25.9`) where its origin is fingerprint."),
      .text("version_origin", "`banner` or `fingerprint`."), .text("note", "What is missing, and why."),
    ])

  static let coverage = SchemaRelation(
    "coverage", "The byte ledger of every source.",
    [
      .integer("source", "The source."), .text("path", "Its path."), .text("role", "Its role."),
      .text("level", "Lowest log level seen."), .time("first_at", "First record."), .time("last_at", "Last record."),
      .integer("records", "How many records it has."), .bytes("size", "Uncompressed size."),
      .bytes("bytes_parsed", "In records."), .bytes("bytes_continuation", "In further lines of records."),
      .bytes("bytes_blank", "In blank lines."), .bytes("bytes_malformed", "Not parsable."),
      .bytes("bytes_skipped", "Not read."), .integer("malformed", "Records not parsable."),
      .integer("first_malformed_line", "1-based line of the first of them."),
      .integer("adds_up", "1 where the five add up to the size."),
    ])

  static let clockOffsets = SchemaRelation(
    "clock_offsets", "How far the clocks of two sources are apart.",
    [
      .text("source", "Path of the source."), .text("reference", "Path of the other."),
      .milliseconds("offset_ms", "How far the source is ahead."),
      .milliseconds("uncertainty_ms", "How far that may be wrong."),
      .integer("pairs", "From how many pairs of records."),
    ])

  static let runs = SchemaRelation(
    "runs", "What made the case what it is; a run that changed nothing has no row.", kind: .table,
    [
      .integer("run", "Its number."), .text("version", "Version of lostwrite."), .text("command", "The command."),
      .text("rules_sha256", "SHA-256 of the rules."), .integer("sources", "Sources by then."),
      .integer("records", "Records by then."),
    ])
}
