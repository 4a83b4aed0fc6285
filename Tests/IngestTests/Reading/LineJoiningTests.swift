import Model
import Testing

@testable import Ingest

@Suite struct LineJoiningTests {
  private static let stamp = "2026-11-22T10:12:48.5"

  private func docker(_ lines: [(stream: String, log: String)]) -> String {
    lines.enumerated().map { index, line in
      #"{"log":"\#(line.log)","stream":"\#(line.stream)","time":"\#(Self.stamp)\#(index + 10)Z"}"# + "\n"
    }.joined()
  }

  @Test func joinsPartsOfDockerLinesPerStream() {
    let source = docker([
      ("stdout", #"{\"level\":30,\"msg\":\"on"#), ("stderr", #"{\"level\":50,\"msg\":\"tw"#), ("stdout", #"e and"#),
      ("stderr", #"o\"}\n"#), ("stdout", #" more\"}\n"#), ("stdout", #"{\"msg\":\"three\"}\n"#),
    ])
    let outcome = Reading.read(Array(source.utf8))
    #expect(outcome.records.map(\.message) == ["two", "one and more", "three"])
    #expect(outcome.records.map(\.stream) == [.stderr, .stdout, .stdout])
    #expect(outcome.records.map(\.time).first == "2026-11-22T10:12:48.511000Z")
    #expect(outcome.ledger.malformed == 0)
    #expect(outcome.ledger.total == UInt64(source.utf8.count))
  }

  @Test func joinsPartsOfKubernetesLines() {
    let source = """
      2026-11-22T10:12:48.1Z stdout P {"level":30,
      2026-11-22T10:12:48.2Z stderr F {"msg":"other"}
      2026-11-22T10:12:48.3Z stdout P "msg":
      2026-11-22T10:12:48.4Z stdout F "m"}
      2026-11-22T10:12:48.5Z stdout F\u{20}
      """
    let records = Reading.records(source)
    #expect(records.map(\.message) == ["other", "m"])
    #expect(records.last?.time == "2026-11-22T10:12:48.100000Z")
  }

  @Test func handsOnAPartThatNothingFollows() {
    let records = Reading.records(#"{"log":"cut off","stream":"stdout","time":"2026-11-22T10:12:48.5Z"}"#)
    #expect(records.map(\.message) == ["cut off"])
    #expect(records.map(\.stream) == [.stdout])
  }

  @Test func joinsAWrappedContextAroundOtherProcesses() {
    let source = """
      2026-11-22T10:12:48.100+00:00 [
        'pid=1',
      2026-11-22T10:12:48.101+00:00 pid=2,worker=b between
        'worker=a',
        'wsID=w'
      ] first {"x":1}
      2026-11-22T10:12:48.102+00:00 [ 'pid=3', 'worker=c' ] last

      """
    let outcome = Reading.read(Array(source.utf8))
    #expect(outcome.records.map(\.message) == ["between", "first", "last"])
    #expect(outcome.records[1].fields == ["pid=1", "worker=a", "wsID=w", "x=1"])
    #expect(outcome.records[1].span == RecordSpan(offset: 0, length: 43, line: 1, lineCount: 2))
    #expect(outcome.ledger.lines == 7)
  }

  @Test func aContextThatNeverClosesIsHandedOn() {
    let records = Reading.records("[\n  'pid=1',\n{\"msg\":\"m\"}\n")
    #expect(records.map(\.format) == [.zeroText, .json])
    #expect(records.first?.fields == ["pid=1"])
  }

  @Test func attachesStackTracesAndTheTextBehindAnEmptyLine() {
    let lines = [
      "clientID=c PushFailed:", "", "Fetch failed 401 ProtocolError: x", "    at f (a.js:1:2)",
      "    at g (b.js:3:4) PushFailed {\"lmid\":2}", "clientID=c Connecting...", "plain", "Caused by: y", "}", "next",
    ]
    let bare = lines.joined(separator: "\n") + "\n"
    let collected = docker(lines.map { ("stderr", $0.replacing("\"", with: "\\\"") + "\\n") })
    for source in [bare, collected] {
      let outcome = Reading.read(Array(source.utf8))
      #expect(
        outcome.records.map(\.message) == [
          "PushFailed:\n\nFetch failed 401 ProtocolError: x", "Connecting...", "plain\nCaused by: y\n}", "next",
        ])
      #expect(outcome.records.map(\.span.lineCount) == [5, 1, 3, 1])
      #expect(outcome.records.first?.fields == ["clientID=c", "lmid=2"])
      #expect(outcome.records.map(\.span.length).reduce(0, +) == UInt64(source.utf8.count))
    }
  }

  @Test func jsonIsNeverContinued() {
    let outcome = Reading.read(Array("{\"msg\":\"m\"}\n    at f (a.js:1:2)\n".utf8))
    #expect(outcome.records.map(\.format) == [.json, .text])
  }

  @Test func aSilentStreamEndsItsRecord() {
    let source =
      docker([("stderr", "boom\\n")])
      + #"{"log":"{\"msg\":\"m\"}\n","stream":"stdout","time":"2026-11-22T10:12:50.5Z"}"# + "\n"
      + #"{"log":"    at f\n","stream":"stderr","time":"2026-11-22T10:12:50.6Z"}"# + "\n"
    #expect(Reading.records(source).map(\.message) == ["boom", "m", "at f"])
  }

  @Test func readsRowsWithNewlinesInsideQuotes() {
    let source = """
      timestamp,message
      1795342998629,"one
      two, ""three""
      "
      1795342998630,plain

      1795342998631,"open
      """
    let outcome = Reading.read(Array(source.utf8))
    #expect(outcome.records.map(\.message) == ["one\ntwo, \"three\"", "plain", "open"])
    #expect(outcome.records.map(\.span.line) == [2, 5, 7])
    #expect(outcome.records.first?.span.lineCount == 3)
    #expect(outcome.ledger.blank == 1)
    #expect(outcome.ledger.total == UInt64(source.utf8.count))
  }

  @Test func readsSourcesThatRunBackwards() {
    let lines = [
      "10:12:48.100+00:00 [ 'pid=1', 'worker=a' ] first", "10:12:48.101+00:00 [", "  'pid=2',", "  'worker=b'",
      "] second", "10:12:48.102+00:00 [", "  'pid=3',", "  'worker=c'", "] third", "    and more",
      "10:12:48.103+00:00 [ 'pid=4', 'worker=d' ] fourth",
    ].enumerated().map { index, line in
      let text = line.hasPrefix("10:") ? "2026-11-22T" + line : line
      return #"{"line":"\#(text)","timestamp":"2026-11-22T10:12:48.\#(200 + index)Z"}"# + "\n"
    }
    let forwards = Reading.records(lines.joined())
    let backwards = Reading.records(lines.reversed().joined())
    #expect(forwards.map(\.message) == ["first", "second", "third\n    and more", "fourth"])
    // The first record that shows the direction has lost what came before it.
    #expect(backwards.suffix(2).map(\.message) == ["second", "first"])
    #expect(backwards.contains { $0.message == "third" && $0.fields == ["pid=3", "worker=c"] })
    #expect(backwards.first { $0.message == "second" }?.time == forwards.first { $0.message == "second" }?.time)
  }
}
