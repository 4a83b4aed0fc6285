/// The exit codes of the command (design.md); `error` wins over `findings`, `findings` over `poorCoverage`.
public enum ExitStatus: Int32, Sendable {
  case clean = 0
  case findings = 1
  case error = 2
  case poorCoverage = 3
  case usage = 64
  /// Another run is at work on the same case (EX_TEMPFAIL of sysexits.h).
  case busy = 75
}

/// The version that `lostwrite --version` prints and that runs are recorded with.
public enum Product {
  public static let name = "lostwrite"
  public static let version = "0.1.0"
}
