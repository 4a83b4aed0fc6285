import CaseStore
import Foundation
import Testing

@testable import Ingest

/// Files that a night need not read because the file system says that they are as they were.
@Suite struct SettledFileTests {
  private static func lines(_ numbers: ClosedRange<Int>) -> String {
    numbers.map { "at=\($0) event=client_seen client=c\($0) group=g1\n" }.joined()
  }

  private func gzip(_ bench: Workbench, _ name: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-n", bench.path(name)]
    try process.run()
    process.waitUntilExit()
    return bench.path(name + ".gz")
  }

  /// A night that trusts files however young they are.
  private func night(_ bench: Workbench, known: [KnownFile]) throws -> IngestSummary {
    try bench.ingest([bench.path("logs")]) {
      $0.knownFiles = known
      $0.settlingTime = -60_000_000_000
    }
  }

  @Test func `a file that is as it was is not read again`() throws {
    let bench = try Workbench()
    try bench.write("logs/a.log", Self.lines(1...5))
    try bench.write("logs/b.log", Self.lines(6...9))
    _ = try gzip(bench, "logs/b.log")
    var known = try night(bench, known: []).settledFiles
    #expect(known.map(\.path) == [bench.path("logs/a.log"), bench.path("logs/b.log.gz")])
    #expect(known.map(\.contents.count) == [1, 1])
    // Only who does not read can take this for the content.
    known[0].contents[0] = known[1].contents[0]
    let summary = try night(bench, known: known)
    #expect(summary.skippedSources == 2)
    #expect(summary.settledFiles == known)
  }

  @Test func `other bytes of the same size and time are noticed`() throws {
    let bench = try Workbench()
    let path = try bench.write("logs/a.log", Self.lines(1...5))
    let known = try night(bench, known: []).settledFiles
    let modified = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.write(contentsOf: Data(Self.lines(5...9).utf8))
    try file.close()
    try FileManager.default.setAttributes([.modificationDate: try #require(modified)], ofItemAtPath: path)
    let summary = try night(bench, known: known)
    #expect(summary.sources == 1)
    #expect(try bench.query("SELECT count(DISTINCT client_id) FROM events") == ["9"])
  }

  @Test func `a file that was written to a moment ago is not trusted`() throws {
    let bench = try Workbench()
    try bench.write("logs/a.log", Self.lines(1...5))
    #expect(try bench.ingest([bench.path("logs")]).settledFiles.isEmpty)
  }

  @Test func `a file with a problem is read again, so that it is told again`() throws {
    let bench = try Workbench()
    try bench.write("logs/a.log", Self.lines(1...500))
    let packed = try gzip(bench, "logs/a.log")
    let whole = try Data(contentsOf: URL(fileURLWithPath: packed))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: packed))
    let first = try night(bench, known: [])
    #expect(first.settledFiles.isEmpty)
    let errors = first.problems.filter(\.isError)
    #expect(errors.count == 1)
    #expect(try night(bench, known: first.settledFiles).problems.filter(\.isError) == errors)
  }

  @Test func `what the case has lost is read although the file is as it was`() throws {
    let bench = try Workbench()
    try bench.write("logs/a.log", Self.lines(1...5))
    let known = try night(bench, known: []).settledFiles
    let summary = try bench.ingest([bench.path("logs")], into: "other.case") { $0.knownFiles = known }
    #expect(summary.sources == 1)
  }
}
