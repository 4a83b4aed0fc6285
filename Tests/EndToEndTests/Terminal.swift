import Foundation

/// Runs of the program whose stdout is a terminal.
enum Terminal {
  /// Runs the program in a pseudo terminal.
  ///
  /// - Parameters:
  ///   - arguments: Its command line.
  ///   - rows: The height of the terminal.
  ///   - columns: Its width.
  ///   - environment: Variables beside PATH; `TERM` is `xterm` unless given.
  /// - Returns: How it ended, and everything that appeared on the terminal.
  /// - Throws: Where it cannot be started.
  static func run(
    _ arguments: [String], rows: Int, columns: Int = 80, environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    let variables = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    let settings = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let size = ["\(rows)", "\(columns)"]
    let words = ["python3", "-c", script] + size + ["\(settings.count)"] + settings + [Binary.program.path] + arguments
    let run = try Tool.run(words)
    return (run.status, run.text.replacing("\r\n", with: "\n"))
  }

  private static let script = """
    import fcntl, os, pty, struct, sys, termios
    rows, columns, count = map(int, sys.argv[1:4])
    environment = dict(word.split('=', 1) for word in sys.argv[4:4 + count])
    words = sys.argv[4 + count:]
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
        os.execve(words[0], words, environment)
    shown = b''
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.stdout.buffer.write(shown)
    sys.stdout.flush()
    sys.exit(status if status >= 0 else 200 - status)
    """
}
