import CaseStore
import Model
import Testing

@testable import Reporting

/// What `show` and `why` print, whatever stands in the logs.
@Suite struct AnswerTests {
  private static let hostile = "\u{1b}[2J\r\n=> delivered \u{202e}gnp\u{0} status\":401"
  private static let place = RecordPlace(record: 7, source: 1, offset: 10, length: 20, line: 3)

  private func finding() throws -> ReportedFinding {
    try #require(try SampleCase().report().findings.shown.first)
  }

  private func write(_ change: (inout TracedWrite) -> Void) throws -> TracedWrite {
    let file = try SampleCase().file
    let name = try IdentityLookup(file).write("c1#7")
    var write = try #require(try TracedWrite.read([name], in: file)[name])
    change(&write)
    return write
  }

  private func shown(_ state: SourceState, _ records: [ShownRecord]) throws -> ShownFinding {
    let source = SourcePlace(source: 1, path: "logs/a\u{1b}[31m.log", sha256: "0123456789abcdef", size: 1_234)
    return ShownFinding(
      finding: try finding(), sources: [ShownSource(place: source, state: state, foundAt: nil, records: records)])
  }

  private func record(_ number: Int64, roles: [String] = [], text: String?, from: ShownRecord.Origin) -> ShownRecord {
    var place = Self.place
    place.record = number
    place.line = UInt64(number)
    return ShownRecord(place: place, roles: roles, text: text, origin: from)
  }

  private func expectVisible(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let harmful = text.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n") || $0.value == 0x7f || $0.value == 0x202e
    }
    #expect(harmful.isEmpty, sourceLocation: sourceLocation)
    #expect(!text.contains("\n=> delivered"), sourceLocation: sourceLocation)
  }

  @Test func hostileTextOfASourceStaysTextInShow() throws {
    let text = try shown(
      .unchanged,
      [
        record(6, text: Self.hostile, from: .source),
        record(7, roles: ["push answered 401"], text: Self.hostile, from: .source),
      ]
    ).text()
    expectVisible(text)
    #expect(text.contains("\\x1b[2J\\r\\n=> delivered"))
  }

  @Test func hostileTextOfASourceStaysTextInWhy() throws {
    let write = try write {
      $0.user = "u\u{1b}[1m"
      $0.explanation = Self.hostile
    }
    var report = WhyReport(write: write)
    report.reasons = [.init(text: "a reason", record: 7)]
    report.quotes = [7: .init(source: "a.log", line: 3, at: .unknown, text: Self.hostile)]
    report.remedies = [Self.hostile]
    expectVisible(report.text())
  }

  @Test func recordsThatFollowEachOtherHaveNoGapBetweenThem() throws {
    let text = try shown(
      .unchanged,
      [6, 7, 9].map { record($0, roles: $0 == 7 ? ["push answered 401"] : [], text: "line \($0)", from: .source) }
    ).text()
    let lines = text.split(separator: "\n").suffix(5).map { String($0.drop { $0 == " " }) }
    #expect(
      lines == [
        "6  no time        line 6", "> 7  no time        push answered 401", "line 7", "⋮", "9  no time        line 9",
      ])
  }

  @Test(
    arguments: [
      (.changed, "changed: the case read 1,234 bytes with SHA-256 0123456789ab..."),
      (.missing(tried: ["x/a.log"]), "looked for at x/a.log"), (.grown, "grown: its first 1,234 bytes"),
      (.unreadable(reason: "Permission denied"), "not readable: Permission denied"),
      (.unrepeatable, "standard input or a pipe: it could be read once"),
    ] as [(SourceState, String)])
  func whatBecameOfASourceIsSaid(state: SourceState, words: String) throws {
    let shown = try shown(state, [record(7, roles: ["push answered 401"], text: "kept", from: .kept)])
    let text = shown.text(style: TextStyle(width: 300, usesColor: false))
    #expect(text.contains(words), "\(text)")
    #expect(text.contains("push answered 401 (as the case keeps it)"))
    #expect(shown.hasFaults == state.isFault)
  }

  @Test func aLongCitedRecordIsCutToItsPartsUnlessAllIsAskedFor() throws {
    let text = String(repeating: "x,", count: 2_000) + "\"status\":401"
    let shown = try shown(.unchanged, [record(7, roles: ["push answered 401"], text: text, from: .source)])
    #expect(!shown.text().contains(text) && shown.text().contains("…") && shown.text().contains("\"status\":401"))
    #expect(shown.text(records: .whole).contains(text))
  }

  @Test func anAbsenceIsToldWithTheSourcesThatCouldHaveShownIt() throws {
    let write = try write {
      $0.verdict = .lost
      $0.strength = .suspected
    }
    var report = WhyReport(write: write)
    let moment = Timestamp(microseconds: Int64(SampleCase.at(0)))
    report.looks = [
      .init(
        subject: "its client after the last try", answer: "none", isFound: false, records: [],
        sights: [
          .init(source: "logs/zero.log", level: .info, firstAt: moment, lastAt: moment, coversWrite: true),
          .init(source: "logs/proxy.log", level: .unknown, firstAt: .unknown, lastAt: .unknown, coversWrite: false),
        ]),
      .init(subject: "a snapshot", answer: "no snapshot was given", isFound: false, records: [], sights: []),
    ]
    let text = report.text(style: TextStyle(width: 200, usesColor: false))
    #expect(text.contains("zero.log: 2026-10-21 00:44:41 UTC, level info, covers the time of the write"))
    #expect(text.contains("proxy.log: no times, does NOT cover the time of the write"))
    #expect(text.contains("no source that could show it was given"))
    #expect(text.contains("none: nothing in the given logs decides it"))
  }
}
