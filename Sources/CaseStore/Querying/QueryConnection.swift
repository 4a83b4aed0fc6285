import CSQLite

/// A case that is open for questions: nothing but reading is possible, time and memory are limited, and the functions of
/// docs/sql.md are there.
public final class QueryConnection {
  let file: CaseFile
  let clock: QueryClock
  let limits: QueryLimits

  /// Reads the masked text of a record whose text the case does not keep; nil where that is impossible.
  public typealias LineReading = (Int64) -> String?

  /// Opens a case.
  ///
  /// - Parameters:
  ///   - path: The case file.
  ///   - limits: Of each query.
  ///   - isCancelled: Asked while a query runs; true stops it.
  ///   - line: Where `line(record)` looks when the case keeps no text.
  /// - Throws: `StoreError` when the file is no case.
  public init(
    path: String, limits: QueryLimits = .standard, isCancelled: @escaping @Sendable () -> Bool = { false },
    line: LineReading? = nil
  ) throws(StoreError) {
    self.limits = limits
    file = try CaseFile(path: path, access: .readOnly)
    clock = QueryClock(seconds: limits.seconds, isCancelled: isCancelled)
    let handle = file.database.handle
    limits.installMemory(on: handle)
    try QueryFunctions(file.database, line: line).install(on: handle)
    clock.install(on: handle)
    ReadOnlyAuthorizer.install(on: handle)
  }

  /// The functions that lostwrite adds to those of SQLite; other programs that open a case do not have them.
  public static var functions: [String] { QueryFunctions.names }

  deinit { sqlite3_progress_handler(file.database.handle, 0, nil, nil) }

  /// Prepares a query.
  ///
  /// - Parameters:
  ///   - sql: One statement that reads.
  ///   - parameters: The value of each named parameter in it.
  /// - Returns: The query before its first row; one at a time.
  /// - Throws: `QueryFault` when the SQL is wrong or not only reading, or parameters do not fit.
  public func query(_ sql: String, parameters: [QueryParameter] = []) throws -> CaseQuery {
    try CaseQuery(sql, parameters: parameters, on: self)
  }

  /// What a query can name.
  func names() throws(StoreError) -> SchemaNames { try SchemaNames(file.database) }
}
