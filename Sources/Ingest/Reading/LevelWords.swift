import Model

/// Level words as loggers spell them.
enum LevelWords {
  /// `INFO`, `warn`, `ERR`, `notice` ...; unknown for any other word.
  static func level(_ word: Bytes) -> LogLevel {
    guard word.count >= 3, word.count <= 13 else { return .unknown }
    switch word[0] | 0x20 {
    case 0x69: return any(word, .info, "info", "inf", "informational")  // i
    case 0x77: return any(word, .warn, "warn", "warning", "wrn")  // w
    case 0x65:  // e
      let level = any(word, .error, "error", "err", "erro")
      return level == .unknown ? any(word, .fatal, "emerg", "emergency", "emerg") : level
    case 0x64: return any(word, .debug, "debug", "dbg", "dbug")  // d
    case 0x74: return any(word, .trace, "trace", "trc", "trace")  // t
    case 0x66: return any(word, .fatal, "fatal", "ftl", "fatal")  // f
    case 0x63: return any(word, .fatal, "critical", "crit", "critical")  // c
    case 0x61: return any(word, .fatal, "alert", "alert", "alert")  // a
    case 0x70: return any(word, .fatal, "panic", "panic", "panic")  // p
    case 0x6E: return any(word, .info, "notice", "notice", "notice")  // n
    case 0x6C: return any(word, .info, "log", "log", "log")  // l
    case 0x68: return any(word, .info, "http", "http", "http")  // h
    case 0x76: return any(word, .trace, "verbose", "verbose", "verbose")  // v
    case 0x73:  // s
      let level = any(word, .error, "severe", "severe", "severe")
      return level == .unknown ? any(word, .trace, "silly", "silly", "silly") : level
    default: return .unknown
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

  private static func any(
    _ word: Bytes, _ level: LogLevel, _ a: StaticString, _ b: StaticString, _ c: StaticString
  ) -> LogLevel {
    word.equalsIgnoringCase(a) || word.equalsIgnoringCase(b) || word.equalsIgnoringCase(c) ? level : .unknown
  }
}
