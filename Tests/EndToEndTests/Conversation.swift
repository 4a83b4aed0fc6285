import Foundation

/// A run of the program with someone typing at its terminal.
enum Conversation {
  /// What is typed when something has appeared.
  struct Step {
    var after: String
    var keys: String

    init(_ after: String, _ keys: String) {
      self.after = after
      self.keys = keys
    }
  }

  /// Runs the program in a pseudo terminal and types.
  ///
  /// - Parameters:
  ///   - arguments: Its command line.
  ///   - steps: Each waits until its text has appeared since the step before.
  ///   - environment: Variables beside PATH, TERM and the locale.
  /// - Returns: How it ended (200 and the signal's number where a signal ended it, 99 where a text did not appear within
  ///   30 seconds), and all that appeared, without the codes that move the cursor.
  /// - Throws: Where it cannot be started.
  static func run(
    _ arguments: [String], _ steps: [Step], environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    let variables = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8", "LOSTWRITE_PAGER": ""]
      .merging(environment) { $1 }
    let settings = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let typed = steps.flatMap { [$0.after, $0.keys] }
    let words =
      ["python3", "-c", script, "\(settings.count)", "\(typed.count)"] + settings + typed + [Binary.program.path]
      + arguments
    let run = try Tool.run(words)
    let text = run.text.replacing("\r\n", with: "\n").replacing(/\u{1b}\[[0-9;?]*[A-Za-z]/, with: "")
    return (run.status, text.replacing("\r", with: ""))
  }

  private static let script = """
    import os, pty, select, signal, sys, time
    settings, count = int(sys.argv[1]), int(sys.argv[2])
    environment = dict(word.split('=', 1) for word in sys.argv[3:3 + settings])
    typed = sys.argv[3 + settings:3 + settings + count]
    words = sys.argv[3 + settings + count:]
    child, terminal = pty.fork()
    if child == 0:
        os.execve(words[0], words, environment)
    shown, seen = b'', 0
    def read(limit):
        global shown
        if not select.select([terminal], [], [], limit)[0]:
            return True
        try:
            part = os.read(terminal, 65536)
        except OSError:
            return False
        shown += part
        return bool(part)
    def leave(status):
        sys.stdout.buffer.write(shown)
        sys.stdout.flush()
        sys.exit(status)
    for wanted, keys in zip(typed[::2], typed[1::2]):
        end = time.monotonic() + 30
        while wanted.encode() not in shown[seen:]:
            if time.monotonic() > end or not read(0.2):
                os.kill(child, signal.SIGKILL)
                leave(99)
        seen = shown.index(wanted.encode(), seen) + len(wanted.encode())
        # A key that comes before the line is waited for is handled by the terminal, not by the program.
        time.sleep(0.1)
        os.write(terminal, keys.encode())
    while read(30):
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    leave(status if status >= 0 else 200 - status)
    """
}
