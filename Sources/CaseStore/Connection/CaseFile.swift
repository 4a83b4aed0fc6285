import Foundation
import Model

/// A case: one SQLite file with everything that was read and concluded.
public final class CaseFile {
  public let database: Database
  public var path: String { database.path }
  private var spool: EventSpool?
  private var statements: [String: Statement] = [:]

  /// Opens a case, or makes one.
  ///
  /// - Parameters:
  ///   - path: the file; made when `access` is `create` and it is missing or empty.
  ///   - access: how it is used.
  /// - Throws: `StoreError`: not openable, another program's file, a newer schema, no space.
  public init(path: String, access: Database.Access) throws(StoreError) {
    if access == .readOnly { Self.takeBackUnfinished(path) }
    database = try Database(path: path, access: access)
    do {
      try database.execute("PRAGMA cache_size = -65536; PRAGMA temp_store = FILE; PRAGMA foreign_keys = OFF")
      let tables = try database.integer("SELECT count(*) FROM sqlite_schema") ?? 0
      if tables == 0 && access == .create { try makeSchema() } else { try checkSchema(tables: tables) }
    } catch  where error.code == .corrupt {
      throw .notACase(path, reason: "it is no SQLite database")
    }
  }

  /// Takes back what a killed run left unfinished; through a connection that only reads, SQLite refuses to.
  ///
  /// Where that fails, or a run is at work, nothing is changed and reading tells what is wrong.
  private static func takeBackUnfinished(_ path: String) {
    guard access(path + "-journal", F_OK) == 0 else { return }
    _ = try? Database(path: path, access: .readWrite).integer("SELECT count(*) FROM sqlite_schema")
  }

  /// Whether it holds no source yet.
  public func isEmpty() throws(StoreError) -> Bool { try database.integer("SELECT count(*) FROM source_rows") == 0 }

  /// Whether it holds marks of credentials, which only mean something beside the key that they were made with.
  public func holdsFingerprints() throws(StoreError) -> Bool {
    try database.integer(
      """
      SELECT EXISTS (SELECT 1 FROM token_rows)
        OR EXISTS (SELECT 1 FROM event_rows WHERE kind = \(EventKind.credentialLogged.rawValue))
        OR EXISTS (SELECT 1 FROM record_texts WHERE text GLOB '*masked:[0-9a-f]*')
      """) == 1
  }

  private func makeSchema() throws(StoreError) {
    try database.execute("PRAGMA page_size = 16384; PRAGMA application_id = \(Tables.applicationID)")
    try database.execute("BEGIN")
    try database.execute(Tables.all)
    for view in Views.all { try database.execute(view) }
    try database.execute("PRAGMA user_version = \(Tables.version)")
    let kinds = try database.prepare("INSERT INTO event_kinds (kind, name) VALUES (?, ?)")
    for kind in EventKind.allCases {
      kinds.bind(1, Int64(kind.rawValue))
      kinds.bind(2, kind.name)
      try kinds.run()
    }
    try database.execute("COMMIT")
  }

  private func checkSchema(tables: Int64) throws(StoreError) {
    let application = try database.integer("PRAGMA application_id") ?? 0
    let version = try database.integer("PRAGMA user_version") ?? 0
    guard tables > 0 else { throw .notACase(path, reason: "it is empty") }
    guard application == Tables.applicationID else { throw .notACase(path, reason: "another program made it") }
    guard version <= Tables.version else { throw .newerSchema(path, found: version, known: Tables.version) }
  }

  /// A statement that is run for row after row: prepared once, and ready for its parameters each time.
  func repeated(_ sql: String) throws(StoreError) -> Statement {
    if let known = statements[sql] {
      known.reset()
      return known
    }
    let made = try database.prepare(sql)
    statements[sql] = made
    return made
  }

  /// Where events are written to.
  func spoolEvents() throws(StoreError) -> EventSpool {
    if let spool { return spool }
    let hasEvents = try database.integer("SELECT 1 FROM event_rows LIMIT 1") != nil
    let made = try EventSpool(database, isKept: !hasEvents)
    spool = made
    return made
  }

  /// All events of the case, where they are in memory still; gives that memory up.
  func takeSpooledEvents() throws(StoreError) -> EventTable? {
    defer { spool = nil }
    guard let spool else { return nil }
    try spool.write()
    return spool.isComplete ? spool.table : nil
  }

  /// Throws away what an earlier correlation and check made.
  public func clearConclusions() throws(StoreError) {
    for table in Tables.derived + Tables.checked { try database.execute("DELETE FROM \(table)") }
    try CorrelationMemory.forget(in: self)
  }

  /// Makes the indexes of the finished case.
  public func makeIndexes() throws(StoreError) {
    try database.execute(Tables.indexes)
    let mutations = try database.integer("SELECT max(mutation_row) FROM mutation_rows") ?? 0
    if mutations <= Tables.fewMutations { try database.execute(Tables.indexOfFewMutations) }
  }

  /// Remembers a fact of the case under a name.
  public func setFact(_ name: String, _ value: String) throws(StoreError) {
    let statement = try database.prepare("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)")
    statement.bind(1, name)
    statement.bind(2, value)
    try statement.run()
  }

  public func fact(_ name: String) throws(StoreError) -> String? {
    let statement = try database.prepare("SELECT value FROM facts WHERE name = ?")
    statement.bind(1, name)
    return try statement.step() ? statement.text(0) : nil
  }
}
