import CaseStore
import Foundation
import Testing

/// Files as editors, systems and accidents leave them.
@Suite struct OddFileTests {
  private static let line =
    #"{"level":"INFO","pid":1,"worker":"runner","message":"starting server@0.25.13 "}"#

  private static func utf16(_ text: String) -> Data {
    Data([0xFF, 0xFE])
      + Data(text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] })
  }

  @Test(arguments: [
    ("CRLF", Data("\(line)\r\n\(line)\r\n".utf8)), ("no newline at the end", Data("\(line)\n\(line)".utf8)),
    ("byte order mark", Data("\u{FEFF}\(line)\n\(line)\n".utf8)), ("UTF-16", utf16("\(line)\r\n\(line)\r\n")),
    ("hole", Data("\(line)\n".utf8) + Data(count: 300_000) + Data("\(line)\n".utf8)),
    ("hole at the start", Data(count: 5_000_000) + Data("\(line)\n\(line)\n".utf8)),
    ("blank lines", Data("\n\n\(line)\n  \n\(line)\n\n".utf8)),
  ])
  func bothRecordsAreRead(name: String, content: Data) throws {
    let desk = try Desk()
    try desk.write("a.log", content)
    let run = try desk.analyze("a.log")
    #expect(run.status == 0, "\(name): \(run.error)")
    #expect(run.out.hasPrefix("2 records from 1 source"), "\(name): \(run.out.prefix(100))")
    #expect(run.out.contains("a.log: sync server 0.25.13"), "\(name): \(run.out)")
    let database = try CaseFile(path: desk.path("a.case"), access: .readOnly).database
    let rows = try database.prepare("SELECT adds_up, malformed, bytes_skipped FROM coverage")
    try #require(try rows.step())
    #expect((0..<3).map { rows.text(Int32($0)) } == ["1", "0", "0"], "\(name)")
  }

  @Test func sameBytesUnderAnotherNameAreOneSource() throws {
    let desk = try Desk()
    try desk.write("logs/a.log", Self.line + "\n")
    try desk.write("logs/b.log", Self.line + "\n")
    let run = try desk.analyze("logs")
    #expect(run.out.hasPrefix("1 record from 1 source"), "\(run.out.prefix(100))")
    #expect(
      run.error.contains("warning: the case has the bytes of 'logs/b.log' already as 'logs/a.log'"), "\(run.error)")
  }

  @Test func largeAnswerOfLokiIsReadRecordByRecord() throws {
    let desk = try Desk()
    let words = String(repeating: "words ", count: 100)
    let values = (0..<9000).map { #"["\#(1_795_342_998_000_000_000 + $0 * 1_000_000)","\#(words)\#($0)"]"# }
    let text =
      #"{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"z"},"values":["#
      + values.joined(separator: ",") + "]}]}}\n"
    #expect(text.utf8.count > 5 << 20)
    try desk.write("loki.json", text)
    let run = try desk.analyze("loki.json")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.out.hasPrefix("9,000 records from 1 source"), "\(run.out.prefix(100))")
  }
}
