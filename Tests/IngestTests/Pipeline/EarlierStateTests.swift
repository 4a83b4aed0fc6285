import Foundation
import Testing

@testable import Ingest

/// Copies, backups and archives of a log that went on growing: what both hold counts once.
@Suite struct EarlierStateTests {
  private static func lines(_ numbers: ClosedRange<Int>, group: String = "g") -> String {
    numbers.map { "at=\($0) event=client_seen client=c\($0) group=\(group)\($0 % 7) token=t\($0 / 10).\n" }.joined()
  }

  /// What a case says, without the numbers that depend on the order of arrival.
  private func content(_ bench: Workbench, _ name: String = "a.case") throws -> [String] {
    try bench.query(
      """
      SELECT s.path, s.size, r.line, r.at, v.kind, v.client_id, v.client_group_id, v.token
      FROM sources s JOIN records r ON r.source = s.source LEFT JOIN events v ON v.record = r.record
      ORDER BY 1, 3, 5, 6
      """, in: name)
      + (try bench.query("SELECT 'token', token FROM tokens ORDER BY 2", in: name))
  }

  /// The case of the whole log alone.
  private func expected(_ bench: Workbench, _ whole: String) throws -> [String] {
    _ = try bench.ingest([whole], into: "expected.case")
    return try content(bench, "expected.case")
  }

  @Test(arguments: [["copy.log", "whole.log"], ["whole.log", "copy.log"], ["a-copy.log", "b-copy.log", "c.log"]])
  func `whatever comes first, within one run or in several`(names: [String]) throws {
    let bench = try Workbench()
    for (index, name) in names.enumerated() {
      let isWhole = !name.contains("copy")
      try bench.write(name, Self.lines(1...(isWhole ? 90 : 50 + index)))
    }
    let paths = names.map(bench.path)
    let whole = try #require(paths.first { !$0.contains("copy") })
    let summary = try bench.ingest(paths, into: "once.case")
    for path in paths { _ = try bench.ingest([path]) }
    #expect(try content(bench, "once.case") == expected(bench, whole))
    #expect(try content(bench) == expected(bench, whole))
    #expect(summary.sources == 1 && summary.skippedSources == names.count - 1)
    #expect(summary.problems.allSatisfy { $0.message.contains("is an earlier state of") && !$0.isError })
  }

  @Test func `a copy that was cut within a line and a token`() throws {
    let bench = try Workbench()
    let text = Self.lines(1...90)
    let whole = try bench.write("whole.log", text)
    for size in [2_000, 2_031, 2_047, 2_049] {
      let copy = try bench.write("copy.log", String(text.prefix(size)))
      _ = try bench.ingest([copy, whole], into: "\(size).case")
      _ = try bench.ingest([copy], into: "nights\(size).case")
      _ = try bench.ingest([whole], into: "nights\(size).case")
      #expect(try content(bench, "\(size).case") == expected(bench, whole))
      #expect(try content(bench, "nights\(size).case") == expected(bench, whole))
    }
  }

  @Test func `a copy in an archive that came first`() throws {
    let bench = try Workbench()
    try bench.write("night/app.log", Self.lines(1...50))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["tar", "-czf", bench.path("night.tgz"), "-C", bench.folder, "night"]
    try process.run()
    process.waitUntilExit()
    _ = try bench.ingest([bench.path("night.tgz")])
    let whole = try bench.write("app.log", Self.lines(1...90))
    let summary = try bench.ingest([bench.path("night.tgz"), whole])
    #expect(try content(bench) == expected(bench, whole))
    #expect(summary.grownSources == 1)
    // The next night reads the archive again and finds nothing in it.
    #expect(try bench.ingest([bench.path("night.tgz"), whole]).sources == 0)
    #expect(try content(bench) == expected(bench, whole))
  }

  @Test func `logs of two servers are two, however alike they are`() throws {
    let bench = try Workbench()
    let one = try bench.write("one.log", Self.lines(1...90, group: "g"))
    let other = try bench.write("other.log", Self.lines(1...50, group: "h"))
    #expect(try bench.ingest([one, other]).sources == 2)
    #expect(try bench.query("SELECT records FROM sources ORDER BY path") == ["90", "50"])
  }

  @Test func `short logs that begin in one moment are two`() throws {
    let bench = try Workbench()
    let start = "at=1 event=client_seen client=c group=g.\n"
    let one = try bench.write("one.log", start + "at=2 event=group_seen group=a.\nat=3 event=group_seen group=a.\n")
    let other = try bench.write("other.log", start + "at=5 event=group_seen group=b.\n")
    #expect(try bench.ingest([one, other]).sources == 2)
  }

  @Test func `lines without times or anyone in them tell nothing`() throws {
    let bench = try Workbench()
    let one = try bench.write("one.log", String(repeating: "listening.\n", count: 3))
    let other = try bench.write("other.log", String(repeating: "listening.\n", count: 5))
    #expect(try bench.ingest([one, other]).sources == 2)
  }
}
