/// The public views: the contract of ad-hoc queries. Times are UTC text with microseconds.
///
/// DuckDB reads these texts with a grammar of its own: columns have the name of their table before them where `at` would
/// begin something else, and rows are counted by a column.
enum Views {
  /// SQL that writes a stored time as `2026-10-21T00:44:41.123456Z`.
  static func time(_ column: String) -> String {
    "strftime('%Y-%m-%dT%H:%M:%S', \(column) / 1000000, 'unixepoch') || printf('.%06dZ', \(column) % 1000000)"
  }
  private static func symbol(_ column: String) -> String {
    "(SELECT text FROM symbols WHERE symbol = \(column))"
  }
  /// Joins the client of a row as `c`. A join, unlike a subquery, lets a question about one client start at its name
  /// and go on through an index; the planner leaves it out where the client is of no interest.
  private static func client(of row: String) -> String { "LEFT JOIN symbols c ON c.symbol = \(row).client" }
  private static func fingerprint(_ column: String) -> String {
    "(SELECT fingerprint FROM token_rows WHERE token = \(column))"
  }
  /// `file:line` of a record.
  static func place(_ column: String) -> String {
    """
    (SELECT s.path || ':' || r.line FROM record_rows r JOIN source_rows s ON s.source = r.source
      WHERE r.record = \(column))
    """
  }
  private static func name(of value: String, among names: [String]) -> String {
    "CASE \(value) " + names.enumerated().map { "WHEN \($0.offset) THEN '\($0.element)'" }.joined(separator: " ")
      + " END"
  }

  static var all: [String] {
    [
      sources, coverage, records, events, tokens, tokenSightings, mutations, pushAttempts, connections, apiRequests,
      lmidObservations, observations, findings, findingEvidence, incidents, clockOffsets,
    ]
  }

