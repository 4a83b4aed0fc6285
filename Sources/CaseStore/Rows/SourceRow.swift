public import Model

/// One byte stream of the case, with its ledger.
public struct SourceRow: Sendable, Hashable {
  public var source: Int32 = 0
  /// As the user gave it, members of archives after `!`: `night.tar.gz!pods/zero-0.log`.
  public var path: String = ""
  /// Hex digits of the SHA-256 of its (uncompressed) bytes.
  public var sha256: String = ""
  public var size: UInt64 = 0
  public var format: String = "unknown"
  public var envelope: String = "none"
  public var role: SourceRole = .unknown
  /// The lowest log level that it showed; absence of a line proves something only from this level on.
  public var level: LogLevel = .unknown
  public var firstAt: Timestamp = .unknown
  public var lastAt: Timestamp = .unknown
  public var records: Int64 = 0
  public var version: String?
  /// `banner`, `fingerprint` or nil.
  public var versionOrigin: String?
  public var bytesParsed: UInt64 = 0
  public var bytesContinuation: UInt64 = 0
  public var bytesBlank: UInt64 = 0
  public var bytesMalformed: UInt64 = 0
  public var bytesSkipped: UInt64 = 0
  /// How many records could not be parsed, and the line of the first.
  public var malformed: Int64 = 0
  public var firstMalformedLine: Int64?
  /// Why something is missing: `truncated gzip`, `not readable` ...
  public var note: String?

  /// Whether its envelope tells streams and only standard output was collected: warnings and errors of Node's console
  /// go to standard error. Known only where sources are read back for correlation.
  public var lacksErrorStream = false

  public init() {}
}
