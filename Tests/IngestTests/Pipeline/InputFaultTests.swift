import CaseStore
import Foundation
import Testing

@testable import Ingest

@Suite struct InputFaultTests {
  /// Compresses with the gzip of the system's tar, which every Unix has.
  private static func run(_ tool: String, _ arguments: [String], in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static func log(_ count: Int) -> String {
    (0..<count).map { "at=\($0) event=push_failed client=c\($0 &* 7919) group=g detail=d\($0 &* 104_729).\n" }.joined()
  }

  @Test func `a truncated gzip is an error, and what stands before its end is kept`() throws {
    let bench = try Workbench()
    try bench.write("a.log", Self.log(4000))
    try Self.run("gzip", ["a.log"], in: bench.folder)
    let path = bench.path("a.log.gz")
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
    let summary = try bench.ingest([path])
    #expect(summary.problems.map(\.isError) == [true])
    #expect(summary.records > 1000)
    #expect(try bench.query("SELECT note FROM sources") == ["truncated: the gzip data ends too early"])
    #expect(try bench.query("SELECT min(adds_up) FROM coverage") == ["1"])
  }

  @Test func `a copy inside an archive leaves no rows`() throws {
    let bench = try Workbench()
    try bench.write("in/a.log", Self.log(500))
    try bench.write("in/b.log", Self.log(500))
    try bench.write("in/c.log", "at=1 event=client_seen client=new group=g2.\n")
    try Self.run("tar", ["-cf", "all.tar", "--sort=name", "in"], in: bench.folder)
    let summary = try bench.ingest([bench.path("all.tar")]) { $0.blockSize = 1024 }
    #expect(summary.sources == 2)
    #expect(summary.skippedSources == 1)
    #expect(
      try bench.query("SELECT path, records FROM sources").map { $0.split(separator: "!").last } == [
        "in/a.log|500", "in/c.log|1",
      ])
    #expect(try bench.query("SELECT count(*), max(record) FROM record_rows") == ["501|501"])
    #expect(try bench.query("SELECT count(*), max(event) FROM event_rows") == ["501|501"])
    #expect(try bench.query("SELECT count(*), max(symbol), count(DISTINCT text) FROM symbols") == ["503|503|503"])
  }

  @Test func `an archive that is read again changes nothing`() throws {
    let bench = try Workbench()
    try bench.write("in/a.log", Self.log(300))
    try bench.write("in/empty.log", "")
    try Self.run("tar", ["-czf", "all.tgz", "in"], in: bench.folder)
    _ = try bench.ingest([bench.path("all.tgz")])
    let before = try bench.dump()
    _ = try bench.ingest([bench.path("all.tgz")])
    #expect(try bench.dump() == before)
  }

  @Test func `an empty file is a source without bytes`() throws {
    let bench = try Workbench()
    _ = try bench.ingest([bench.write("a.log", ""), bench.write("b.log", "")])
    #expect(try bench.query("SELECT size, records FROM sources") == ["0|0", "0|0"])
  }

  @Test func `binary bytes and endless lines do no harm`() throws {
    let bench = try Workbench()
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try Data(bytes).write(to: URL(fileURLWithPath: bench.path("core")))
    try Data([UInt8](repeating: 0, count: 300_000)).write(to: URL(fileURLWithPath: bench.path("zeros")))
    _ = try bench.ingestRecords([bench.path("core"), bench.path("zeros")]) {
      $0.blockSize = 4096
      $0.lineLimit = 65_536
    }
    #expect(try bench.query("SELECT min(adds_up), sum(size) FROM coverage") == ["1|500000"])
  }

  @Test func `a path that is missing is an error, the others are read`() throws {
    let bench = try Workbench()
    let log = try bench.write("a.log", "at=1 x.\n")
    let summary = try bench.ingest([bench.path("nothing"), log])
    #expect(summary.problems.map(\.isError) == [true])
    #expect(summary.sources == 1)
  }

  @Test func `a fault of the case ends ingest with an error`() throws {
    let bench = try Workbench()
    let log = try bench.write("a.log", Self.log(5000))
    _ = try bench.ingest([bench.write("b.log", "at=1 x.\n")])
    let database = try CaseFile(path: bench.path("a.case"), access: .readWrite).database
    try database.execute("DROP TABLE record_texts")
    #expect(throws: StoreError.self) { try bench.ingest([log]) { $0.blockSize = 4096 } }
    #expect(try bench.query("SELECT count(*) FROM record_rows") == ["1"])
  }

  @Test func `progress ends with all bytes and all records`() throws {
    let bench = try Workbench()
    let log = try bench.write("a.log", Self.log(2000))
    let build = try CaseBuild.begin(bench.path("p.case"))
    let last = Last()
    var options = IngestOptions(threads: 2)
    options.blockSize = 4096
    _ = try IngestEngine(caseFile: build.caseFile, options: options, progress: { last.set($0) }) { LineParser() }
      .ingest([log])
    try build.commit()
    #expect(last.value?.records == 2000)
    #expect(last.value?.bytesTotal == UInt64(Self.log(2000).utf8.count))
    #expect(last.value?.bytesDone == last.value?.bytesTotal)
  }

  private final class Last: @unchecked Sendable {
    // @unchecked Sendable: set by the merger, which is the test's own thread.
    private(set) var value: IngestProgress?
    func set(_ value: IngestProgress) { self.value = value }
  }
}
