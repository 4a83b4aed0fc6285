import Foundation
import Testing

@testable import Ingest

/// Sources of earlier nights that were rotated, compressed, still written or replaced.
@Suite struct NightsTests {
  private static func lines(_ numbers: ClosedRange<Int>) -> String {
    numbers.map { "at=\($0) event=client_seen client=c\($0) group=g\($0 % 7) user=ü\($0).\n" }.joined()
  }

  /// What a case says, without the numbers that depend on the order of arrival.
  private func content(_ bench: Workbench, _ name: String = "a.case") throws -> [String] {
    try bench.query(
      """
      SELECT s.path, s.sha256, s.size, r.line, r.offset, r.length, r.at, v.kind, v.client_id, v.client_group_id, v.user_id
      FROM sources s JOIN records r ON r.source = s.source LEFT JOIN events v ON v.record = r.record
      ORDER BY 1, 4, 8, 9
      """, in: name)
  }

  private func gzip(_ bench: Workbench, _ name: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-n", bench.path(name)]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `three nights equal one`() throws {
    let bench = try Workbench()
    // Night 1: the file is cut within a line, and within the two bytes of its ü.
    var cut = Array(Self.lines(1...40).utf8)
    let text = Self.lines(1...60)
    let middle = try #require(text.utf8.firstIndex(of: 0xC3).map { text.utf8.distance(from: text.startIndex, to: $0) })
    cut = Array(text.utf8.prefix(cut.count / 2 / middle * middle + middle + 1))
    try bench.write("logs/app.log", "")
    try Data(cut).write(to: URL(fileURLWithPath: bench.path("logs/app.log")))
    _ = try bench.ingest([bench.path("logs")])
    // Night 2: it has grown and was rotated; a new one began.
    try FileManager.default.removeItem(atPath: bench.path("logs/app.log"))
    try bench.write("logs/app.log.1", text)
    try bench.write("logs/app.log", Self.lines(61...80))
    let second = try bench.ingest([bench.path("logs")])
    #expect(second.grownSources == 1)
    #expect(second.problems.isEmpty)
    // Night 3: rotated and compressed; a file came twice under two names; the newest goes on.
    try FileManager.default.moveItem(atPath: bench.path("logs/app.log.1"), toPath: bench.path("logs/app.log.2"))
    try gzip(bench, "logs/app.log.2")
    try FileManager.default.moveItem(atPath: bench.path("logs/app.log"), toPath: bench.path("logs/app.log.1"))
    try bench.write("logs/backup/app.log.1", Self.lines(61...80))
    try bench.write("logs/app.log", Self.lines(81...90))
    _ = try bench.ingest([bench.path("logs")])
    _ = try bench.ingest([bench.path("logs")], into: "once.case")
    #expect(try content(bench) == content(bench, "once.case"))
    #expect(
      try bench.query("SELECT replace(path, '\(bench.folder)/', '') FROM sources ORDER BY path")
        == ["logs/app.log", "logs/app.log.1", "logs/app.log.2.gz"])
    #expect(try bench.query("SELECT count(*), count(DISTINCT client_id) FROM events") == ["90|90"])
  }

  @Test(arguments: [1...3, 100...110])
  func `a truncated or rewritten file is told and its earlier bytes stay`(numbers: ClosedRange<Int>) throws {
    let bench = try Workbench()
    let log = try bench.write("app.log", Self.lines(1...9))
    _ = try bench.ingest([log])
    try bench.write("app.log", Self.lines(numbers))
    let summary = try bench.ingest([log])
    #expect(summary.problems.map(\.isError) == [false])
    #expect(summary.problems.first?.message.contains("rotated away, truncated or rewritten") == true)
    let paths = try bench.query("SELECT replace(path, '\(bench.folder)/', '') FROM sources ORDER BY path")
    // What a log still has after it was cut down is in the case already.
    let isNew = numbers.lowerBound > 9
    #expect(paths.count == (isNew ? 2 : 1))
    #expect(paths.last?.hasPrefix("app.log@") == true)
    #expect(try bench.query("SELECT sum(records) FROM sources") == ["\(isNew ? 9 + numbers.count : 9)"])
  }
}