  static let sources = """
    CREATE VIEW sources AS SELECT source, path, sha256, size, format, envelope, role, level,
      \(time("first_at")) AS first_at, \(time("last_at")) AS last_at, records, version, version_origin, note
    FROM source_rows
    """
  static let coverage = """
    CREATE VIEW coverage AS SELECT source, path, role, level, \(time("first_at")) AS first_at,
      \(time("last_at")) AS last_at, records, size, bytes_parsed, bytes_continuation, bytes_blank, bytes_malformed,
      bytes_skipped, malformed, first_malformed_line,
      bytes_parsed + bytes_continuation + bytes_blank + bytes_malformed + bytes_skipped = size AS adds_up
    FROM source_rows
    """
  static let records = """
    CREATE VIEW records AS SELECT r.record, r.source, s.path, r.offset, r.length, r.line, \(time("r.at")) AS at,
      \(name(of: "r.facts & 15", among: RecordRow.timeOrigins)) AS time_origin,
      \(name(of: "(r.facts >> 4) & 15", among: RecordRow.levels)) AS level,
      \(name(of: "(r.facts >> 8) & 15", among: RecordRow.streams)) AS stream,
      \(name(of: "(r.facts >> 12) & 15", among: RecordRow.formats)) AS format,
      e.id AS entry, t.text
    FROM record_rows r JOIN source_rows s ON s.source = r.source
      LEFT JOIN record_texts t ON t.record = r.record LEFT JOIN entry_rows e ON e.entry = r.entry
    """
  static let events = """
    CREATE VIEW events AS SELECT v.event, k.name AS kind, v.record, v.source, \(time("v.at")) AS at,
      \(symbol("v.grp")) AS client_group_id, c.text AS client_id,
      \(symbol("v.connection")) AS connection_id, \(symbol("v.usr")) AS user_id, \(fingerprint("v.token")) AS token,
      v.mutation AS mutation_id, v.status, v.number, \(symbol("v.name")) AS name, \(symbol("v.address")) AS address,
      v.request AS request_id, v.detail
    FROM event_rows v JOIN event_kinds k ON k.kind = v.kind \(client(of: "v"))
    """
  static let tokens = """
    CREATE VIEW tokens AS SELECT t.fingerprint AS token, t.kind, t.algorithm, t.key_id, t.issuer, t.subject, t.token_id,
      strftime('%Y-%m-%dT%H:%M:%SZ', t.issued_at, 'unixepoch') AS issued_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', t.expires_at, 'unixepoch') AS expires_at,
      \(time("x.first_at")) AS first_seen_at, \(time("x.last_at")) AS last_seen_at, coalesce(x.sightings, 0) AS sightings
    FROM token_rows t LEFT JOIN (SELECT v.token, min(v.at) AS first_at, max(v.at) AS last_at, count(v.event) AS sightings
      FROM event_rows v WHERE v.token <> 0 GROUP BY v.token) x ON x.token = t.token
    """
  static let tokenSightings = """
    CREATE VIEW token_sightings AS SELECT t.fingerprint AS token, \(time("v.at")) AS at,
      CASE WHEN v.kind IN (20, 21, 22, 60, 61) THEN 'connect' WHEN v.kind = 62 THEN 'auth_server'
        WHEN v.kind BETWEEN 40 AND 47 THEN 'push' WHEN v.kind BETWEEN 140 AND 149 THEN 'client'
        ELSE 'api_request' END AS place,
      \(symbol("v.grp")) AS client_group_id, c.text AS client_id,
      round(v.at / 1000000.0 - t.expires_at, 3) AS expired_by_s, v.record
    FROM event_rows v LEFT JOIN token_rows t ON t.token = v.token \(client(of: "v"))
    WHERE v.token <> 0
    """
  static let mutations = """
    CREATE VIEW mutations AS SELECT 'zero' AS system,
      coalesce(m.key, c.text || '#' || m.mutation) AS write_key,
      \(symbol("m.grp")) AS client_group_id, c.text AS client_id, m.mutation AS mutation_id,
      \(symbol("m.usr")) AS user_id, \(symbol("m.name")) AS name, m.verdict, m.cause, m.strength,
      coalesce(m.explanation, 'applied: ' || \(place("m.record")) || ' shows it processed without an error')
        AS explanation,
      m.attempts, \(time("m.first_at")) AS first_at, \(time("m.last_at")) AS last_at, m.record, m.mutation_row
    FROM mutation_rows m \(client(of: "m"))
    """
  static let pushAttempts = """
    CREATE VIEW push_attempts AS SELECT \(time("a.at")) AS at, \(symbol("m.grp")) AS client_group_id,
      c.text AS client_id, m.mutation AS mutation_id, a.status AS http_status, a.outcome,
      t.fingerprint AS token,
      round(a.at / 1000000.0 - t.expires_at, 3) AS token_expired_by_s,
      a.request AS api_request, a.link, a.link_reason, a.record, a.api_record
    FROM attempt_rows a JOIN mutation_rows m ON m.mutation_row = a.mutation_row
      LEFT JOIN token_rows t ON t.token = a.token \(client(of: "m"))
    """
  static let connections = """
    CREATE VIEW connections AS SELECT \(symbol("o.grp")) AS client_group_id, c.text AS client_id,
      \(symbol("o.connection")) AS connection_id, \(symbol("o.usr")) AS user_id, \(symbol("o.address")) AS address,
      \(time("o.opened_at")) AS opened_at, \(time("o.closed_at")) AS closed_at, o.close_code,
      \(symbol("o.close_reason")) AS close_reason, \(fingerprint("o.token")) AS token, o.opened_record, o.closed_record
    FROM connection_rows o \(client(of: "o"))
    """
  static let apiRequests = """
    CREATE VIEW api_requests AS SELECT \(time("v.at")) AS at, v.source, coalesce(v.detail, 'POST') AS method,
      \(symbol("v.name")) AS path, v.status, v.number / 1000.0 AS duration_ms, \(symbol("v.usr")) AS user_id,
      v.request AS request_id, v.request AS trace_id, \(fingerprint("v.token")) AS token, v.record,
      \(symbol("v.grp")) AS client_group_id, c.text AS client_id
    FROM event_rows v \(client(of: "v")) WHERE v.kind = 120
    """
  static let lmidObservations = """
    CREATE VIEW lmid_observations AS SELECT \(symbol("v.grp")) AS client_group_id, c.text AS client_id,
      v.number AS last_mutation_id, \(time("v.at")) AS at,
      CASE WHEN s.role = 'database snapshot' THEN 'database' WHEN s.role = 'proxy' THEN 'proxy'
        WHEN s.role = 'API server' THEN 'api' ELSE 'message' END AS evidence, v.record
    FROM event_rows v JOIN source_rows s ON s.source = v.source \(client(of: "v")) WHERE v.kind = 100
    """
  static let observations = """
    CREATE VIEW observations AS SELECT o.observation, o.type, \(symbol("o.grp")) AS client_group_id,
      \(symbol("o.client")) AS client_id, \(symbol("o.usr")) AS user_id, \(fingerprint("o.token")) AS token,
      o.place, o.carrier, o.cause, o.status, o.strength, \(time("o.first_at")) AS first_at,
      \(time("o.last_at")) AS last_at, o.count, o.accepted, o.refused, o.writes, o.recovered,
      o.recovered_after / 1000000.0 AS recovered_after_s, o.expired_min / 1000000.0 AS expired_min_s,
      o.expired_max / 1000000.0 AS expired_max_s, \(time("o.newer_since")) AS newer_since, o.detail
    FROM observation_rows o
    """
  static let findings = """
    CREATE VIEW findings AS SELECT finding, rule_id, kind, severity, strength, title, subject,
      \(time("first_at")) AS first_at, \(time("last_at")) AS last_at, count, status, fingerprint, story, advice
    FROM finding_rows
    """
  static let findingEvidence = """
    CREATE VIEW finding_evidence AS SELECT f.finding, f.sequence, f.record, f.role, s.path AS source, r.line, r.offset,
      r.length, \(time("r.at")) AS at, t.text
    FROM finding_evidence_rows f JOIN record_rows r ON r.record = f.record JOIN source_rows s ON s.source = r.source
      LEFT JOIN record_texts t ON t.record = f.record
    """
  static let incidents = """
    CREATE VIEW incidents AS SELECT i.incident, i.title, i.story, \(time("i.first_at")) AS first_at,
      \(time("i.last_at")) AS last_at,
      (SELECT count(x.finding) FROM incident_findings x WHERE x.incident = i.incident) AS findings
    FROM incident_rows i
    """
  static let clockOffsets = """
    CREATE VIEW clock_offsets AS SELECT a.path AS source, b.path AS reference, o.offset / 1000.0 AS offset_ms,
      o.uncertainty / 1000.0 AS uncertainty_ms, o.pairs
    FROM clock_offset_rows o JOIN source_rows a ON a.source = o.source JOIN source_rows b ON b.source = o.reference
    """
}
