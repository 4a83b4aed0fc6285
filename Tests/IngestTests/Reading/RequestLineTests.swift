import Model
import Testing

@testable import Ingest

@Suite struct RequestLineTests {
  @Test(arguments: [
    ("<-- POST /api/mutate?a=b", ["method=POST", "url=/api/mutate?a=b", "direction=in"]),
    (
      "  --> POST /api/mutate \u{1B}[32m200\u{1B}[0m 15ms",
      ["method=POST", "url=/api/mutate", "direction=out", "status=200", "duration_us=15000"]
    ),
    ("--> GET /x 503 2s", ["method=GET", "url=/x", "direction=out", "status=503", "duration_us=2000000"]),
    (
      "::ffff:10.0.0.1 - - [22/Nov/2026:10:23:29 +0000] \"POST /a?b=c HTTP/1.1\" 401 26 \"-\" \"node\"",
      ["remote_addr=::ffff:10.0.0.1", "method=POST", "url=/a?b=c", "status=401", "bytes=26", "user_agent=node"]
    ),
    (
      "10.0.0.1 - u [22/Nov/2026:10:23:29 +0000] \"GET /s HTTP/1.1\" 101 4333 \"https://r/\" \"UA \\x22q\\\" 1\" rt=3.354 uct=0.000 us=101",
      [
        "remote_addr=10.0.0.1", "method=GET", "url=/s", "status=101", "bytes=4333", "referer=https://r/",
        "user_agent=UA \\x22q\\\" 1", "rt=3.354", "duration_us=3354000", "uct=0.000", "us=101",
      ]
    ),
    (
      "10.0.0.1 - - [22/Nov/2026:10:23:29 +0000] \"GET /s HTTP/1.1\" - - \"-\" \"-\"",
      ["remote_addr=10.0.0.1", "method=GET", "url=/s"]
    ),
    (
      "10.0.0.1 - - [22/Nov/2026:10:23:29 +0000] \"\\x16\\x03\" 400 150 \"-\" \"-\"",
      ["remote_addr=10.0.0.1", "url=\\x16\\x03", "status=400", "bytes=150"]
    ),
  ])
  func readsFields(_ line: String, _ fields: [String]) {
    let records = Reading.records(line)
    #expect(records.map(\.format) == [.access])
    #expect(records.first?.fields == fields)
  }

  @Test func wholeSecondsGiveWayToTheCollector() {
    let inner = "10.0.0.1 - - [22/Nov/2026:10:23:29 +0000] \"GET /s HTTP/1.1\" 200 1"
    let bare = Reading.records(inner).first
    #expect(bare?.time == "2026-11-22T10:23:29.000000Z")
    #expect(bare?.uncertainty == 1_000_000)
    let collected = Reading.records("2026-11-22T10:23:29.712345678Z stdout F " + inner).first
    #expect(collected?.time == "2026-11-22T10:23:29.712345Z")
    #expect(collected?.uncertainty == 0)
  }
}
