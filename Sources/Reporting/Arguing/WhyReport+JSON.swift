import CaseStore
import Model

extension WhyReport {
  /// The same for programs; docs/asking-a-case.md has its keys.
  ///
  /// - Returns: the document, keys sorted; ends with a line break.
  /// - Throws: what `JSONEncoder` throws.
  public func json() throws -> String { try JSONReport.encode(Document(self)) }

  private struct Document: Encodable {
    struct QuoteItem: Encodable {
      var record: Int64
      var source: String
      var line: UInt64
      var at: String?
      var text: String?
    }
    struct TryItem: Encodable {
      var at: String?
      var outcome: String
      var status: Int?
      var token: String?
      var records: [Int64]
    }
    struct ReasonItem: Encodable {
      var text: String
      var record: Int64?
    }
    struct SightItem: Encodable {
      var source: String
      var level: String
      var firstAt: String?
      var lastAt: String?
      var coversWrite: Bool?
    }
    struct LookItem: Encodable {
      var subject: String
      var answer: String
      var found: Bool
      var records: [Int64]
      var sources: [SightItem]
    }

    var schema = JSONReport.schema
    var write: TraceReport.WriteItem
    var firstAt: String?
    var lastAt: String?
    var attempts: [TryItem]
    var evidence: [ReasonItem]
    var lookedFor: [LookItem]
    var wouldSettle: [String]
    var records: [QuoteItem]
    var notes: [String]

    init(_ report: WhyReport) {
      func iso(_ moment: Timestamp) -> String? { moment.isKnown ? moment.iso : nil }
      write = TraceReport.WriteItem(report.write)
      firstAt = iso(report.firstAt)
      lastAt = iso(report.lastAt)
      attempts = report.tries.map {
        TryItem(
          at: iso($0.at), outcome: $0.outcome, status: $0.status, token: $0.token?.fingerprint, records: $0.records)
      }
      evidence = report.reasons.map { ReasonItem(text: $0.text, record: $0.record) }
      lookedFor = report.looks.map { look in
        LookItem(
          subject: look.subject, answer: look.answer, found: look.isFound, records: look.records,
          sources: look.sights.map {
            SightItem(
              source: $0.source, level: $0.level.name, firstAt: iso($0.firstAt), lastAt: iso($0.lastAt),
              coversWrite: $0.coversWrite)
          })
      }
      wouldSettle = report.remedies
      records = report.quotes.sorted { $0.key < $1.key }.map {
        QuoteItem(
          record: $0.key, source: $0.value.source, line: $0.value.line, at: iso($0.value.at), text: $0.value.text)
      }
      notes = report.notes
    }
  }
}
