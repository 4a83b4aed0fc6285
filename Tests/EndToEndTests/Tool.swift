import Foundation

/// Programs of the system that make inputs and places.
enum Tool {
  /// Runs a shell script where it may mount; nothing that it mounts is seen outside, or stays.
  ///
  /// - Returns: what it printed on stdout; nil where this machine does not allow that.
  static func runMounting(_ script: String, _ arguments: String...) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=2m none \"$1\" || exit 99\n" + script, "sh"]
      + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  /// Runs a program that reads its input from a file or nothing.
  ///
  /// - Parameters:
  ///   - words: The program's name and its arguments.
  ///   - input: A file for its stdin.
  /// - Returns: How it ended, and what it printed on both outputs together.
  /// - Throws: Where it cannot be started.
  static func run(_ words: [String], input: String? = nil) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Runs a shell script; `$1` and so on are the arguments.
  ///
  /// - Returns: its status and what it printed on stdout.
  static func shell(_ script: String, _ arguments: String..., in folder: URL) throws -> (status: Int32, out: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, "sh"] + arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// A file's bytes, packed.
  static func gzip(_ path: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-c", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }
}

/// A zip archive of one stored file whose headers promise far more bytes than there are.
enum LyingZip {
  static var data: Data {
    let name = Array("a.log".utf8)
    let content = Array("{\"level\":\"INFO\",\"message\":\"x\"}\n".utf8)
    let claimed: UInt32 = 3_000_000_000
    let sizes = le(0) + le(claimed) + le(claimed) + le16(UInt16(name.count))
    let local = le(0x0403_4b50) + le16(20) + le16(0) + le16(0) + le(0) + sizes + le16(0) + name + content
    let central =
      le(0x0201_4b50) + le16(20) + le16(20) + le16(0) + le16(0) + le(0) + sizes
      + le16(0) + le16(0) + le16(0) + le16(0) + le(0) + le(0) + name
    let end =
      le(0x0605_4b50) + le16(0) + le16(0) + le16(1) + le16(1) + le(UInt32(central.count))
      + le(UInt32(local.count)) + le16(0)
    return Data(local + central + end)
  }

  private static func le(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  private static func le16(_ value: UInt16) -> [UInt8] { (0..<2).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
}
