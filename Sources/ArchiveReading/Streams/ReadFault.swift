import Foundation

/// Why bytes could not be read, or not to their end.
public struct ReadFault: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    /// The bytes end too early.
    case truncated
    /// The bytes are not what their format demands.
    case corrupt
    /// The system refuses to read them.
    case unreadable
    case encrypted
    /// They would expand beyond the limits.
    case expansion
  }
  public let kind: Kind
  public let reason: String
  /// `truncated: unexpected end of gzip data`
  public var description: String { "\(kind.rawValue): \(reason)" }

  static func system(_ errorNumber: Int32) -> ReadFault {
    ReadFault(kind: .unreadable, reason: String(cString: strerror(errorNumber)))
  }

  static func archive(_ words: String) -> ReadFault {
    let words = words.trimmingCharacters(in: .whitespacesAndNewlines)
    let lower = words.lowercased()
    if lower.contains("encrypt") || lower.contains("passphrase") { return ReadFault(kind: .encrypted, reason: words) }
    let isShort = lower.contains("truncated") || lower.contains("premature") || lower.contains("end of file")
    return ReadFault(kind: isShort ? .truncated : .corrupt, reason: words)
  }

  static func expansion(factor: UInt64, limits: ArchiveLimits) -> ReadFault {
    ReadFault(
      kind: .expansion,
      reason: """
        it expands to more than \(limits.expansionBytes >> 20) MiB and more than \(factor) times its size; \
        if it is no decompression bomb, unpack it first
        """)
  }
}
