import Foundation

@testable import ArchiveReading

/// A folder for one test, and what a walk through it finds.
final class Walk {
  let folder: String
  /// `path: content`, a fault behind it in brackets; in the order of the visits.
  private(set) var found: [String] = []
  private(set) var problems: [InputProblem] = []

  init() throws {
    folder = NSTemporaryDirectory() + "lostwrite-archive-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Goes through paths below the folder; `shows` is how much of a content is kept.
  func run(_ names: [String], limits: ArchiveLimits = ArchiveLimits(), shows: Int = 200) throws {
    let list = InputList(names.map { $0 == "." ? folder : path($0) })
    problems += list.problems
    let walker = InputWalker(limits: limits) { [self] path, stream in
      found.append(short(path) + ": " + Self.content(stream, shows: shows))
    } report: { [self] in
      problems.append($0)
    }
    for file in list.files { try walker.walk(file) }
  }

  var messages: [String] { problems.map { short($0.message) } }

  private func short(_ text: String) -> String {
    text.replacing(folder + "/", with: "").replacing(folder, with: ".")
  }

  private static func content(_ stream: any ByteStream, shows: Int) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1000)
    while true {
      do throws(ReadFault) {
        let outcome = buffer.withUnsafeMutableBytes { all in
          Result { () throws(ReadFault) in try stream.read(into: all) }
        }
        let count = try outcome.get()
        if count == 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += buffer[..<min(count, max(0, shows - bytes.count))]
      } catch {
        return String(decoding: bytes, as: UTF8.self) + " [\(error.kind)]"
      }
    }
  }
}
