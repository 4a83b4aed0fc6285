import Model
import Testing

@testable import Ingest

@Suite struct RecordReaderTests {
  /// A source with everything that may be open at the end of a block.
  private static let mixed = """
    {"log":"{\\"msg\\":\\"a","stream":"stdout","time":"2026-11-22T10:12:48.1Z"}
    {"log":"clientID=c PushFailed:\\n","stream":"stderr","time":"2026-11-22T10:12:48.2Z"}
    {"log":"b\\"}\\n","stream":"stdout","time":"2026-11-22T10:12:48.3Z"}
    {"log":"\\n","stream":"stderr","time":"2026-11-22T10:12:48.4Z"}
    {"log":"words\\n","stream":"stderr","time":"2026-11-22T10:12:48.5Z"}
    {"log":"    at f\\n","stream":"stderr","time":"2026-11-22T10:12:48.6Z"}
    2026-11-22T10:12:48.100+00:00 [
      'pid=1',

      'worker=a'
    ] first
    10.0.0.1 - - [22/Nov/2026:10:23:29 +0000] "GET /s HTTP/1.1" 200 1
    {
      "msg": "printed"
    }
    zero-1  | [
    zero-1  |   'pid=1',
    api-1   | plain
    zero-1  | ] second
    api-1   |     at g
    {"broken
    ] backwards
      'worker=b'
      'pid=2',
    [
    last without newline
    """

  private static let csv = "timestamp,message\r\n1795342998629,\"one\r\ntwo\"\r\n1795342998630,x\r\n"

  @Test(arguments: [mixed, csv, mixed.replacing("\n", with: "\r\n"), mixed + "\n\n"])
  func cutsDoNotChangeTheResult(_ source: String) {
    let bytes = Array(source.utf8)
    let whole = Reading.read(bytes)
    #expect(whole.ledger.total == UInt64(bytes.count))
    let newlines = bytes.count { $0 == 0x0A }
    #expect(whole.ledger.lines == UInt64(newlines + (bytes.last == 0x0A ? 0 : 1)))
    for lines in 1...9 {
      let cut = Reading.read(bytes, linesPerBlock: lines)
      #expect(cut.records == whole.records, "every \(lines) lines")
      #expect(cut.ledger == whole.ledger, "every \(lines) lines")
    }
  }

  @Test(arguments: [
    #"{"log":"{\"level\":30,\"msg\":\"m\"}\n","stream":"stdout","time":"2026-11-22T10:12:48.1Z"}"#,
    #"2026-11-22T10:12:48.1Z stdout F {"level":"INFO","pid":1,"worker":"w","message":"m"}"#,
    #"{"level":30,"time":1795342356542,"msg":"m"}"#, #"{"time":"2026-11-22T10:12:36+00:00","msec":1795342356.104}"#,
    "<-- GET /x", #"10.0.0.1 - - [22/Nov/2026:10:23:29 +0000] "GET /s HTTP/1.1" 200 1"#,
  ])
  func singleLineRecordsLeaveNothingOpen(_ line: String) {
    let source = Array(String(repeating: line + "\n", count: 20).utf8)
    let outcome = Reading.read(source, linesPerBlock: 3)
    #expect(outcome.records.count == 20)
    #expect(outcome.wasEmpty.allSatisfy { $0 })
  }

  @Test func spansAndLinesCountFromTheSource() {
    let source = "{\"msg\":\"a\"}\n\n{\"msg\":\"b\"}\r\nwords\n"
    for lines in [1, 2, 100] {
      let spans = Reading.read(Array(source.utf8), linesPerBlock: lines).records.map(\.span)
      #expect(
        spans == [
          RecordSpan(offset: 0, length: 12, line: 1), RecordSpan(offset: 13, length: 13, line: 3),
          RecordSpan(offset: 26, length: 6, line: 4),
        ])
    }
  }

  @Test func binaryBytesGiveNoRecord() {
    let source: [UInt8] = [0x00, 0xFF, 0xFE, 0x0A, 0x7B, 0x00, 0x7D, 0x0A] + Array("words\n".utf8)
    let outcome = Reading.read(source)
    #expect(outcome.records.map(\.message) == ["words"])
    #expect(outcome.ledger.malformed == 8)
  }

  @Test func linesBeyondTheLimitAreSkipped() {
    let long = [UInt8](repeating: 0x61, count: RecordReader.lineLimit + 1)
    let outcome = Reading.read(long + Array("\nwords\n".utf8))
    #expect(outcome.records.map(\.message) == ["words"])
    #expect(outcome.ledger.skipped == UInt64(long.count) + 1)
  }

  @Test func endlessContinuationsAreBounded() {
    let outcome = Reading.read(Array(("start\n" + String(repeating: "  more\n", count: 1200)).utf8))
    #expect(outcome.records.count > 2)
    #expect(outcome.records.allSatisfy { $0.span.lineCount <= 500 })
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func damagedSourcesNeitherCrashNorLoseBytes(_ seed: UInt64) {
    var bytes = Array((Self.mixed + "\n" + Self.csv + Self.mixed).utf8)
    var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    for _ in 0..<30 {
      switch next(4) {
      case 0: bytes[next(bytes.count)] = UInt8(next(256))
      case 1: bytes.remove(at: next(bytes.count))
      case 2: bytes.insert([0x22, 0x5C, 0x7B, 0x5B, 0x0A, 0x5D, 0x20, 0x1B][next(8)], at: next(bytes.count))
      default:
        let from = next(bytes.count)
        bytes.removeSubrange(from..<min(bytes.count, from + next(40)))
      }
    }
    let whole = Reading.read(bytes)
    #expect(whole.ledger.total == UInt64(bytes.count))
    let cut = Reading.read(bytes, linesPerBlock: 1 + next(4))
    #expect(cut.records == whole.records)
    #expect(cut.ledger == whole.ledger)
  }
}
