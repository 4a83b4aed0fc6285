import Model

/// The tables of scheduled runs. A case gets them with its first night or acceptance, so that a case that was only
/// analyzed holds nothing but what its logs say.
enum NightTables {
  static let all = """
    CREATE TABLE IF NOT EXISTS nights (
      night INTEGER PRIMARY KEY, at TEXT NOT NULL, folder TEXT NOT NULL UNIQUE, status INTEGER NOT NULL,
      new INTEGER NOT NULL, changed INTEGER NOT NULL, resolved INTEGER NOT NULL, continuing INTEGER NOT NULL,
      accepted INTEGER NOT NULL, changed_writes INTEGER NOT NULL, lost_writes INTEGER NOT NULL,
      stale_tokens INTEGER NOT NULL, told INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS night_errors (
      night INTEGER NOT NULL, sequence INTEGER NOT NULL, message TEXT NOT NULL,
      PRIMARY KEY (night, sequence));
    CREATE TABLE IF NOT EXISTS night_changes (
      night INTEGER NOT NULL, sequence INTEGER NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, change TEXT NOT NULL,
      before TEXT, after TEXT, severity TEXT, kind TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL,
      first_at TEXT, last_at TEXT, is_news INTEGER NOT NULL, PRIMARY KEY (night, sequence));
    CREATE TABLE IF NOT EXISTS acceptances (
      fingerprint TEXT PRIMARY KEY, reason TEXT NOT NULL, accepted_at TEXT NOT NULL, until TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS known_finding_rows (
      fingerprint TEXT PRIMARY KEY, state TEXT NOT NULL, severity TEXT NOT NULL, kind TEXT NOT NULL,
      title TEXT NOT NULL, about TEXT NOT NULL, accepted_until TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS known_write_rows (
      client INTEGER NOT NULL, mutation INTEGER, key TEXT, verdict TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS known_write_by_client ON known_write_rows (client, mutation);
    CREATE TABLE IF NOT EXISTS known_token_rows (fingerprint TEXT PRIMARY KEY) WITHOUT ROWID;
    """
}

extension CaseFile {
  /// Whether a night or an acceptance was ever stored.
  func hasNights() throws(StoreError) -> Bool {
    try database.integer("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'nights'") != nil
  }

  /// Makes the tables of nights where they are missing.
  func makeNightTables() throws(StoreError) {
    if try !hasNights() { try database.execute(NightTables.all) }
  }
}
