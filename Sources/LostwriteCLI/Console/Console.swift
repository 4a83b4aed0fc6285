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
  /// Columns of the terminal behind stdout; nil without one, unless the environment says how many.
  public var columns: Int?
  /// The same of its rows.
  public var rows: Int?
  /// Whether a long report may go to a pager.
  var usesPager = true

  public init(
    out: @escaping @Sendable (String) throws -> Void, error: @escaping @Sendable (String) -> Void,
    environment: [String: String] = [:], outIsTerminal: Bool = false, errorIsTerminal: Bool = false,
    columns: Int? = nil, rows: Int? = nil
  ) {
    self.out = out
    self.error = error
    self.environment = environment
    self.outIsTerminal = outIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.columns = columns
    self.rows = rows
  }

  /// Writes a report or the rows of a query to stdout, in few large pieces; to a terminal, through a pager where it is
  /// long.
  ///
  /// - Parameter body: Makes the text and gives it on in pieces.
  /// - Throws: What `body` throws; `ConsoleFault` unless the reader only went away (`| head`), which is no error.
  func print(_ body: ((String) throws -> Void) throws -> Void) throws {
    let pages = PagedOutput(self)
    do {
      defer { pages?.waitForReader() }
      try OutputBuffer.around(pages?.add ?? out, body)
      try pages?.flush()
    } catch let fault as ConsoleFault where fault.isClosedPipe {
      return
    }
  }

  /// The console of this process.
  public static func process() -> Console {
    let environment = ProcessInfo.processInfo.environment
    return Console(
      out: { try FileOutput.write($0, to: STDOUT_FILENO) }, error: { try? FileOutput.write($0, to: STDERR_FILENO) },
      environment: environment, outIsTerminal: isatty(STDOUT_FILENO) == 1,
      errorIsTerminal: isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb",
      columns: size(environment["COLUMNS"]) { $0.ws_col }, rows: size(environment["LINES"]) { $0.ws_row })
  }

  /// A size of the terminal behind stdout; what the environment says wins, and counts for a pipe as well.
  private static func size(_ variable: String?, _ part: (winsize) -> UInt16) -> Int? {
    if let given = variable.flatMap({ Int($0) }), given > 0 { return given }
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, part(size) > 0 else { return nil }
    return Int(part(size))
  }
}

/// Why stdout takes no more.
struct ConsoleFault: Error, Equatable, CustomStringConvertible {
  var errorNumber: Int32
  /// Whether the reader went away (`| head`), which is no fault of ours.
  var isClosedPipe: Bool { errorNumber == EPIPE }
  var description: String { "cannot write to stdout: \(String(cString: strerror(errorNumber)))" }
}
