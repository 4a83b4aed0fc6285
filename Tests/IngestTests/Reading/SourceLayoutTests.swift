import Model
import Testing

@testable import Ingest

@Suite struct SourceLayoutTests {
  private static let zero = #"{"level":"WARN","pid":7,"worker":"syncer","message":"m"}"#
  private static let stream = "zero/cache/0d1b7b8f3a4e4c6f9a30d2a6a4b1c9de"

  /// What `aws logs tail` makes of events.
  private static func tail(_ events: [(stream: String, text: String)], short: Bool = false) -> String {
    events.enumerated().map { index, event in
      short
        ? "2026-10-21T00:44:4\(index) \(event.text)\n"
        : "2026-10-21T00:44:4\(index).123000+00:00 \(event.stream) \(event.text)\n"
    }.joined()
  }

  private static let events = [
    "[", "  'pid=1',", "  'worker=a'", "] first {\"x\":1}", "pid=2,worker=b second", zero,
    "2026-10-21T00:44:39.5+00:00 pid=3,worker=c third", "--> POST /api/push 200 5ms",
  ]

  @Test(arguments: [false, true])
  func tailOfCloudWatchIsTakenOffEveryLine(short: Bool) {
    let source = Self.tail(Self.events.map { (Self.stream, $0) }, short: short)
    let outcome = Reading.read(Array(source.utf8))
    #expect(outcome.records.map(\.message) == ["first", "second", "m", "third", "--> POST /api/push 200 5ms"])
    #expect(outcome.records.map(\.format) == [.zeroText, .zeroText, .zeroJSON, .zeroText, .access])
    #expect(outcome.records.first?.fields == ["pid=1", "worker=a", "x=1"])
    #expect(outcome.records.last?.fields.contains("status=200") == true)
    let fraction = short ? ".000000Z" : ".123000Z"
    #expect(
      outcome.records.map(\.time)
        == [40, 44, 45, 39, 47].map {
          "2026-10-21T00:44:\($0)" + ($0 == 39 ? ".500000Z" : fraction)
        })
    #expect(outcome.records.map(\.origin) == [.envelope, .envelope, .envelope, .body, .envelope])
    #expect(outcome.ledger.total == UInt64(source.utf8.count))
    #expect(Reading.read(Array(source.utf8), linesPerBlock: 2).records == outcome.records)
  }

  @Test func streamsAreJoinedApart() {
    let other = "zero/cache/f3a4e4c6f9a30d2a6a4b1c9de0d1b7b8"
    let source = Self.tail([
      (Self.stream, "["), (other, "["), (Self.stream, "  'pid=1',"), (other, "  'pid=2',"),
      (Self.stream, "  'worker=a'"), (other, "  'worker=b'"), (Self.stream, "] one"), (other, "] two"),
    ])
    #expect(Reading.records(source).map(\.fields) == [["pid=1", "worker=a"], ["pid=2", "worker=b"]])
  }

  @Test func shortNamesMustRepeatInFrontOfLinesThatShowIt() {
    let named = Self.tail([
      ("api", "boom"), ("zero", Self.zero), ("api", "--> GET / 200 1ms"), ("zero", "x"), ("api", "y"), ("api", "z"),
    ])
    #expect(Reading.records(named).map(\.message).sorted() == ["--> GET / 200 1ms", "boom", "m", "x", "y", "z"])
    let words = Self.tail([("server", "is up"), ("server", "is down"), ("server", "is up again")])
    #expect(Reading.records(words).map(\.message) == ["server is up", "server is down", "server is up again"])
    let loose = Self.tail([("listening", "on 1"), ("accepted", "x"), ("POST", "/a"), ("done", Self.zero)])
    #expect(Reading.records(loose).first?.message == "listening on 1")
  }

  @Test func ownTimesOfAProgramAreNoPrefix() {
    let source = """
      2026-10-21T00:44:41 INFO starting
      2026-10-21T00:44:42 INFO listening
      """
    let records = Reading.records(source)
    #expect(records.map(\.message) == ["starting", "listening"])
    #expect(records.map(\.origin) == [.body, .body])
  }

  @Test func furtherLinesOfAnEventBelongToIt() {
    let source = """
      2026-10-21T00:44:41.123000+00:00 \(Self.stream) TypeError: boom
          at f (a.js:1:2)
      2026-10-21T00:44:42.123000+00:00 \(Self.stream) next
      2026-10-21T00:44:43+00:00 \(Self.stream)
      {
          "level": "INFO",
          "pid": 7,
          "worker": "syncer",
          "message": "pretty"
      }
      2026-10-21T00:44:44+00:00 \(Self.stream)

      """
    let outcome = Reading.read(Array(source.utf8))
    #expect(outcome.records.map(\.message) == ["TypeError: boom", "next", "pretty"])
    #expect(outcome.records.map(\.span.lineCount) == [2, 1, 7])
    #expect(outcome.records.last?.time == "2026-10-21T00:44:43.000000Z")
    #expect(outcome.ledger.total == UInt64(source.utf8.count))
    #expect(Reading.read(Array(source.utf8), linesPerBlock: 1).records == outcome.records)
  }
}
