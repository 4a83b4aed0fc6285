import CaseStore
import Foundation
import Testing

@testable import Ingest

@Suite struct IncrementalTests {
  @Test func `the same bytes change nothing`() throws {
    let bench = try Workbench()
    try bench.write("logs/a.log", "at=1 event=client_seen client=c group=g token=t.\n")
    try bench.write("logs/empty.log", "")
    _ = try bench.ingest([bench.path("logs")])
    let before = try bench.dump()
    let again = try bench.ingest([bench.path("logs")])
    #expect(try bench.dump() == before)
    #expect(again.sources == 0)
    #expect(again.problems.map(\.isError) == [false, false])
  }

  @Test func `new bytes are added with numbers that go on`() throws {
    let bench = try Workbench()
    let first = try bench.write("a.log", "at=1 event=client_seen client=c group=g token=t.\n")
    let second = try bench.write("b.log", "at=2 event=client_seen client=c group=g2 token=t user=u.\n")
    _ = try bench.ingest([first])
    _ = try bench.ingest([first, second])
    _ = try bench.ingest([first, second], into: "both.case")
    #expect(try bench.dump() == bench.dump("both.case"))
    #expect(try bench.query("SELECT record, source FROM record_rows ORDER BY record") == ["1|1", "2|2"])
  }

  @Test func `a copy within one run is read once`() throws {
    let bench = try Workbench()
    let text = (1...2000).map { "at=\($0) event=client_seen client=c\($0) group=g.\n" }.joined()
    let log = try bench.write("a.log", text)
    let copy = try bench.write("b.log", text)
    let other = try bench.write("c.log", "at=9 event=client_seen client=new group=g.\n")
    let summary = try bench.ingest([log, copy, other]) { $0.blockSize = 1024 }
    _ = try bench.ingest([log, other], into: "expected.case")
    #expect(try bench.dump() == bench.dump("expected.case"))
    #expect(summary.sources == 2)
    #expect(summary.skippedSources == 1)
  }

  @Test func `an abandoned case leaves no file`() throws {
    let bench = try Workbench()
    let build = try CaseBuild.begin(bench.path("x.case"))
    build.abandon()
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder).isEmpty)
  }

  @Test func `a second writer of a new case is refused`() throws {
    let bench = try Workbench()
    let build = try CaseBuild.begin(bench.path("x.case"))
    #expect(throws: StoreError.self) { try CaseBuild.begin(bench.path("x.case")) }
    try build.commit()
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder) == ["x.case"])
  }
}
