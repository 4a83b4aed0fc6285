import CSQLite
import Foundation

/// One connection to a SQLite file; used by one thread at a time, or through `takingTurns` by several.
///
/// All SQL of the product goes through it. Raw result codes become `StoreError`s at once.
public final class Database {
  let handle: OpaquePointer
  public let path: String

  private let turn = NSLock()

  public enum Access: Sendable { case readWrite, readOnly, create }

  /// Opens a file (`:memory:` for a throw-away one).
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - access: `create` makes the file when it is missing.
  /// - Throws: `StoreError.cannotOpen`.
  public init(path: String, access: Access) throws(StoreError) {
    let flags: Int32
    switch access {
    case .create: flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .readWrite: flags = SQLITE_OPEN_READWRITE
    case .readOnly: flags = SQLITE_OPEN_READONLY
    }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
      let isMissing = opened.map { sqlite3_system_errno($0) } == ENOENT
      sqlite3_close_v2(opened)
      if isMissing, access == .readOnly { throw .noCase(path) }
      throw .cannotOpen(path, reason: reason)
    }
    handle = opened
    self.path = path
    sqlite3_busy_timeout(handle, 5_000)
    sqlite3_extended_result_codes(handle, 1)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that return nothing.
  public func execute(_ sql: String) throws(StoreError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw fault(sql) }
  }

  public func prepare(_ sql: String) throws(StoreError) -> Statement { try Statement(sql, on: self) }

  /// Runs `body` in one transaction; an error rolls back.
  ///
  /// Where the caller holds a transaction open already (`CaseBuild`), `body` is part of it and shares its end.
  public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
      throw error
    }
  }

  /// Runs `body` when no other thread is in such a body; it must not call this again.
  func takingTurns<Result, Fault: Error>(_ body: () throws(Fault) -> Result) throws(Fault) -> Result {
    turn.lock()
    defer { turn.unlock() }
    return try body()
  }

  /// The first column of the first row as an integer.
  public func integer(_ sql: String) throws(StoreError) -> Int64? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.integer(0) : nil
  }

  /// The first column of the first row as text.
  public func text(_ sql: String) throws(StoreError) -> String? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.text(0) : nil
  }

  public var changes: Int { Int(sqlite3_changes(handle)) }

  func fault(_ sql: String) -> StoreError {
    let primary = sqlite3_errcode(handle) & 0xff
    let code: StoreError.Code =
      switch primary {
      case SQLITE_FULL, SQLITE_IOERR: .full
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
      case SQLITE_READONLY, SQLITE_AUTH: .readOnly
      default: .statement
      }
    return .statement(sql, reason: String(cString: sqlite3_errmsg(handle)), code: code)
  }
}
