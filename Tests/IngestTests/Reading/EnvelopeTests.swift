import Model
import Testing

@testable import Ingest

@Suite struct EnvelopeTests {
  private static let zero = #"{"level":"WARN","pid":7,"worker":"syncer","message":"m \"q\" & <é>"}"#
  private static let escaped =
    #"{\"level\":\"WARN\",\"pid\":7,\"worker\":\"syncer\",\"message\":\"m \\\"q\\\" \u0026 <\u00e9>\"}"#
  private static let doubled = #"{""level"":""WARN"",""pid"":7,""worker"":""syncer"",""message"":""m \""q\"" & <é>""}"#
  private static let micro = "2026-11-22T10:23:18.629681Z"

  static let lines: [(name: String, source: String, stream: LogStream, time: String, uncertainty: Int32)] = [
    ("bare", zero, .unknown, "-", 0),
    ("byte order mark and CRLF", "\u{FEFF}\(zero)\r\n", .unknown, "-", 0),
    ("colours", "\u{1B}[33m\(zero)\u{1B}[0m", .unknown, "-", 0),
    (
      "docker", #"{"log":"\#(escaped)\n","stream":"stderr","time":"2026-11-22T10:23:18.629681568Z"}"#, .stderr, micro, 0
    ),
    (
      "docker, other order", #"{"time":"2026-11-22T10:23:18.629681568Z","stream":"stdout","log":"\#(escaped)\n"}"#,
      .stdout, micro, 0
    ),
    (
      "docker, attributes",
      #"{"log":"\#(escaped)\r\n","stream":"stdout","attrs":{"a":"b"},"time":"2026-11-22T10:23:18.629681Z"}"#, .stdout,
      micro, 0
    ),
    (
      "docker, trimmed zeros", #"{"log":"\#(escaped)\n","stream":"stdout","time":"2026-11-22T10:23:18Z"}"#, .stdout,
      "2026-11-22T10:23:18.000000Z", 1_000_000
    ),
    ("kubernetes", "2026-11-22T10:23:18.629681568Z stderr F \(zero)", .stderr, micro, 0),
    ("kubernetes, local zone", "2026-11-22T12:23:18.629681568+02:00 stdout F:x \(zero)", .stdout, micro, 0),
    ("docker logs -t", "2026-11-22T10:23:18.629681568Z \(zero)", .unknown, micro, 0),
    ("kubectl --prefix", "[pod/zero-1/cache] 2026-11-22T10:23:18.629681568Z \(zero)", .unknown, micro, 0),
    ("compose", "zero-cache-1  | \(zero)", .unknown, "-", 0),
    ("compose -t", "zero-cache-1  | 2026-11-22T10:23:18.629681568Z \(zero)", .unknown, micro, 0),
    (
      "fly", "2026-11-22T10:23:18Z app[148e21d7b60389] fra [info]\(zero)", .unknown, "2026-11-22T10:23:18.000000Z",
      1_000_000
    ),
    ("CloudWatch S3 export", "2026-11-22T10:23:18.629Z \(zero)", .unknown, "2026-11-22T10:23:18.629000Z", 1_000),
    (
      "CloudWatch CSV", "timestamp,message\n1795342998629,\"\(doubled)\n\"\n", .unknown, "2026-11-22T10:23:18.629000Z",
      1_000
    ),
    (
      "Insights CSV", "@message,@timestamp,@logStream\n\"\(doubled)\",2026-11-22 10:23:18.629,s\n", .unknown,
      "2026-11-22T10:23:18.629000Z", 1_000
    ),
    (
      "CloudWatch events", #"{"ingestionTime":1795342998999,"timestamp":1795342998629,"message":"\#(escaped)"}"#,
      .unknown, "2026-11-22T10:23:18.629000Z", 1_000
    ),
    (
      "Loki",
      #"{"labels":{"app":"z","stream":"stderr"},"line":"\#(escaped)","timestamp":"2026-11-22T10:23:18.629681568Z"}"#,
      .stderr, micro, 0
    ),
    ("promtail", #"{"entry":"\#(escaped)","ts":"1795342998629681568"}"#, .unknown, micro, 0),
    (
      "journald", #"{"__REALTIME_TIMESTAMP":"1795342998629681","PRIORITY":"3","MESSAGE":"\#(escaped)"}"#, .stderr,
      micro,
      0
    ),
    (
      "console capture", #"{"timestamp":"2026-11-22T10:23:18.629Z","level":"info","message":"\#(escaped)"}"#, .unknown,
      "2026-11-22T10:23:18.629000Z", 1_000
    ),
    (
      "docker in Loki",
      #"{"line":"2026-11-22T10:23:18.629681568Z stdout F \#(escaped)","timestamp":"2026-11-22T10:23:19Z"}"#, .stdout,
      micro, 0
    ),
    (
      "aws logs tail", "2026-11-22T10:23:18.629681+00:00 /service/zero/5b1e \(zero)", .unknown, micro, 0
    ),
    ("aws logs tail, short", "2026-11-22T10:23:18 \(zero)", .unknown, "2026-11-22T10:23:18.000000Z", 1_000_000),
    ("logcli", "2026-11-22T12:23:18.629681+02:00 {app=\"zero\", namespace=\"prod\"} \(zero)", .unknown, micro, 0),
    ("Render", "2026-11-22 10:23:18  \(zero)", .unknown, "2026-11-22T10:23:18.000000Z", 1_000_000),
    ("syslog", "<14>1 2026-11-22T10:23:18.629681Z srv-1 zero 1 zero-1 - \(zero)", .stdout, micro, 0),
    (
      "fly, JSON",
      "{\n  \"level\": \"info\",\n  \"message\": \"\(escaped)\",\n  \"timestamp\": \"2026-11-22T10:23:18.629681Z\",\n"
        + "  \"meta\": {}\n}", .unknown, micro, 0
    ),
    (
      "filter-log-events",
      #"{"events":[{"timestamp":1795342998629,"message":"\#(escaped)","eventId":"1"}],"nextToken":"x"}"#, .unknown,
      "2026-11-22T10:23:18.629000Z", 1_000
    ),
  ]

  @Test(arguments: lines)
  func unwrapsToTheSameRecord(
    _ name: String, _ source: String, _ stream: LogStream, _ time: String, _ uncertainty: Int32
  ) {
    let records = Reading.records(source)
    #expect(records.count == 1, "\(name)")
    guard let record = records.first else { return }
    #expect(record.format == .zeroJSON, "\(name)")
    #expect(record.message == #"m "q" & <é>"#, "\(name)")
    #expect(record.text == Self.zero, "\(name)")
    #expect(record.fields.prefix(3) == ["level=WARN", "pid=7", "worker=syncer"], "\(name)")
    #expect(record.level == .warn)
    #expect(record.stream == stream, "\(name)")
    #expect(record.time == time, "\(name)")
    #expect(record.origin == (time == "-" ? .none : .envelope), "\(name)")
    #expect(record.uncertainty == uncertainty, "\(name)")
  }

  @Test func journaldBytesAreText() {
    let source = #"{"__REALTIME_TIMESTAMP":"1795342998629681","MESSAGE":[97,32,27,91,51,50,109,98,195,169]}"#
    #expect(Reading.records(source).map(\.message) == ["a bé"])
  }

  @Test func wordsOfAnApplicationStayItsRecord() {
    let record = Reading.records(#"{"timestamp":"2026-11-22T10:23:18.629Z","level":"error","message":"boom"}"#).first
    #expect(record?.format == .json)
    #expect(record?.level == .error)
    #expect(record?.message == "boom")
    #expect(record?.fields.count == 3)
  }

  @Test(arguments: [
    // The inner time wins over the collector's.
    ("2026-11-22T10:23:20.5Z stdout F ", "2026-11-22T10:23:18.123Z", "2026-11-22T10:23:18.123000Z", TimeOrigin.body),
    // It shows whole seconds, and the finer one is near.
    ("2026-11-22T10:23:18.5Z stdout F ", "2026-11-22T10:23:18Z", "2026-11-22T10:23:18.500000Z", .envelope),
    ("2026-11-22T10:23:28.5Z stdout F ", "2026-11-22T10:23:18Z", "2026-11-22T10:23:18.000000Z", .body),
    // It names no zone.
    ("2026-11-22T10:23:28.5Z stdout F ", "2026-11-22T12:23:18.5", "2026-11-22T10:23:28.500000Z", .envelope),
    ("", "2026-11-22T12:23:18.5", "2026-11-22T12:23:18.500000Z", .body),
  ])
  func innerTimeTakesPrecedence(_ envelope: String, _ inner: String, _ time: String, _ origin: TimeOrigin) {
    let record = Reading.records(envelope + #"{"level":30,"time":"\#(inner)","msg":"m"}"#).first
    #expect(record?.time == time)
    #expect(record?.origin == origin)
  }
}
