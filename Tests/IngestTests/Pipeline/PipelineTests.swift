import Foundation
import Model
import Testing

@testable import Ingest

@Suite struct PipelineTests {
  /// Lines of several kinds; every seventh is continued, some have no time.
  private static func log(_ count: Int, seed: Int = 0) -> String {
    var lines: [String] = []
    for index in 0..<count {
      let number = index + seed
      let time = number % 5 == 0 ? "" : "at=\(1_000_000 + number) "
      let words =
        "event=client_seen client=c\(number % 31) group=g\(number % 7) user=u\(number % 13) token=t\(number % 17)"
      lines.append(time + words + (number % 3 == 0 ? "." : ""))
      if number % 7 == 0 { lines.append("   continued with detail=d\(number)") }
      if number % 11 == 0 { lines.append("") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: [1, 2, 4])
  func `any number of threads gives the same rows`(threads: Int) throws {
    let bench = try Workbench()
    for name in ["logs/b.log", "logs/a.log", "logs/sub/c.log"] {
      try bench.write(name, Self.log(3000, seed: name.utf8.count))
    }
    _ = try bench.ingest([bench.path("logs")], into: "one.case") { $0.threads = 1 }
    let paths = ["logs/sub", "logs/b.log", "logs/a.log", "logs"].map(bench.path)
    _ = try bench.ingest(paths, into: "many.case") {
      $0.threads = threads
      $0.blockSize = 4096
    }
    let expected = try bench.dump("one.case")
    #expect(expected.count > 9000)
    #expect(try bench.dump("many.case") == expected)
  }

  @Test(arguments: [64, 100, 257, 1000, 65_536])
  func `where blocks are cut changes nothing`(blockSize: Int) throws {
    let bench = try Workbench()
    let log = try bench.write("a.log", Self.log(400))
    _ = try bench.ingest([log], into: "whole.case")
    _ = try bench.ingest([log], into: "cut.case") { $0.blockSize = blockSize }
    #expect(try bench.dump("cut.case") == bench.dump("whole.case"))
  }

  @Test(arguments: [1, 3], [256, 700, 4096])
  func `records of real formats do not depend on blocks and threads`(threads: Int, blockSize: Int) throws {
    let bench = try Workbench()
    var text = ""
    for index in 0..<300 {
      let second = index % 60
      text += "2026-11-22T10:\(10 + index / 60):\(second < 10 ? "0" : "")\(second).100Z stdout F words \(index)\n"
      if index % 4 == 0 { text += "2026-11-22T10:20:00.100Z stdout F     at f (file.ts:\(index))\n" }
      if index % 9 == 0 { text += "2026-11-22T10:20:00.100Z stderr P half \n2026-11-22T10:20:00.100Z stderr F of it\n" }
    }
    let log = try bench.write("pod.log", text)
    _ = try bench.ingestRecords([log], into: "whole.case") { $0.keptText = .all }
    _ = try bench.ingestRecords([log], into: "cut.case") {
      $0.keptText = .all
      $0.threads = threads
      $0.blockSize = blockSize
    }
    #expect(try bench.dump("cut.case") == bench.dump("whole.case"))
    #expect(
      try bench.query("SELECT envelope, adds_up FROM sources JOIN coverage USING (source)", in: "cut.case") == ["cri|1"]
    )
  }

  @Test func `the ledger adds up to the size of the source`() throws {
    let bench = try Workbench()
    let log = try bench.write("a.log", Self.log(50) + "the end without a line end")
    _ = try bench.ingest([log]) { $0.blockSize = 128 }
    #expect(try bench.query("SELECT count(*), min(adds_up), sum(size) > 0 FROM coverage") == ["1|1|1"])
  }

  @Test func `records stand where their bytes stand`() throws {
    let bench = try Workbench()
    let log = try bench.write("a.log", "at=1 one.\n\nat=2 two.\n at\nat=3 three\n  more\nat=4 four")
    _ = try bench.ingest([log]) { $0.blockSize = 64 }
    let rows = try bench.query("SELECT offset, length, line, at FROM record_rows ORDER BY record")
    #expect(rows == ["0|10|1|1", "11|10|3|2", "21|4|4|2", "25|18|5|3", "43|9|7|4"])
  }

  @Test func `a record without time takes that of the one before`() throws {
    let bench = try Workbench()
    let log = try bench.write("a.log", "event=client_seen.\nat=7 x.\nevent=client_seen.\n")
    _ = try bench.ingest([log])
    let records = "SELECT at, facts & 15 FROM record_rows ORDER BY record"
    #expect(try bench.query(records) == ["-|0", "7|1", "7|3"])
    #expect(try bench.query("SELECT at FROM event_rows ORDER BY event") == ["-", "7"])
  }

  @Test func `a line beyond the limit is counted as skipped and the next one is read`() throws {
    let bench = try Workbench()
    let long = String(repeating: "x", count: 5000)
    let log = try bench.write("a.log", "at=1 one.\n\(long)\nat=2 two.\n")
    _ = try bench.ingest([log]) {
      $0.blockSize = 256
      $0.lineLimit = 1024
    }
    let records = try bench.query("SELECT at, line FROM record_rows ORDER BY record")
    #expect(records == ["1|1", "2|3"])
    #expect(try bench.query("SELECT bytes_skipped, adds_up FROM coverage") == ["5001|1"])
  }

  @Test func `a line that is longer than a block but within the limit is read`() throws {
    let bench = try Workbench()
    let long = "at=3 " + String(repeating: "x", count: 5000)
    let log = try bench.write("a.log", "at=1 one.\n\(long).\nat=2 two.\n")
    _ = try bench.ingest([log]) { $0.blockSize = 256 }
    let records = try bench.query("SELECT at, length FROM record_rows ORDER BY record")
    #expect(records == ["1|10", "3|5007", "2|10"])
  }

  @Test func `events outside of the asked time are left out, their records are not`() throws {
    let bench = try Workbench()
    let log = try bench.write("a.log", (1...5).map { "at=\($0) event=client_seen.\n" }.joined())
    _ = try bench.ingest([log]) {
      $0.since = .init(microseconds: 2)
      $0.until = .init(microseconds: 4)
    }
    #expect(try bench.query("SELECT at FROM event_rows ORDER BY event") == ["2", "3"])
    #expect(try bench.query("SELECT count(*) FROM record_rows") == ["5"])
  }

  @Test func `the group of a client is remembered`() throws {
    let bench = try Workbench()
    let log = try bench.write(
      "a.log", "event=client_seen client=c1 group=g1.\nevent=client_seen client=c2.\nevent=client_seen client=c1.\n")
    _ = try bench.ingest([log])
    let sql = """
      SELECT (SELECT text FROM symbols WHERE symbol = client), (SELECT text FROM symbols WHERE symbol = grp)
      FROM client_rows
      """
    #expect(try bench.query(sql) == ["c1|g1"])
  }

  @Test(arguments: [0, 1, 7, 8, 9, 255 * 8, 255 * 8 + 1, 5000])
  func `line ends are counted`(count: Int) {
    var bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    #expect(bytes.withUnsafeBytes(\.lineEnds) == UInt64(bytes.count { $0 == 10 }))
    bytes = [UInt8](repeating: 10, count: count)
    #expect(bytes.withUnsafeBytes(\.lineEnds) == UInt64(count))
  }
}
