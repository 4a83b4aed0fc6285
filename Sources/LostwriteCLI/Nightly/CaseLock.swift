import Foundation

/// Keeps a second scheduled run away from a case while one is at work.
///
/// The system gives the lock back when its process ends, however it ends; the empty file stays.
final class CaseLock {
  private let file: Int32

  private init(_ file: Int32) { self.file = file }

  deinit { close(file) }

  /// Takes the lock of a case.
  ///
  /// - Parameter casePath: the case; the lock lies beside it.
  /// - Returns: nil where another process holds it.
  /// - Throws: `NightlyFault` where the file cannot be made.
  static func take(_ casePath: String) throws -> CaseLock? {
    let path = casePath + ".lock"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw NightlyFault.lock(path, errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return nil
    }
    return CaseLock(file)
  }
}

/// Why a scheduled run could not do its work.
struct NightlyFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func lock(_ path: String, _ errorNumber: Int32) -> NightlyFault {
    .init(description: "cannot make the lock '\(path)': \(String(cString: strerror(errorNumber)))")
  }

  static func folder(_ path: String, _ error: any Error) -> NightlyFault {
    let reason = (error as NSError).localizedDescription
    return .init(description: "cannot write the reports to '\(path)': \(reason)")
  }

  static func busy(_ casePath: String) -> NightlyFault {
    .init(description: "another run is at work on the case '\(casePath)'; nothing was done")
  }

  static func noAddress(_ variable: String) -> NightlyFault {
    .init(description: "the environment variable '\(variable)' (notify.webhook.url-env) is not set or empty")
  }

  static func badAddress(_ variable: String, _ problem: String) -> NightlyFault {
    .init(description: "the address in the environment variable '\(variable)' cannot be used: \(problem)")
  }

  static func command(_ name: String, _ reason: String) -> NightlyFault {
    .init(description: "the command '\(name)' (notify.command) \(reason)")
  }
}
