import Foundation

/// Writing to an open file, pipe or terminal.
enum FileOutput {
  /// Writes all of a text.
  ///
  /// - Throws: `ConsoleFault` with the reason of the system.
  static func write(_ text: String, to file: Int32) throws {
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
