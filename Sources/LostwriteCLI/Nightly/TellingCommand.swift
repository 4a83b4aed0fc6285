import Foundation

/// A program that is told what is new: the summary on its stdin, the numbers in its environment. No shell reads it.
struct TellingCommand {
  private let words: [String]
  private let environment: [String: String]
  /// A program that hangs must not keep the lock of the case.
  private static let timeout = DispatchTimeInterval.seconds(60)

  init(_ words: [String], environment: [String: String]) {
    self.words = words
    self.environment = environment
  }

  /// Runs it to its end.
  ///
  /// - Parameter input: what its stdin holds.
  /// - Throws: `NightlyFault` where it cannot be started, takes too long, or ends with another status than 0.
  func run(input: String) throws {
    let name = words.first ?? ""
    guard let program = Self.program(name, path: environment["PATH"] ?? "/usr/bin:/bin") else {
      throw NightlyFault.command(name, "does not exist or cannot be run")
    }
    // A file, so that nobody waits for a program that does not read.
    guard let file = tmpfile() else { throw NightlyFault.command(name, "gets no input: no temporary file") }
    defer { fclose(file) }
    fputs(input, file)
    rewind(file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Array(words.dropFirst())
    process.environment = environment
    process.standardInput = FileHandle(fileDescriptor: fileno(file), closeOnDealloc: false)
    // stdout is for what is new; what the program says is beside that.
    process.standardOutput = FileHandle.standardError
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      throw NightlyFault.command(name, "cannot be started: \(error.localizedDescription)")
    }
    guard ended.wait(timeout: .now() + Self.timeout) == .success else {
      process.terminate()
      throw NightlyFault.command(name, "did not end within a minute and was stopped")
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let word = process.terminationReason == .exit ? "status" : "signal"
      throw NightlyFault.command(name, "ended with \(word) \(process.terminationStatus)")
    }
  }

  /// Where a program is.
  private static func program(_ name: String, path: String) -> String? {
    let folders = name.contains("/") ? [""] : path.split(separator: ":").map { $0 + "/" }
    return folders.map { $0 + name }.first { access($0, X_OK) == 0 }
  }
}
