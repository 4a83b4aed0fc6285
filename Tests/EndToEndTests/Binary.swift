import Foundation

/// The program that the build made beside these tests, and runs of it.
struct Binary {
  struct Run {
    var status: Int32
    var out: String
    var error: String
  }

  /// The repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// `lostwrite` in the folder of the test bundle; each build configuration has its own.
  static let program: URL = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    let folder = bundle.map {
      URL(fileURLWithPath: $0.components(separatedBy: ".xctest")[0]).deletingLastPathComponent()
    }
    return (folder ?? root.appendingPathComponent(".build/debug")).appendingPathComponent("lostwrite")
  }()

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: its command line.
  ///   - directory: its working directory; the repository when nil.
  ///   - environment: variables beside PATH, locale and time zone.
  ///   - input: a file for its standard input; nothing when nil.
  /// - Returns: how it ended, and what it printed.
  /// - Throws: where it cannot be started.
  static func run(
    _ arguments: [String], in directory: URL? = nil, environment: [String: String] = [:], input: URL? = nil
  ) throws -> Run {
    let texts = FileManager.default.temporaryDirectory.appendingPathComponent("lostwrite-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: texts, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: texts) }
    // Into files, so that no pipe can fill up.
    let files = try ["out", "error"].map { name in
      let url = texts.appendingPathComponent(name)
      try Data().write(to: url)
      return try FileHandle(forWritingTo: url)
    }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = directory ?? root
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"].merging(environment) { $1 }
    process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
    process.standardOutput = files[0]
    process.standardError = files[1]
    try process.run()
    process.waitUntilExit()
    for file in files { try file.close() }
    let out = try String(contentsOf: texts.appendingPathComponent("out"), encoding: .utf8)
    let error = try String(contentsOf: texts.appendingPathComponent("error"), encoding: .utf8)
    // A signal must not look like a status of our own.
    let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Run(status: status, out: out, error: error)
  }
}

/// A folder for one test that goes away with it.
final class Desk {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("lostwrite-desk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @discardableResult
  func write(_ name: String, _ data: Data) throws -> String {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

  /// Analyzes into a case of this folder, named by what it is given.
  func analyze(_ arguments: String..., case name: String = "a.case") throws -> Binary.Run {
    try Binary.run(["analyze"] + arguments + ["--case", path(name)], in: folder)
  }
}

extension Desk {
  /// The same key for every case that is to be compared.
  func writeKey(_ name: String) throws {
    let path = try write(name + ".key", Data((0..<32).map { UInt8($0) }))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}
