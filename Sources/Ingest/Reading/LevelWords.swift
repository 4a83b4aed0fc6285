import Model

/// Level words as loggers spell them.
enum LevelWords {
  private static let words: [(StaticString, LogLevel)] = [
    ("info", .info), ("warn", .warn), ("error", .error), ("debug", .debug), ("trace", .trace), ("fatal", .fatal),
    ("warning", .warn), ("err", .error), ("log", .info), ("notice", .info), ("http", .info), ("inf", .info),
    ("informational", .info), ("wrn", .warn), ("erro", .error), ("severe", .error), ("dbg", .debug), ("dbug", .debug),
    ("verbose", .trace), ("silly", .trace), ("trc", .trace), ("ftl", .fatal), ("critical", .fatal), ("crit", .fatal),
    ("alert", .fatal), ("emerg", .fatal), ("emergency", .fatal), ("panic", .fatal), ("dpanic", .fatal),
  ]

  /// `INFO`, `warn`, `ERR`, `notice` ...; unknown for any other word.
  static func level(_ word: Bytes) -> LogLevel {
    guard word.count >= 3, word.count <= 13 else { return .unknown }
    for (spelling, level) in words where word.equalsIgnoringCase(spelling) { return level }
    return .unknown
  }

  /// OpenTelemetry's severity numbers, four for each level.
  static func level(telemetry number: Int64) -> LogLevel {
    switch number {
    case 1...4: .trace
    case 5...8: .debug
    case 9...12: .info
    case 13...16: .warn
    case 17...20: .error
    case 21...24: .fatal
    default: .unknown
    }
  }

  /// The numeric levels of pino and bunyan, 10 to 60.
  static func level(pino number: Int64) -> LogLevel {
    switch number {
    case 10..<20: .trace
    case 20..<30: .debug
    case 30..<40: .info
    case 40..<50: .warn
    case 50..<60: .error
    case 60..<70: .fatal
    default: .unknown
    }
  }
}
