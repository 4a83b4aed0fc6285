import Foundation

/// Why a case key cannot be used.
public struct CaseKeyFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, where, and what to do, in one or two lines; never holds bytes of a key.
  public let description: String

  static func wrongSize(_ size: Int, path: String?) -> CaseKeyFault {
    let place = path.map { "key file '\($0)' has" } ?? "a case key has"
    return CaseKeyFault(
      description: """
        \(place) \(size) bytes, expected \(CaseKey.byteCount)
         help: restore the key that the case was made with; without it fingerprints of the same token differ
        """)
  }

  static func noRegularFile(path: String) -> CaseKeyFault {
    CaseKeyFault(description: "key file '\(path)' is not a regular file")
  }

  static func system(_ action: String, path: String, errorNumber: Int32) -> CaseKeyFault {
    let reason = String(cString: strerror(errorNumber))
    return CaseKeyFault(description: "cannot \(action) key file '\(path)'\n reason: \(reason)")
  }

  /// The case holds fingerprints, and the file with their key is gone.
  public static func missing(_ path: String, of casePath: String) -> CaseKeyFault {
    CaseKeyFault(
      description: """
        key file '\(path)' is missing, and the case '\(casePath)' holds fingerprints of tokens that were made with it
         reason: with a new key the same token would count as another one
         help: put the key back where it was, from a copy; or move the case away and read all logs into a new one
        """)
  }

  /// The file holds a key, but not the one that the fingerprints of the case were made with.
  public static func other(_ path: String, of casePath: String) -> CaseKeyFault {
    CaseKeyFault(
      description: """
        key file '\(path)' is not the key that the case '\(casePath)' was made with
         reason: with it the same token would count as another one
         help: put the case's own key there, from a copy; or move case and key away and read all logs into a new one
        """)
  }

  /// The case has fingerprints of several keys, so that none fits.
  public static func severalKeys(_ casePath: String) -> CaseKeyFault {
    CaseKeyFault(
      description: """
        nothing can be added to the case '\(casePath)': it was merged of cases that have no common key
         help: add the logs to one of these cases, then merge them again
        """)
  }

  static func noCryptography() -> CaseKeyFault {
    CaseKeyFault(description: "libcrypto offers no HMAC-SHA-256 or no random bytes on this machine")
  }
}
