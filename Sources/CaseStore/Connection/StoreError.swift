/// A fault of the case file: what failed, where, why, what to do.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable, Equatable {
    case cannotOpen, notACase, newerSchema, full, busy, corrupt, statement, readOnly
  }
  public let code: Code
  public let message: String
  /// What SQLite says, without the statement.
  public let reason: String
  public var description: String { message }

  init(code: Code, message: String, reason: String = "") {
    self.code = code
    self.message = message
    self.reason = reason
  }

  static func cannotOpen(_ path: String, reason: String) -> StoreError {
    .init(
      code: .cannotOpen, message: "cannot open the case file '\(path)': \(reason); check the folder and its permissions"
    )
  }
  static func noCase(_ path: String) -> StoreError {
    .init(
      code: .cannotOpen,
      message: "there is no case file '\(path)'; check the path, or make it: 'lostwrite analyze PATH --case FILE'")
  }
  static func notACase(_ path: String, reason: String) -> StoreError {
    .init(
      code: .notACase,
      message:
        "'\(path)' is not a case file of lostwrite (\(reason)); it was left as it is; name another file as the case")
  }
  static func newerSchema(_ path: String, found: Int64, known: Int64) -> StoreError {
    .init(
      code: .newerSchema,
      message:
        "'\(path)' has case schema \(found), this lostwrite knows up to \(known); use a newer lostwrite or another --case"
    )
  }
  static func statement(_ sql: String, reason: String, code: Code = .statement) -> StoreError {
    let help: String
    switch code {
    case .full: help = "; free space on the disk of the case file or name another place with --case"
    case .busy: help = "; another lostwrite is writing to this case: wait for it to end"
    default: help = ""
    }
    return .init(
      code: code, message: "case file: \(reason)\(help) - while executing: \(sql.prefix(200))",
      reason: reason)
  }
}
