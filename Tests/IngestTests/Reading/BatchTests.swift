import Foundation
import Model
import Testing

@testable import Ingest

@Suite struct BatchTests {
  private static let zero = #"{"level":"WARN","pid":7,"worker":"syncer","message":"m"}"#
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
  private static let line = quoted(zero)

  /// Documents of two records each, the first of which is zero-cache's.
  static let documents: [(name: String, text: String, second: String)] = [
    (
      "telemetry",
      #"{"resourceLogs":[{"resource":{"attributes":[]},"scopeLogs":[{"scope":{},"logRecords":[{"timeUnixNano":"1795342998629681568","severityNumber":13,"body":{"stringValue":"m {\"status\":401}"},"attributes":[{"key":"pid","value":{"intValue":"7"}},{"key":"worker","value":{"stringValue":"syncer"}}]},{"timeUnixNano":1795342999629681568,"body":{"stringValue":"words"}}]}]}]}"#,
      "words"
    ),
    (
      "telemetry around lines",
      #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"0","observedTimeUnixNano":"1795342998629681568","body":{"stringValue":\#(line)}},{"timeUnixNano":"1795342999629681568","body":{"kvlistValue":{"values":[{"key":"msg","value":{"stringValue":"words"}}]}}}]}]}]}"#,
      "words"
    ),
    (
      "telemetry in a request",
      #"{"received":"2026-11-22T10:24:18Z","path":"/v1/logs","body":{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1795342998629681568","body":{"stringValue":\#(line)}},{"timeUnixNano":"1795342999629681568","body":{"stringValue":"words"}}]}]}]}}"#,
      "words"
    ),
    (
      "Loki's query",
      #"{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"z"},"values":[["1795342998629681568",\#(line)],["1795342999629681568","words",{"x":"y"}]]}]}}"#,
      "words"
    ),
    (
      "Loki's push",
      #"{"streams":[{"stream":{"app":"z"},"values":[["1795342998629681568",\#(line)],["1795342999629681568","words"]]}]}"#,
      "words"
    ),
    (
      "CloudWatch events",
      #"{"events":[{"timestamp":1795342998629,"message":\#(line),"eventId":"1"},{"timestamp":1795342999629,"message":"words","eventId":"2"}]}"#,
      "words"
    ),
    (
      "Insights",
      #"{"results":[[{"field":"@timestamp","value":"2026-11-22 10:23:18.629"},{"field":"@message","value":\#(line)}],[{"field":"@timestamp","value":"2026-11-22 10:23:19.629"},{"field":"@message","value":"words"}]]}"#,
      "words"
    ),
    (
      "Elasticsearch",
      #"{"took":1,"hits":{"total":2,"hits":[{"_index":"a","_source":{"@timestamp":"2026-11-22T10:23:18.629Z","message":\#(line)}},{"_index":"a","_source":{"@timestamp":"2026-11-22T10:23:19.629Z","message":"words"}}]}}"#,
      "words"
    ),
    (
      "array",
      #"[{"timestamp":"2026-11-22T10:23:18.629Z","message":\#(line)},{"timestamp":"2026-11-22T10:23:19.629Z","message":"words"}]"#,
      "words"
    ),
    (
      "Google",
      #"[{"timestamp":"2026-11-22T10:23:18.629Z","severity":"WARNING","jsonPayload":\#(zero),"resource":{}},{"timestamp":"2026-11-22T10:23:19.629Z","textPayload":"words","resource":{}}]"#,
      "words"
    ),
    (
      "objects without newlines between",
      #"{"timestamp":1795342998629,"message":\#(line),"id":"1"}{"timestamp":1795342999629,"message":"words","id":"2"}"#,
      "words"
    ),
  ]

  private func check(_ records: [SeenRecord], _ name: String) {
    #expect(records.map(\.message) == ["m", "words"], "\(name)")
    #expect(records.first?.format == .zeroJSON, "\(name)")
    #expect(records.first?.fields.contains("worker=syncer") == true, "\(name)")
    #expect(records.first?.level == .warn, "\(name)")
    #expect(records.map { $0.time.prefix(23) } == ["2026-11-22T10:23:18.629", "2026-11-22T10:23:19.629"], "\(name)")
  }

  @Test(arguments: documents)
  func everyRecordIsReadByItself(_ name: String, _ text: String, _ second: String) {
    let outcome = Reading.read(Array((text + "\n").utf8))
    check(outcome.records, name)
    #expect(outcome.ledger.malformed == 0)
    #expect(outcome.ledger.total == UInt64(text.utf8.count + 1))
    // Each has a place of its own, and its words stand there.
    let bytes = Array(text.utf8)
    for (record, word) in zip(outcome.records, ["syncer", "words"]) {
      let range = Int(record.span.offset)..<Int(record.span.offset + record.span.length)
      #expect(range.count < bytes.count * 4 / 5, "\(name)")
      #expect(String(decoding: bytes[range], as: UTF8.self).contains(word), "\(name)")
    }
  }

