import CaseStore
import Foundation
import Testing

/// Paths that lead to no file of logs.
@Suite struct BadPathTests {
  private static let good =
    #"{"level":"INFO","pid":1,"worker":"runner","message":"starting server@0.25.13 "}"# + "\n"

  private func makeFIFO(_ path: String) throws { try #require(mkfifo(path, 0o600) == 0) }

  private func makeSocket(_ path: String) throws -> Int32 {
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let file = socket(AF_UNIX, kind, 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    try #require(bound == 0)
    return file
  }

  @Test func foldersWithOddThingsAreReadAndTold() throws {
    let desk = try Desk()
    try desk.write("logs/good.log", Self.good)
    try makeFIFO(desk.path("logs/pipe"))
    let socket = try makeSocket(desk.path("logs/s"))
    defer { close(socket) }
    let files = FileManager.default
    try files.createSymbolicLink(atPath: desk.path("logs/loop"), withDestinationPath: ".")
    try files.createSymbolicLink(atPath: desk.path("logs/a"), withDestinationPath: "b")
    try files.createSymbolicLink(atPath: desk.path("logs/b"), withDestinationPath: "a")
    let run = try desk.analyze("logs")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("warning: left out 5 links, pipes and devices in 'logs'"), "\(run.error)")
    #expect(run.out.hasPrefix("1 record from 1 source"), "\(run.out.prefix(100))")
  }

  @Test func namedSocketAndLoopAreErrors() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    let socket = try makeSocket(desk.path("s"))
    defer { close(socket) }
    try FileManager.default.createSymbolicLink(atPath: desk.path("a"), withDestinationPath: "b")
    try FileManager.default.createSymbolicLink(atPath: desk.path("b"), withDestinationPath: "a")
    let run = try desk.analyze("s", "a", "good.log")
    #expect(run.status == 2)
    #expect(run.error.contains("error: cannot read 's': No such device or address"), "\(run.error)")
    #expect(run.error.contains("error: cannot read 'a': Too many levels of symbolic links"), "\(run.error)")
    #expect(run.out.hasPrefix("1 record from 1 source"))
  }

  @Test func namedPipeIsReadToItsEnd() throws {
    let desk = try Desk()
    try makeFIFO(desk.path("pipe"))
    try desk.write("good.log", Self.good)
    let script = #"cat good.log > pipe & "$1" analyze pipe --case a.case"#
    let run = try Tool.shell(script, Binary.program.path, in: desk.folder)
    #expect(run.status == 0)
    #expect(run.out.hasPrefix("1 record from 1 source"), "\(run.out)")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem")))
  func fileThatFailsWhileItIsReadIsAnError() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    let run = try desk.analyze("/proc/self/mem", "good.log")
    #expect(run.status == 2)
    #expect(
      run.error.contains("error: cannot read '/proc/self/mem' to its end: unreadable: Input/output error"),
      "\(run.error)")
  }

  /// Whether the program can be run as another user, or need not be.
  private static let canDropRights: Bool = {
    if geteuid() != 0 { return true }
    let run = try? Tool.shell(
      #"setpriv --reuid=65534 --regid=65534 --clear-groups "$1" --version"#, Binary.program.path, in: Binary.root)
    return run?.status == 0
  }()

  @Test(.enabled(if: canDropRights)) func fileWithoutRightsIsAnError() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    let secret = try desk.write("secret.log", Self.good)
    try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: secret)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: desk.folder.path)
    let drop = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
    let script = drop + #" "$1" analyze good.log secret.log --case a.case 2>&1; echo "status $?""#
    let run = try Tool.shell(script, Binary.program.path, in: desk.folder)
    #expect(run.out.contains("error: cannot read 'secret.log': Permission denied"), "\(run.out)")
    #expect(run.out.contains("1 record from 1 source"), "\(run.out)")
    #expect(run.out.hasSuffix("status 2\n"))
  }

  @Test(arguments: ["text", "json", "html", "markdown", "sarif", "junit"])
  func aReportTellsWhatCouldNotBeReadUntilItIsRead(form: String) throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    #expect(try desk.analyze("good.log", "missing.log").status == 2)
    let message = "cannot read 'missing.log': No such file or directory"
    let report = try Binary.run(["report", desk.path("a.case"), "--format", form])
    let out = report.out.replacing("&#39;", with: "'").replacing("&apos;", with: "'")
    #expect(out.contains(message), "\(out)")
    #expect(try Binary.run(["report", desk.path("a.case"), "--strict"]).status == 3)
    try desk.write("missing.log", Self.good + Self.good)
    #expect(try desk.analyze("good.log", "missing.log").status == 0)
    #expect(try !Binary.run(["report", desk.path("a.case"), "--format", form]).out.contains("missing.log': No such"))
  }

  @Test func namesThatAreNoTextAreToldAndOddOnesAreShownSafely() throws {
    let desk = try Desk()
    try FileManager.default.createDirectory(atPath: desk.path("logs"), withIntermediateDirectories: true)
    let folder = Array(desk.path("logs").utf8CString.dropLast())
    let name = folder + [47, 97, -1, 98, 0]  // "/a\xFFb"
    let file = open(name, O_CREAT | O_WRONLY, 0o600)
    // Some file systems refuse such names.
    guard file >= 0 else { return }
    close(file)
    try desk.write("logs/one\ntwo\u{1B}[31m.log", Self.good)
    let run = try desk.analyze("logs")
    #expect(run.status == 2)
    #expect(run.error.contains("error: cannot read a file in 'logs' whose name is not UTF-8"), "\(run.error)")
    #expect(run.out.hasPrefix("1 record from 1 source"))
    #expect(!run.out.contains("\u{1B}") && !run.out.contains("one\ntwo"), "\(run.out)")
  }
}
