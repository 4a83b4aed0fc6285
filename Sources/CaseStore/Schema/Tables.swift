/// The tables of a case, schema version 1. The public contract are the views (`Views.swift`).
///
/// Tables that are public themselves have a rowid, without which DuckDB cannot count their rows.
/// Times are microseconds since 1970 UTC, NULL where unknown. Names of low variety and identities are symbols.
enum Tables {
  static let applicationID: Int64 = 0x4C57_4331  // "LWC1"
  static let version: Int64 = 1

  static let all = """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE symbols (symbol INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE source_rows (
      source INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
      format TEXT NOT NULL, envelope TEXT NOT NULL, role TEXT NOT NULL, level TEXT NOT NULL,
      first_at INTEGER, last_at INTEGER, records INTEGER NOT NULL, version TEXT, version_origin TEXT,
      bytes_parsed INTEGER NOT NULL, bytes_continuation INTEGER NOT NULL, bytes_blank INTEGER NOT NULL,
      bytes_malformed INTEGER NOT NULL, bytes_skipped INTEGER NOT NULL,
      malformed INTEGER NOT NULL, first_malformed_line INTEGER, note TEXT);
    CREATE TABLE record_rows (
      record INTEGER PRIMARY KEY, source INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
      line INTEGER NOT NULL, at INTEGER, facts INTEGER NOT NULL, entry INTEGER NOT NULL);
    CREATE TABLE record_texts (record INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE entry_rows (entry INTEGER PRIMARY KEY, id TEXT NOT NULL, file TEXT NOT NULL);
    CREATE TABLE event_kinds (kind INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE event_rows (
      event INTEGER PRIMARY KEY, kind INTEGER NOT NULL, record INTEGER NOT NULL, source INTEGER NOT NULL, at INTEGER,
      grp INTEGER NOT NULL, client INTEGER NOT NULL, connection INTEGER NOT NULL, usr INTEGER NOT NULL,
      token INTEGER NOT NULL, mutation INTEGER, status INTEGER, number INTEGER, name INTEGER NOT NULL,
      address INTEGER NOT NULL, request TEXT, detail TEXT);
    CREATE TABLE token_rows (
      token INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, algorithm TEXT, key_id TEXT,
      issuer TEXT, subject TEXT, token_id TEXT, issued_at INTEGER, expires_at INTEGER);
    CREATE TABLE client_rows (client INTEGER PRIMARY KEY, grp INTEGER NOT NULL);

    CREATE TABLE mutation_rows (
      mutation_row INTEGER PRIMARY KEY, grp INTEGER NOT NULL, client INTEGER NOT NULL, mutation INTEGER,
      key TEXT, usr INTEGER NOT NULL, name INTEGER NOT NULL, verdict TEXT NOT NULL, cause TEXT NOT NULL,
      strength TEXT NOT NULL, explanation TEXT, record INTEGER, attempts INTEGER NOT NULL, first_at INTEGER,
      last_at INTEGER);
    CREATE TABLE attempt_rows (
      attempt INTEGER PRIMARY KEY, mutation_row INTEGER NOT NULL, at INTEGER, record INTEGER NOT NULL,
      api_record INTEGER, status INTEGER, outcome TEXT NOT NULL, token INTEGER NOT NULL, request TEXT,
      link TEXT, link_reason TEXT);
    CREATE TABLE connection_rows (
      connection_row INTEGER PRIMARY KEY, grp INTEGER NOT NULL, client INTEGER NOT NULL, connection INTEGER NOT NULL,
      usr INTEGER NOT NULL, address INTEGER NOT NULL, opened_at INTEGER, closed_at INTEGER, close_code INTEGER,
      close_reason INTEGER NOT NULL, token INTEGER NOT NULL, opened_record INTEGER, closed_record INTEGER);
    CREATE TABLE observation_rows (
      observation INTEGER PRIMARY KEY, type TEXT NOT NULL, grp INTEGER NOT NULL, client INTEGER NOT NULL,
      usr INTEGER NOT NULL, token INTEGER NOT NULL, place TEXT, carrier TEXT, cause TEXT, status INTEGER,
      strength TEXT NOT NULL, first_at INTEGER, last_at INTEGER, count INTEGER NOT NULL, accepted INTEGER NOT NULL,
      refused INTEGER NOT NULL, writes INTEGER NOT NULL, recovered INTEGER, recovered_after INTEGER,
      expired_min INTEGER, expired_max INTEGER, newer_since INTEGER, detail TEXT);
    CREATE TABLE observation_entities (
      observation INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL,
      PRIMARY KEY (observation, type, id));
    CREATE TABLE observation_evidence (
      observation INTEGER NOT NULL, sequence INTEGER NOT NULL, record INTEGER NOT NULL, role TEXT NOT NULL,
      PRIMARY KEY (observation, sequence));
    CREATE TABLE clock_offset_rows (
      source INTEGER NOT NULL, reference INTEGER NOT NULL, offset INTEGER NOT NULL, uncertainty INTEGER NOT NULL,
      pairs INTEGER NOT NULL, PRIMARY KEY (source, reference)) WITHOUT ROWID;

    CREATE TABLE rules (
      rule_id TEXT PRIMARY KEY, kind TEXT NOT NULL, severity TEXT NOT NULL, title TEXT NOT NULL,
      file TEXT NOT NULL);
    CREATE TABLE finding_rows (
      finding INTEGER PRIMARY KEY, rule_id TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL,
      strength TEXT NOT NULL, title TEXT NOT NULL, subject TEXT NOT NULL, story TEXT NOT NULL, advice TEXT NOT NULL,
      first_at INTEGER, last_at INTEGER, count INTEGER NOT NULL, status TEXT NOT NULL, fingerprint TEXT NOT NULL);
    CREATE TABLE finding_entities (
      finding INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL,
      PRIMARY KEY (finding, type, id));
    CREATE TABLE finding_evidence_rows (
      finding INTEGER NOT NULL, sequence INTEGER NOT NULL, record INTEGER NOT NULL, role TEXT NOT NULL,
      PRIMARY KEY (finding, sequence)) WITHOUT ROWID;
    CREATE TABLE incident_rows (
      incident INTEGER PRIMARY KEY, title TEXT NOT NULL, story TEXT NOT NULL, first_at INTEGER, last_at INTEGER);
    CREATE TABLE incident_findings (
      incident INTEGER NOT NULL, finding INTEGER NOT NULL, PRIMARY KEY (incident, finding));
    CREATE TABLE runs (
      run INTEGER PRIMARY KEY, version TEXT NOT NULL, command TEXT NOT NULL, rules_sha256 TEXT NOT NULL,
      sources INTEGER NOT NULL, records INTEGER NOT NULL);
    """

