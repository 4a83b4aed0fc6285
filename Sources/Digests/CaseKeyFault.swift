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

  static func noCryptography() -> CaseKeyFault {
    CaseKeyFault(description: "libcrypto offers no HMAC-SHA-256 or no random bytes on this machine")
  }
}
