import Foundation
import Testing

/// `analyze -`.
@Suite struct StandardInputTests {
  private static let good =
    #"{"level":"INFO","pid":1,"worker":"runner","message":"starting server@0.25.13 "}"# + "\n"

  private func analyze(_ desk: Desk, _ bytes: Data) throws -> Binary.Run {
    let file = try desk.write("input", bytes)
    return try Binary.run(
      ["analyze", "-", "--case", desk.path("a.case")], in: desk.folder, input: URL(fileURLWithPath: file))
  }

  @Test func textIsRead() throws {
    let run = try analyze(try Desk(), Data(Self.good.utf8))
    #expect(run.status == 0, "\(run.error)")
    #expect(run.out.hasPrefix("1 record from 1 source"), "\(run.out)")
    #expect(run.out.contains("-: sync server 0.25.13"), "\(run.out)")
  }

  @Test func textOfAPipeIsRead() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    let script = #"cat good.log good.log | "$1" analyze - --case a.case"#
    let run = try Tool.shell(script, Binary.program.path, in: desk.folder)
    #expect(run.status == 0)
    #expect(run.out.hasPrefix("2 records from 1 source"), "\(run.out)")
  }

  @Test func gzipIsUnpacked() throws {
    let desk = try Desk()
    let packed = try Tool.gzip(try desk.write("good.log", Self.good))
    let run = try analyze(desk, packed)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.out.contains("-: sync server 0.25.13"), "\(run.out)")
  }

  @Test func archiveIsUnpacked() throws {
    let desk = try Desk()
    try desk.write("good.log", Self.good)
    let run = try Tool.shell(
      #"tar -czf - good.log | "$1" analyze - --case a.case"#, Binary.program.path, in: desk.folder)
    #expect(run.status == 0)
    #expect(run.out.contains("good.log: sync server 0.25.13"), "\(run.out)")
  }

  @Test func nothingIsASourceWithoutRecords() throws {
    let run = try analyze(try Desk(), Data())
    #expect(run.status == 0, "\(run.error)")
    #expect(run.out.hasPrefix("0 records from 1 source"), "\(run.out)")
  }
}
