import CSQLite
import Foundation

/// Writes to a case so that nobody ever sees half of it.
///
/// A new case is written without a journal into `<path>.partial`, which takes the case's name on `commit()`. An existing
/// case is changed in one transaction of its own journal. Correlation and rules run between `begin` and `commit()`.
public final class CaseBuild {
  /// The case to write to; a transaction is open on it until `commit()` or `abandon()`.
  public let caseFile: CaseFile
  /// Whether the case did not exist before.
  public let isNew: Bool
  /// The file that is of no use unless `commit()` was called; nil where an existing case is changed.
  public var unfinishedPath: String? { isNew && isOpen ? caseFile.path : nil }
  private let path: String
  private let lock: Int32
  private var isOpen = true

  /// Opens an existing case, or starts a new one.
  ///
  /// - Parameter path: the case file; missing or empty for a new case.
  /// - Returns: the case, with a transaction open.
  /// - Throws: `StoreError`: not openable, another program's file, a newer schema, in use by another lostwrite.
  public static func begin(_ path: String) throws(StoreError) -> CaseBuild {
    // Building limits no memory, so nothing is lost by not counting it; too late where SQLite is in use already.
    _ = lw_sqlite3_count_no_memory()
    var status = stat()
    let isNew = stat(path, &status) != 0 || (status.st_mode & S_IFMT == S_IFREG && status.st_size == 0)
    return isNew ? try CaseBuild(newAt: path) : try CaseBuild(existing: path)
  }

  private init(newAt path: String) throws(StoreError) {
    let partial = path + ".partial"
    lock = try Self.takeOver(partial)
    self.path = path
    isNew = true
    do {
      caseFile = try CaseFile(path: partial, access: .create)
      // Nothing is lost by writing without a safety net: after a crash the half-written file is just made anew.
      try caseFile.database.execute(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE")
    } catch {
      isOpen = false
      unlink(partial)
      close(lock)
      throw error
    }
  }

  private init(existing path: String) throws(StoreError) {
    self.path = path
    lock = -1
    isNew = false
    caseFile = try CaseFile(path: path, access: .readWrite)
    try caseFile.database.execute("BEGIN IMMEDIATE")
  }

  deinit { abandon() }

  /// Makes what was written the case's content. The connection may still be read from, but not written to.
  public func commit() throws(StoreError) {
    guard isOpen else { return }
    try caseFile.database.execute("COMMIT")
    isOpen = false
    guard isNew else { return }
    defer { close(lock) }
    guard rename(caseFile.path, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(caseFile.path)
      throw .cannotOpen(path, reason: "its finished content cannot take this name (\(reason))")
    }
  }

  /// Throws away what was written since `begin`.
  public func abandon() {
    guard isOpen else { return }
    isOpen = false
    if isNew {
      unlink(caseFile.path)
      close(lock)
    } else {
      // A failed statement may have ended the transaction already; then there is nothing to take back.
      try? caseFile.database.execute("ROLLBACK")
    }
  }

  /// An empty file that no other process builds a case in. What a killed process left in it is thrown away.
  private static func takeOver(_ partial: String) throws(StoreError) -> Int32 {
    let file = open(partial, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .cannotOpen(partial, reason: String(cString: strerror(errno))) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw .cannotOpen(partial, reason: "another lostwrite is making this case")
    }
    guard ftruncate(file, 0) == 0 else {
      let reason = String(cString: strerror(errno))
      close(file)
      throw .cannotOpen(partial, reason: reason)
    }
    return file
  }
}
