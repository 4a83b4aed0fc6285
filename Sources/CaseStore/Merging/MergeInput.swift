import Foundation

/// A case that is joined with others; nothing in it is changed.
public final class MergeInput {
  public let file: CaseFile
  /// Equal for cases with the same key.
  let keyGroup: Int
  let sources: [MergeSource]
  /// The records of each source, and how many are there still.
  let records: [Int64: (range: ClosedRange<Int64>, count: Int64)]
  let events: [Int64: ClosedRange<Int64>]

  /// Opens a case and keeps it as it is until it was merged.
  ///
  /// - Parameters:
  ///   - path: the case.
  ///   - keyGroup: equal for cases with the same key; of its own where the key is not known.
  /// - Throws: `StoreError` where it is no case, is being written, or has another schema.
  public init(path: String, keyGroup: Int) throws(StoreError) {
    if let process = CaseActivity.writer(of: path) { throw .beingWritten(path, process: process) }
    file = try CaseFile(path: path, access: .readOnly)
    self.keyGroup = keyGroup
    let database = file.database
    let version = try file.schemaVersion()
    guard version == Tables.version else { throw .otherSchema(path, found: version, wanted: Tables.version) }
    // Whatever happens to it meanwhile, these rows are read.
    try database.execute("BEGIN; SELECT count(*) FROM facts")
    sources = try database.prepare("SELECT * FROM source_rows ORDER BY source").list(MergeSource.init)
    var records: [Int64: (range: ClosedRange<Int64>, count: Int64)] = [:]
    let recordRows = try database.prepare(
      "SELECT source, min(record), max(record), count(*) FROM record_rows GROUP BY source")
    while try recordRows.step() {
      records[recordRows.integer(0)] = (recordRows.integer(1)...recordRows.integer(2), recordRows.integer(3))
    }
    self.records = records
    var events: [Int64: ClosedRange<Int64>] = [:]
    let eventRows = try database.prepare("SELECT source, min(event), max(event) FROM event_rows GROUP BY source")
    while try eventRows.step() { events[eventRows.integer(0)] = eventRows.integer(1)...eventRows.integer(2) }
    self.events = events
  }
}

/// One source of a case that is merged, as it is stored.
struct MergeSource {
  let number: Int64
  let path: String
  let sha256: String
  let size: Int64
  /// All columns of `source_rows`.
  let values: [StoredValue]

  init(_ row: Statement) {
    number = row.integer(0)
    path = row.text(1) ?? ""
    sha256 = row.text(2) ?? ""
    size = row.integer(3)
    values = (0..<Int32(row.columnCount)).map(row.value)
  }

  /// Equal for the same bytes; empty files are the same only under the same name.
  var content: String { size == 0 ? "\(path) 0" : "\(sha256) \(size)" }
}

/// Whether somebody writes to a case right now.
enum CaseActivity {
  /// SQLite's lock byte of whoever is about to write (sqlite.org/src/file/src/os.h, PENDING_BYTE + 1).
  private static let reservedByte: off_t = 0x4000_0001

  /// The process that is writing; 0 where its number is not known, nil where nobody is.
  ///
  /// Asked before this process opens the case: closing a file gives up all locks of the process on it.
  static func writer(of path: String) -> Int32? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = reservedByte
    lock.l_len = 1
    guard fcntl(file, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
    return max(0, lock.l_pid)
  }
}

extension StoreError {
  static func beingWritten(_ path: String, process: Int32) -> StoreError {
    let who = process > 0 ? "process \(process)" : "another process"
    return .init(code: .busy, message: "the case '\(path)' is being written by \(who); wait for it to end")
  }

  static func otherSchema(_ path: String, found: Int64, wanted: Int64) -> StoreError {
    .init(
      code: .newerSchema,
      message:
        "'\(path)' has case schema \(found), and only cases of schema \(wanted) can be merged by this lostwrite; "
        + "make it anew from its logs")
  }
}
