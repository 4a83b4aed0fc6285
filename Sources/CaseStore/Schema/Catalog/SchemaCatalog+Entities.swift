import Model

extension SchemaCatalog {
  static let mutations = SchemaRelation(
    "mutations", "Every write that the logs mention, with what became of it.",
    [
      .text("system", "The kind of sync engine: `zero`."),
      .text("write_key", "Names the write: `CLIENTID#N` for Zero; elsewhere its idempotency key or request id."),
      .group, .client, .integer("mutation_id", "The client's own number of the write."),
      .text("user_id", "Who wrote, where known."), .text("name", "The mutator."),
      .word("verdict", Verdict.allCases.map(\.rawValue), "What became of it: [verdicts.md](verdicts.md)."),
      .word("cause", Cause.allCases.map(\.rawValue), "Why: [verdicts.md](verdicts.md)."), .strength,
      .text("explanation", "One sentence that names the evidence."),
      .integer("attempts", "How often it was pushed, as far as seen."), .time("first_at", "When it was first seen."),
      .time("last_at", "When it was last seen."), .integer("record", "The record that decided."),
      .integer("mutation_row", "Its number in this case."),
    ])

  static let pushAttempts = SchemaRelation(
    "push_attempts", "Each push of a write to the API, with the token that it carried.",
    [
      .time("at", "When it was pushed."), .group, .client, .integer("mutation_id", "The client's number of the write."),
      .integer("http_status", "The answer of the API."),
      .text(
        "outcome",
        "What it came to: applied, handled, dropped (the mutator threw; the write's verdict tells whether the application "
          + "rejected it or it was silently dropped), refused, failed, rolled_back, already_processed, out_of_order, or "
          + "user_mismatch where the API's answer named another user."),
      .text("token", "Fingerprint of the token that it carried."),
      .seconds("token_expired_by_s", "How long the token had been expired; negative before its expiry."),
      .text("api_request", "Request id that the API logged."),
      .text("link", "How the line of the sync server and that of the API were put together."),
      .text("link_reason", "Why, in words."), .integer("record", "Record of the sync server."),
      .integer("api_record", "Record of the API."),
    ])

  static let tokens = SchemaRelation(
    "tokens", "What is kept of each token; the token itself never is.",
    [
      .token, .text("kind", "`jwt`, `bearer`, `cookie` or `session`."), .text("algorithm", "`alg` of a JWT."),
      .text("key_id", "`kid` of a JWT."), .text("issuer", "`iss` of a JWT."), .text("subject", "`sub` of a JWT."),
      .text("token_id", "`jti` of a JWT, or session id."),
      .time("issued_at", "`iat` of a JWT, in whole seconds: `2026-10-21T00:44:41Z`."),
      .time("expires_at", "`exp` of a JWT, in whole seconds."),
      .time("first_seen_at", "First sighting."), .time("last_seen_at", "Last sighting."),
      .integer("sightings", "How many events carry it."),
    ])

  static let tokenSightings = SchemaRelation(
    "token_sightings", "Each event that shows a token.",
    [
      .token, .time("at", "When it was seen."),
      .word("place", ["connect", "auth_server", "push", "client", "api_request"], "Where it was used."), .group,
      .client, .seconds("expired_by_s", "How long it had been expired; negative before its expiry."), .record,
    ])

  static let connections = SchemaRelation(
    "connections", "Connections of clients to the sync server.",
    [
      .group, .client, .text("connection_id", "Zero's wsID."), .user, .text("address", "Address of the peer."),
      .time("opened_at", "When it was opened."), .time("closed_at", "When it was closed."),
      .integer("close_code", "WebSocket close code."), .text("close_reason", "Why it was closed, in words."),
      .text("token", "Fingerprint of the token that it was opened with."),
      .integer("opened_record", "Record of the opening."), .integer("closed_record", "Record of the closing."),
    ])

  static let apiRequests = SchemaRelation(
    "api_requests", "Requests that the API server or a proxy logged.",
    [
      .time("at", "When."), .integer("source", "Source that logged it; leads to `sources`."),
      .text("method", "HTTP method."), .text("path", "Path of the request."), .integer("status", "HTTP status."),
      .milliseconds("duration_ms", "How long it took."), .user, .text("request_id", "Request id."),
      .text("trace_id", "Trace id."), .token, .record, .group, .client,
    ])

  static let lmidObservations = SchemaRelation(
    "lmid_observations", "Proof of how far a client's writes were processed: last mutation ids.",
    [
      .group, .client, .integer("last_mutation_id", "All writes up to this number were processed."),
      .time("at", "When it was seen."),
      .word("evidence", ["database", "proxy", "api", "message"], "What kind of log shows it."), .record,
    ])
}
