import Model
import Testing

@testable import Ingest

@Suite struct TextRecordTests {
  @Test(arguments: [
    (
      "2026-11-21T19:27:20.791+00:00 pid=2,worker=syncer,component=pusher push error. {\"status\":401,\"message\":\"M\"}",
      LogLevel.unknown, "2026-11-21T19:27:20.791000Z", "push error.",
      ["pid=2", "worker=syncer", "component=pusher", "status=401", "message=M"]
    ),
    (
      "pid=2,worker=syncer,connection,clientID=c closing", .unknown, "-", "closing",
      ["pid=2", "worker=syncer", "clientID=c"]
    ),
    (
      "2026-11-21T19:27:20.791+5.5:30 [ 'pid=7', 'worker=runner' ] ", .info, "2026-11-21T13:57:20.791000Z", "",
      ["pid=7", "worker=runner"]
    ),
    (
      "[ 'pid=7', 'worker=runner', 'connection', \"name=it's, so\" ] two {\"a\":1} {\"b\":2}", .info, "-",
      "two {\"a\":1}",
      ["pid=7", "worker=runner", "name=it's, so", "b=2"]
    ),
    (
      "[\n  'pid=7',\n  'worker=syncer',  'connection',\n  'wsID=w'\n] closing connection: {x}\n    more", .info, "-",
      "closing connection: {x}\n    more", ["pid=7", "worker=syncer", "wsID=w"]
    ),
  ])
  func readsZeroText(_ text: String, _ level: LogLevel, _ time: String, _ message: String, _ fields: [String]) {
    let records = Reading.records(text)
    #expect(records.map(\.format) == [.zeroText])
    #expect(records.first?.level == level)
    #expect(records.first?.time == time)
    #expect(records.first?.message == message)
    #expect(records.first?.fields == fields)
    #expect(records.first?.text == text)
  }

  @Test func standardErrorMeansWarning() {
    let inner = #"pid=2,worker=w m\n"#
    func line(_ stream: String) -> String {
      #"{"log":"\#(inner)","stream":"\#(stream)","time":"2026-11-22T10:12:36.1Z"}"# + "\n"
    }
    #expect(Reading.records(line("stderr") + line("stdout")).map(\.level) == [.warn, .unknown])
  }

  @Test(arguments: [
    (
      "PushProcessor Mutation 4 was retried {\"name\":\"Error\"}", "Mutation 4 was retried",
      ["context=PushProcessor", "name=Error"]
    ),
    ("PushProcessor {\"name\":\"Error\"}", "", ["context=PushProcessor", "name=Error"]),
    (
      "clientID=c wsid=w runLoopCounter=1 Connecting... {}", "Connecting...",
      ["clientID=c", "wsid=w", "runLoopCounter=1"]
    ),
    ("clientID=c Connecting to ws://h/x?a=b", "Connecting to ws://h/x?a=b", ["clientID=c"]),
    ("clientID=c", "", ["clientID=c"]),
  ])
  func readsTheConsoleSink(_ text: String, _ message: String, _ fields: [String]) {
    let records = Reading.records(text)
    #expect(records.map(\.format) == [.consoleSink])
    #expect(records.first?.message == message)
    #expect(records.first?.fields == fields)
  }

  @Test func coloursOfZeroTextAreItsLevel() {
    let levels = ["90", "33", "31"].map { Reading.records("\u{1B}[\($0)mpid=2,worker=w m\u{1B}[0m").first?.level }
    #expect(levels == [.debug, .warn, .error])
  }

  @Test func aConsoleCaptureGivesItsLevel() {
    let record = Reading.records(
      #"{"timestamp":"2026-11-22T10:20:44.322Z","level":"error","message":"clientID=c PushFailed:\n\nwords"}"#
    ).first
    #expect(record?.format == .consoleSink)
    #expect(record?.level == .error)
    #expect(record?.message == "PushFailed:\n\nwords")
  }

  @Test(arguments: [
    (
      "2026-11-22T10:21:19.784Z ERROR unavailable {\"code\":\"E\"}", LogLevel.error, "2026-11-22T10:21:19.784000Z",
      "unavailable", ["code=E"]
    ),
    (
      "[api] unauthorized sub=u exp=17 reason=\"exp\" claim", .unknown, "-",
      "[api] unauthorized sub=u exp=17 reason=\"exp\" claim", ["sub=u", "exp=17", "reason=exp"]
    ),
    (
      "2026/11/22 10:33:59 [error] 1#1: *4 failed, client: 10.0.0.1, request: \"GET /x?a=b HTTP/1.1\", host: \"h\"",
      .error, "2026-11-22T10:33:59.000000Z",
      "1#1: *4 failed, client: 10.0.0.1, request: \"GET /x?a=b HTTP/1.1\", host: \"h\"",
      ["remote_addr=10.0.0.1", "method=GET", "url=/x?a=b"]
    ),
    (
      "time=2026-11-22T10:21:19.784Z level=warn msg=\"two words\" n=1", .warn, "2026-11-22T10:21:19.784000Z",
      "two words",
      ["time=2026-11-22T10:21:19.784Z", "level=warn", "msg=two words", "n=1"]
    ),
    ("[2026-11-22T10:21:19.784Z] [ WARN ] words", .warn, "2026-11-22T10:21:19.784000Z", "words", []),
    ("INFORMATION about a=b", .unknown, "-", "INFORMATION about a=b", ["a=b"]),
    ("url http://h/?a=b&c=d", .unknown, "-", "url http://h/?a=b&c=d", []),
  ])
  func readsOtherText(_ text: String, _ level: LogLevel, _ time: String, _ message: String, _ fields: [String]) {
    let records = Reading.records(text)
    #expect(records.map(\.format) == [.text])
    #expect(records.first?.level == level)
    #expect(records.first?.time == time)
    #expect(records.first?.message == message)
    #expect(records.first?.fields == fields)
  }
}
