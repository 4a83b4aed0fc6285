import CSQLite
import Synchronization

/// How much time and memory one query may take.
public struct QueryLimits: Sendable, Equatable {
  /// Of computing, without the time in which the reader of the rows is waited for; nil for any.
  public var seconds: Double?
  /// For SQLite, in bytes; nil for any.
  public var memory: Int64?

  public static let standard = QueryLimits(seconds: 60, memory: 1 << 30)

  public init(seconds: Double?, memory: Int64?) {
    self.seconds = seconds
    self.memory = memory
  }

  /// The longest text that a query may make.
  var valueLength: Int64? { memory.map { max(1 << 20, $0 / 4) } }

  /// Puts the limit of memory into force. It is one of the whole process: SQLite keeps one account.
  func installMemory(on handle: OpaquePointer) {
    sqlite3_hard_heap_limit64(memory ?? 0)
    guard let memory, let valueLength else { return }
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(clamping: valueLength))
    // What is kept of the file must leave room for the query.
    let pages = min(64 << 10, max(256, memory / 4 / 1_024))
    sqlite3_exec(handle, "PRAGMA cache_size = -\(pages)", nil, nil, nil)
  }
}

/// Measures how long SQLite computes, and stops it.
final class QueryClock: Sendable {
  private let limit: Duration?
  private let spent = Mutex(Duration.zero)
  private let started = Mutex(ContinuousClock.now)
  private let isCancelled: @Sendable () -> Bool

  /// - Parameters:
  ///   - seconds: the limit; nil for none.
  ///   - isCancelled: asked now and then; true stops the query.
  init(seconds: Double?, isCancelled: @escaping @Sendable () -> Bool) {
    limit = seconds.map { .seconds($0) }
    self.isCancelled = isCancelled
  }

  /// Steps of SQLite's machine between two looks at the clock: well below a millisecond.
  private static let steps: Int32 = 20_000

  /// The clock must live as long as the connection.
  func install(on handle: OpaquePointer) {
    sqlite3_progress_handler(
      handle, Self.steps,
      { clock in
        guard let clock else { return 0 }
        return Unmanaged<QueryClock>.fromOpaque(clock).takeUnretainedValue().mustStop ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Begins a query.
  func reset() {
    spent.withLock { $0 = .zero }
    resume()
  }

  /// SQLite begins to compute.
  func resume() { started.withLock { $0 = .now } }

  /// SQLite gives a row back.
  func pause() {
    let part = ContinuousClock.now - started.withLock { $0 }
    spent.withLock { $0 += part }
  }

  /// Whether the limit is used up, in the middle of computing.
  var isExceeded: Bool {
    guard let limit else { return false }
    return spent.withLock { $0 } + (ContinuousClock.now - started.withLock { $0 }) > limit
  }

  private var mustStop: Bool { isCancelled() || isExceeded }
}
