import Model
import Testing

@testable import Ingest

@Suite struct JSONRecordTests {
  @Test(arguments: [
    (#"{"level":30,"time":1795342356542,"pid":1,"msg":"done"}"#, LogLevel.info, "2026-11-22T10:12:36.542000Z", "done"),
    (
      #"{"level":"error","message":"m","timestamp":"2026-11-22T10:12:36.542Z","x":1}"#, .error,
      "2026-11-22T10:12:36.542000Z", "m"
    ),
    (#"{"time":"2026-11-22T12:12:36.5+02:00","level":"WARN","msg":"m"}"#, .warn, "2026-11-22T10:12:36.500000Z", "m"),
    (#"{"event":"e","lvl":"debug","ts":1795342356.5}"#, .debug, "2026-11-22T10:12:36.500000Z", "e"),
    (
      #"{"severity":"CRITICAL","@timestamp":"2026-11-22T10:12:36Z","message":"m"}"#, .fatal,
      "2026-11-22T10:12:36.000000Z", "m"
    ),
    // nginx: milliseconds win over whole seconds.
    (
      #"{"time":"2026-11-22T10:12:36+00:00","msec":1795342356.104,"status":200}"#, .unknown,
      "2026-11-22T10:12:36.104000Z", ""
    ),
    (
      #"{"@timestamp":"2026-11-22T10:12:36+00:00","msec":"1795342356.104"}"#, .unknown, "2026-11-22T10:12:36.104000Z",
      ""
    ),
    // What pino writes first counts, not the caller's fields behind.
    (#"{"level":30,"time":1795342356542,"level":60,"time":1,"msg":"m"}"#, .info, "2026-11-22T10:12:36.542000Z", "m"),
    // A duration is no time.
    (#"{"time":12,"msg":"m"}"#, .unknown, "-", "m"),
  ])
  func readsLoggers(_ line: String, _ level: LogLevel, _ time: String, _ message: String) {
    let record = Reading.records(line).first
    #expect(record?.format == .json)
    #expect(record?.level == level)
    #expect(record?.time == time)
    #expect(record?.message == message)
  }

  @Test(arguments: [
    (#"{"level":"INFO","pid":1,"worker":"runner","message":""}"#, LogLevel.info, ""),
    (#"{"0":{"statement_timeout":"0"},"level":"DEBUG","pid":1,"worker":"w","message":"running "}"#, .debug, "running "),
    (#"{"worker":"w","message":"x","pid":1,"status":401,"level":"ERROR"}"#, .error, "x"),
    (#"{"level":"WARN","pid":1,"worker":"w","name":"Error","errorMsg":"e"}"#, .warn, ""),
    (#"{"level":"INFO","pid":1,"worker":"w","big":123456789012345678901234567890,"message":"b"}"#, .info, "b"),
  ])
  func readsZeroCache(_ line: String, _ level: LogLevel, _ message: String) {
    let record = Reading.records(line).first
    #expect(record?.format == .zeroJSON)
    #expect(record?.level == level)
    #expect(record?.message == message)
    #expect(record?.origin == TimeOrigin.none)
  }

  @Test func statusEventsDateABareLog() {
    let event =
      #"{"level":"INFO","pid":1,"worker":"w","time":"2026-11-22T10:12:36.278Z","message":"ZeroEvent: zero/events/x"}"#
    #expect(Reading.records(event).map(\.time) == ["2026-11-22T10:12:36.278000Z"])
    let other = #"{"level":"INFO","pid":1,"worker":"w","time":"2026-11-22T10:12:36.278Z","message":"other"}"#
    #expect(Reading.records(other).map(\.time) == ["-"])
  }

  @Test(arguments: [
    #"{"level":"INFO","pid":1,"#, #"{"a":1} trailing"#, #"{"a":}"#, "{nope}",
    #"{"a":"# + String(repeating: "[", count: 100_000),
  ])
  func brokenObjectsAreTextAndCounted(_ line: String) {
    let outcome = Reading.read(Array((line + "\n{\"msg\":\"next\"}\n").utf8))
    #expect(outcome.records.map(\.format) == [.text, .json])
    #expect(outcome.ledger.malformed == UInt64(line.utf8.count + 1))
  }

  @Test func loneSurrogatesDoNotBreakARecord() {
    let line = #"{"log":"{\"level\":30,\"msg\":\"a\\ud800b\"}\n","stream":"stdout","time":"2026-11-22T10:12:36.1Z"}"#
    #expect(Reading.records(line).map(\.message) == ["a\u{FFFD}b"])
    let outer = #"{"log":"a\ud800b\n","stream":"stdout","time":"2026-11-22T10:12:36.1Z"}"#
    #expect(Reading.records(outer).map(\.message) == ["a\u{FFFD}b"])
  }

  @Test func printedObjectsAreRead() {
    let source = "{\n  \"level\": \"info\",\n  \"msg\": \"m\"\n}\n{\n    \"msg\": \"n\"\n}\n"
    let outcome = Reading.read(Array(source.utf8))
    #expect(outcome.records.map(\.message) == ["m", "n"])
    #expect(outcome.records.map(\.span.lineCount) == [4, 3])
    #expect(outcome.ledger.malformed == 0)
  }
}
