import CaseStore
import CommandLineTable

/// `--timeout` and `--max-memory`.
enum LimitOptions {
  static func limits(_ command: ParsedCommand) throws(UsageFault) -> QueryLimits {
    let time = command.value("timeout") ?? ""
    guard let seconds = Double(time), seconds >= 0, seconds < 1e9 else {
      throw command.fault("value '\(time)' of '--timeout' is no number of seconds")
    }
    let size = command.value("max-memory") ?? ""
    guard let bytes = bytes(size) else {
      throw command.fault("value '\(size)' of '--max-memory' is no size like 500M or 2G")
    }
    return QueryLimits(seconds: seconds == 0 ? nil : seconds, memory: bytes == 0 ? nil : bytes)
  }

  /// `2G`, `500M`, `64K` or bytes; less than 4 MiB is too little for SQLite itself.
  private static func bytes(_ text: String) -> Int64? {
    let shift = ["K": 10, "M": 20, "G": 30][text.suffix(1).uppercased()] ?? 0
    guard let number = Int64(shift == 0 ? text[...] : text.dropLast()), number >= 0, number < 1 << 32 || shift == 0
    else {
      return nil
    }
    let bytes = number << shift
    return bytes == 0 || bytes >= 4 << 20 ? bytes : nil
  }
}
