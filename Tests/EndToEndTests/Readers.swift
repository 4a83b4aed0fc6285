import Foundation
import Testing

/// The programs of `scripts/fetch-readers`.
enum Readers {
  /// The path of one of them.
  ///
  /// - Throws: An issue of the test where it is missing.
  static func path(_ name: String) throws -> String {
    let path = Binary.root.appendingPathComponent(".build/readers/bin/\(name)").path
    try #require(FileManager.default.isExecutableFile(atPath: path), "\(name) is missing; run scripts/fetch-readers")
    return path
  }

  /// Runs Python with what the readers bring; words follow as `sys.argv[1:]`.
  static func python(_ script: String, _ words: String...) throws -> (status: Int32, text: String) {
    try Tool.run([try path("python3"), "-c", script] + words)
  }

  /// Serves a folder with Datasette on loopback while `body` runs.
  ///
  /// - Parameters:
  ///   - folder: What `lostwrite export --datasette` made.
  ///   - body: Gets the port.
  /// - Throws: What `body` throws, and where Datasette does not start.
  static func serve(_ folder: String, _ body: (Int) throws -> Void) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path("python3"))
    process.arguments = ["-c", server, folder]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    var text = ""
    while !text.contains("\n") {
      let data = output.fileHandleForReading.availableData
      try #require(!data.isEmpty, "datasette did not start")
      text += String(decoding: data, as: UTF8.self)
    }
    let port = try #require(Int(text.prefix { $0 != "\n" }))
    try body(port)
  }

  /// Datasette as its command starts it, on a port that is free; the port is told when pages can be asked for.
  private static let server = """
    import socket, sys, threading, time, uvicorn
    from datasette.app import Datasette
    from pathlib import Path
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    app = Datasette([], config_dir=Path(sys.argv[1])).app()
    server = uvicorn.Server(uvicorn.Config(app, log_level='critical'))
    def tell():
        while not server.started:
            time.sleep(0.05)
        print(listener.getsockname()[1], flush=True)
    threading.Thread(target=tell, daemon=True).start()
    server.run(sockets=[listener])
    """
}
