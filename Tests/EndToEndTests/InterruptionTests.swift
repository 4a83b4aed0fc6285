import Foundation
import Testing

/// A signal in the middle of `analyze`.
@Suite struct InterruptionTests {
  private static let line =
    #"{"level":"INFO","pid":1,"worker":"runner","message":"starting server@0.25.13 "}"# + "\n"

  /// Starts `analyze -` on a pipe that does not end, sends a signal once the case is being written, and waits.
  private func end(with number: Int32, in desk: Desk) throws -> Int32 {
    let process = Process()
    // A shell may start its children with SIGINT ignored.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["--default-signal=INT,TERM,HUP", Binary.program.path, "analyze", "-", "--case", desk.path("a.case")]
    process.currentDirectoryURL = desk.folder
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(Self.line.utf8))
    // The key is made right before reading starts.
    while !FileManager.default.fileExists(atPath: desk.path("a.case.key")), process.isRunning { usleep(10_000) }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    try input.fileHandleForWriting.close()
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  @Test(.enabled(if: !isDarwin), arguments: zip([SIGINT, SIGTERM, SIGHUP], [Int32(130), 143, 129]))
  func signalLeavesNothingBehind(number: Int32, status: Int32) throws {
    let desk = try Desk()
    #expect(try end(with: number, in: desk) == status)
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder.path) == ["a.case.key"])
  }

  @Test(.enabled(if: !isDarwin)) func killedRunIsNoHindrance() throws {
    let desk = try Desk()
    #expect(try end(with: SIGKILL, in: desk) == -SIGKILL)
    #expect(!FileManager.default.fileExists(atPath: desk.path("a.case")))
    try desk.write("good.log", Self.line)
    let run = try desk.analyze("good.log")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.out.hasPrefix("1 record from 1 source"))
    #expect(!FileManager.default.fileExists(atPath: desk.path("a.case.partial")))
  }

  @Test(.enabled(if: !isDarwin), arguments: [SIGTERM, SIGKILL])
  func existingCaseStaysAsItWas(number: Int32) throws {
    let desk = try Desk()
    try desk.write("good.log", Self.line)
    _ = try desk.analyze("good.log")
    let before = try Binary.run(["report", "a.case"], in: desk.folder)
    _ = try end(with: number, in: desk)
    let after = try Binary.run(["report", "a.case"], in: desk.folder)
    #expect(after.status == 0, "\(after.error)")
    #expect(after.out == before.out)
    #expect(try desk.analyze("good.log").status == 0)
  }

  private static var isDarwin: Bool {
    #if canImport(Darwin)
      true
    #else
      false
    #endif
  }
}
