import Model
import Testing

@testable import Ingest

@Suite struct SyslogTests {
  private static let zero = #"{"level":"WARN","pid":7,"worker":"syncer","message":"m"}"#

  @Test(arguments: [
    ("<14>1 2026-11-22T10:23:18.629681Z srv zero 1 zero-1 - ", "2026-11-22T10:23:18.629681Z"),
    (
      "<14>1 2026-11-22T12:23:18.629681+02:00 srv zero 1 - [a@1 k=\"] x\" q=\"\\\"\"][b@2] ",
      "2026-11-22T10:23:18.629681Z"
    ),
    ("<14>1 2026-11-22T10:23:18.629681Z host app web.1 - ", "2026-11-22T10:23:18.629681Z"),
    ("<14>1 2026-11-22T10:23:18Z srv zero 1 - - \u{FEFF}", "2026-11-22T10:23:18.000000Z"),
    ("<14>1 - srv zero 1 - - ", "-"),
    ("183 <14>1 2026-11-22T10:23:18Z srv zero 1 - - ", "2026-11-22T10:23:18.000000Z"),
    ("<14>Nov 22 10:23:18 srv zero[7]: ", "-"), ("Nov  2 10:23:18 srv zero[7]: ", "-"),
    ("<14>Nov 22 10:23:18 zero: ", "-"),
    ("2026-11-22T12:23:18.629681+02:00 srv zero[7]: ", "2026-11-22T10:23:18.629681Z"),
    ("2026-11-22T10:23:18+0000 srv zero[7]: ", "2026-11-22T10:23:18.000000Z"),
  ])
  func prefixIsTakenOff(prefix: String, time: String) {
    for text in [Self.zero, "pid=7,worker=syncer m"] {
      let records = Reading.records(prefix + text + "\n")
      #expect(records.map(\.message) == ["m"], "\(prefix)")
      #expect(records.map(\.time) == [time], "\(prefix)")
      #expect(records.first?.fields.contains("worker=syncer") == true)
    }
  }

  @Test(arguments: [
    "Nov 22 was cold", "Oct 11 22:14:15", "<34>no syslog", "<34> Oct 11 22:14:15 a b: c",
    "Nov 42 10:23:18 srv zero[7]: x",
    "May 22 25:23:18 srv zero[7]: x", "Nov 22 10:23:18 no tag here",
  ])
  func otherLinesStayAsTheyAre(line: String) {
    #expect(Reading.records(line + "\n").map(\.message) == [line])
  }

  @Test func severityIsALevelWhereTheLineHasNone() {
    func record(_ priority: Int) -> SeenRecord? {
      Reading.records("<\(priority)>Nov 22 10:23:18 srv app: words\n").first
    }
    #expect([24, 28, 29, 31].map { record($0)?.level } == [.fatal, .warn, .info, .debug])
    #expect([27, 30].map { record($0)?.stream } == [.stderr, .stdout])
    #expect(Reading.records("<28>Nov 22 10:23:18 srv app: \(Self.zero)\n").first?.level == .warn)
  }

  @Test func yearAndZoneComeFromALineThatHasThem() {
    let source = """
      Dec 31 23:59:50 srv zero[7]: \(Self.zero)
      Dec 31 23:59:58 srv api[8]: {"level":30,"time":1798754398123,"msg":"pino"}
      Jan  1 00:00:10 srv zero[7]: \(Self.zero)
      """
    let records = Reading.records(source)
    #expect(
      records.map(\.time) == [
        "2026-12-31T21:59:50.000000Z", "2026-12-31T21:59:58.123000Z", "2026-12-31T22:00:10.000000Z",
      ])
    #expect(records.map(\.uncertainty) == [1_000_000, 1_000, 1_000_000])
  }
}
