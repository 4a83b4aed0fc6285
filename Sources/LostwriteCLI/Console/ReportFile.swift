import Foundation

/// Writes reports to files.
enum ReportFile {
  /// Writes a report to its file, whole or not at all where that is possible.
  ///
  /// - Parameters:
  ///   - text: the report.
  ///   - path: a new or existing file; a device, a pipe or a link is written to as it is, not replaced.
  /// - Throws: `OutputFault` with the reason.
  static func write(_ text: String, to path: String) throws {
    var status = stat()
    do {
      if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
        try writeThrough(Data(text.utf8), to: path)
      } else {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      }
    } catch let fault as OutputFault {
      throw fault
    } catch {
      throw OutputFault(description: "cannot write the report to '\(path)': \(error.localizedDescription)")
    }
  }

  private static func writeThrough(_ data: Data, to path: String) throws {
    func fault() -> OutputFault {
      OutputFault(description: "cannot write the report to '\(path)': \(String(cString: strerror(errno)))")
    }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw fault() }
    defer { close(file) }
    try data.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = Foundation.write(file, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw fault() }
        done += count
      }
    }
  }
}