  /// Made after the rows are in: building an index once is cheaper than keeping it up to date.
  static let indexes = """
    CREATE INDEX IF NOT EXISTS mutation_by_client ON mutation_rows (client, mutation);
    CREATE INDEX IF NOT EXISTS mutation_not_delivered ON mutation_rows (verdict) WHERE verdict <> 'delivered';
    CREATE INDEX IF NOT EXISTS attempt_by_mutation ON attempt_rows (mutation_row);
    CREATE INDEX IF NOT EXISTS symbol_by_text ON symbols (text);
    """

  /// Made where there are few mutations: in a case of hundreds of thousands, building it takes longer than several
  /// questions that read them all.
  static let indexOfFewMutations = """
    CREATE INDEX IF NOT EXISTS mutation_by_verdict ON mutation_rows (verdict, client);
    """
  static let fewMutations: Int64 = 100_000

  /// What a correlation makes and a new one replaces.
  static let derived = [
    "mutation_rows", "attempt_rows", "connection_rows", "observation_rows", "observation_entities",
    "observation_evidence", "clock_offset_rows",
  ]
  /// What a check of the rules makes and a new one replaces.
  static let checked = [
    "rules", "finding_rows", "finding_entities", "finding_evidence_rows", "incident_rows", "incident_findings",
  ]
}
