import Dispatch
import Foundation
import Synchronization

/// What happens when the user or the system ends the program in the middle: nothing half done is left behind.
public enum Interruption {
  private static let path = Mutex<String?>(nil)
  private static let queue = DispatchQueue(label: "lostwrite.interruption")
  // Written once, before there are other threads; a source lives as long as something holds it.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// A file that is removed when a signal ends the program.
  public static var unfinished: String? {
    get { path.withLock { $0 } }
    set { path.withLock { $0 = newValue } }
  }

  /// Takes SIGINT, SIGTERM and SIGHUP from now on; the status is then 128 and the signal's number, as in a shell.
  ///
  /// A signal that was ignored when the program started, as under `nohup`, stays ignored.
  public static func watch() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var before = sigaction()
      guard sigaction(number, nil, &before) == 0, !isIgnored(before) else { continue }
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { end(with: number) }
      source.resume()
      sources.append(source)
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func end(with number: Int32) {
    // Held to the end, so that no other file takes the place of this one.
    path.withLock { path in
      if let path { unlink(path) }
      let words = path == nil ? "\nerror: interrupted\n" : "\nerror: interrupted; no case was written\n"
      _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
      _exit(128 + number)
    }
  }
}
