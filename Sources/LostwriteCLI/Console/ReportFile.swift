import Foundation

/// Writes reports to files.
enum ReportFile {
  /// Writes a report to its file, whole or not at all where that is possible.
  ///
  /// - Parameters:
  ///   - path: a new or existing file; a device, a pipe or a link is written to as it is, not replaced.
  ///   - body: makes the report and gives it on in pieces.
  /// - Throws: `OutputFault` with the reason; what `body` throws.
  static func write(to path: String, _ body: ((String) throws -> Void) throws -> Void) throws {
    var status = stat()
    let exists = lstat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      let file = try opened(path, O_WRONLY | O_CREAT | O_TRUNC, of: path)
      defer { close(file) }
      try fill(file, path, body)
    } else {
      try replace(path, mode: exists ? status.st_mode & 0o7777 : nil, body)
    }
  }

  /// Writes beside the file and then takes its name.
  private static func replace(
    _ path: String, mode: mode_t?, _ body: ((String) throws -> Void) throws -> Void
  ) throws {
    let partial = "\(path).\(getpid()).partial"
    // A process of the same number may have been killed while it wrote.
    unlink(partial)
    let file = try opened(partial, O_WRONLY | O_CREAT | O_EXCL, of: path)
    do {
      defer { close(file) }
      if let mode { fchmod(file, mode) }
      try fill(file, path, body)
    } catch {
      unlink(partial)
      throw error
    }
    guard rename(partial, path) == 0 else {
      let fault = OutputFault.report(path, errno)
      unlink(partial)
      throw fault
    }
  }

  private static func opened(_ name: String, _ flags: Int32, of path: String) throws -> Int32 {
    let file = open(name, flags | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw OutputFault.report(path, errno) }
    return file
  }

  private static func fill(
    _ file: Int32, _ path: String, _ body: ((String) throws -> Void) throws -> Void
  ) throws {
    func write(_ text: String) throws {
      do {
        try FileOutput.write(text, to: file)
      } catch let fault as ConsoleFault {
        throw OutputFault.report(path, fault.errorNumber)
      }
    }
    try OutputBuffer.around(write, body)
  }
}

/// Why a report could not be written.
struct OutputFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func report(_ path: String, _ errorNumber: Int32) -> OutputFault {
    .init(description: "cannot write the report to '\(path)': \(String(cString: strerror(errorNumber)))")
  }
}