  @Test(arguments: documents.filter { !$0.name.contains("newlines") })
  func printedDocumentsAreTheSame(_ name: String, _ text: String, _ second: String) throws {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let printed = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted, .sortedKeys])
    let source = Array(printed) + [0x0A]
    let outcome = Reading.read(source)
    #expect(outcome.records.map(\.message) == ["m", "words"], "\(name)")
    #expect(outcome.ledger.total == UInt64(source.count))
    for (record, word) in zip(outcome.records, ["syncer", "words"]) {
      let range = Int(record.span.offset)..<Int(record.span.offset + record.span.length)
      guard range.upperBound <= source.count else {
        Issue.record("\(name): \(record.span)")
        continue
      }
      let text = String(decoding: source[range], as: UTF8.self)
      #expect(text.contains(word) && !text.contains(word == "words" ? "syncer" : "words"), "\(name)")
      let before = source[..<range.lowerBound].filter { $0 == 0x0A }.count
      #expect(record.span.line == UInt64(before + 1), "\(name)")
    }
    for lines in [1, 3] {
      #expect(Reading.read(source, linesPerBlock: lines).records.map(\.message) == ["m", "words"])
    }
  }

  @Test(arguments: [
    #"{"_index":"a","_source":{"@timestamp":"2026-11-22T10:23:18.629Z","message":§}}"#,
    #"{"preview":false,"result":{"_raw":§,"_time":"2026-11-22 10:23:18.629 UTC","host":"h"}}"#,
    #"{"TimeGenerated":"2026-11-22T10:23:18.6290000Z","PodName":"p","LogSource":"stderr","LogMessage":§}"#,
    #"{"TimeGenerated":"2026-11-22T10:23:18.629Z","ContainerName_s":"c","Stream_s":"stderr","Log_s":§}"#,
    #"{"insertId":"a","timestamp":"2026-11-22T10:23:18.629Z","textPayload":§,"labels":{"a":"b"}}"#,
    #"{"id":"1","type":"log","attributes":{"timestamp":"2026-11-22T10:23:18.629Z","message":§,"level":"info"}}"#,
    #"{"date":1795342998.629,"log":§,"stream":"stderr"}"#,
    #"kube.zero: [1795342998.629000000, {"log":§,"stream":"stderr"}]"#,
    #"{"timestamp":"2026-11-22T10:23:18.629Z","source_type":"file","host":"h","message":§}"#,
  ])
  func exportsAreUnwrapped(_ shape: String) {
    let records = Reading.records(shape.replacing("§", with: Self.line) + "\n")
    #expect(records.map(\.message) == ["m"])
    #expect(records.map(\.format) == [.zeroJSON])
    #expect(records.map(\.time) == ["2026-11-22T10:23:18.629000Z"])
    #expect(records.map(\.text) == [Self.zero])
  }

  @Test func attributesOfDatadogAreTheRecordsFields() {
    let records = Reading.records(
      #"{"_id":"1","date":"2026-11-22T10:23:18.629Z","service":"z","status":"warn","message":"m","attributes":{"pid":7,"worker":"syncer","error":{"name":"x"}},"tags":[]}"#
    )
    #expect(records.map(\.format) == [.zeroJSON])
    #expect(records.first?.fields == ["pid=7", "worker=syncer", "error={}"])
    #expect(records.first?.level == .warn)
  }

  @Test(arguments: [
    #"{"level":30,"time":1795342998629,"msg":"push","events":[{"time":1,"message":"a"},{"time":2,"message":"b"}]}"#,
    #"{"mutations":[{"clientID":"c","id":1},{"clientID":"c","id":2}],"time":1795342998629}"#,
    #"{"result":{"ok":true},"time":1795342998629,"clientID":"c"}"#,
    #"{"data":{"result":"ok"},"attributes":{"a":1}}"#, #"{"attributes":[1,2],"_source":"x","hits":{"a":1}}"#,
  ])
  func recordsOfApplicationsStayWhole(line: String) {
    let records = Reading.records(line + "\n")
    #expect(records.count == 1)
    #expect(records.first?.text == line)
  }

  @Test func tracesAndMetricsAreTold() {
    let outcome = Reading.read(Array("plain\n{\"resourceSpans\":[{\"scopeSpans\":[]}]}\n".utf8))
    #expect(outcome.records.map(\.message) == ["plain"])
    #expect(outcome.ledger.notices.counts == [.foreignDocument: .init(lines: 1, first: 2)])
  }

  @Test func whatIsNotReadIsCounted() {
    let source = "{\"a\":\nplain\n{\"b\nx\0y\nNov 22 10:23:18 srv zero[7]: x\n"
    let outcome = Reading.read(Array(source.utf8))
    #expect(outcome.ledger.notices.counts[.brokenJSON] == .init(lines: 2, first: 1))
    #expect(outcome.ledger.notices.counts[.binaryLine] == .init(lines: 1, first: 4))
    #expect(outcome.ledger.total == UInt64(source.utf8.count))
  }

  @Test func holesInFrontOfALineAreLeftOut() {
    #expect(Reading.records(String(repeating: "\0", count: 100) + Self.zero + "\n").map(\.message) == ["m"])
  }
}
