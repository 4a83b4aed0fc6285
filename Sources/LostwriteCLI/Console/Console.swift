import Foundation

/// Where a command writes: stdout is the report, stderr everything else.
public struct Console: Sendable {
  /// Writes to stdout; throws `ConsoleFault`.
  public var out: @Sendable (String) throws -> Void
  /// Writes to stderr; what cannot be written there is lost.
  public var error: @Sendable (String) -> Void
  public var environment: [String: String]
  public var outIsTerminal: Bool
  public var errorIsTerminal: Bool
  /// Columns of the terminal behind stdout, nil without one.
  public var columns: Int?

  public init(
    out: @escaping @Sendable (String) throws -> Void, error: @escaping @Sendable (String) -> Void,
    environment: [String: String] = [:], outIsTerminal: Bool = false, errorIsTerminal: Bool = false,
    columns: Int? = nil
  ) {
    self.out = out
    self.error = error
    self.environment = environment
    self.outIsTerminal = outIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.columns = columns
  }

  /// The console of this process.
  public static func process() -> Console {
    let environment = ProcessInfo.processInfo.environment
    return Console(
      out: { try write($0, to: STDOUT_FILENO) }, error: { try? write($0, to: STDERR_FILENO) },
      environment: environment, outIsTerminal: isatty(STDOUT_FILENO) == 1,
      errorIsTerminal: isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb",
      columns: terminalColumns(environment))
  }

  private static func terminalColumns(_ environment: [String: String]) -> Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    if let given = environment["COLUMNS"].flatMap({ Int($0) }), given > 0 { return given }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static func write(_ text: String, to file: Int32) throws {
    var text = text
    try text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Foundation.write(file, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw ConsoleFault(errorNumber: errno) }
        done += count
      }
    }
  }
}

/// Why stdout takes no more.
struct ConsoleFault: Error, Equatable, CustomStringConvertible {
  var errorNumber: Int32
  /// Whether the reader went away (`| head`), which is no fault of ours.
  var isClosedPipe: Bool { errorNumber == EPIPE }
  var description: String { "cannot write to stdout: \(String(cString: strerror(errorNumber)))" }
}
