import Foundation

/// A pager that shows what is written to it; it reads the keyboard itself.
final class PagerProcess {
  private let process: pid_t
  private var pipe: Int32
  private let interrupt: SignalHandler?
  private let quit: SignalHandler?

  private typealias SignalHandler = @convention(c) (Int32) -> Void

  /// Starts a pager; nil where it cannot be started.
  ///
  /// - Parameters:
  ///   - command: A line for the shell.
  ///   - environment: Variables of the pager; `less` is told to show colours, and to end where all fits on a screen.
  init?(_ command: String, environment: [String: String]) {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let defaults = ["LESS": "FRX", "LV": "-c"].merging(environment) { $1 }
    guard let process = Self.spawn(["sh", "-c", command], defaults, stdin: ends[0]) else {
      for end in ends { close(end) }
      return nil
    }
    close(ends[0])
    self.process = process
    pipe = ends[1]
    // The keys that interrupt a program are the pager's while it runs.
    interrupt = signal(SIGINT, SIG_IGN)
    quit = signal(SIGQUIT, SIG_IGN)
  }

  /// - Throws: `ConsoleFault`; with a closed pipe when the pager has ended.
  func write(_ text: String) throws { try FileOutput.write(text, to: pipe) }

  /// Waits until the reader has seen enough. How the pager ends does not matter.
  func finish() {
    guard pipe >= 0 else { return }
    close(pipe)
    pipe = -1
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    signal(SIGINT, interrupt)
    signal(SIGQUIT, quit)
  }

  deinit { finish() }

  private static func spawn(_ words: [String], _ environment: [String: String], stdin: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, stdin, STDIN_FILENO)
    // Signals that we ignore would stay ignored in the pager.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGPIPE, SIGINT, SIGQUIT] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var process: pid_t = 0
    let result = withStrings(words) { words in
      withStrings(variables) { posix_spawn(&process, "/bin/sh", &actions, &attributes, words, $0) }
    }
    return result == 0 ? process : nil
  }

  /// Gives C strings with a nil behind the last.
  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
