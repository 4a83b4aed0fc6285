public import CaseStore
import Foundation
import Model

/// The report for programs: docs/report-json.md is its contract.
public enum JSONReport {
  /// Grows only when a key is removed or changes its meaning; new keys may come at any time.
  public static let schema = 1

  /// The whole report, indented, keys sorted; ends with a line break.
  ///
  /// - Parameter report: Loaded with `ReportScope.Limits.json`.
  /// - Returns: The document.
  /// - Throws: What `JSONEncoder` throws; the document holds only text, whole numbers and booleans.
  public static func render(_ report: CaseReport) throws -> String { try encode(Document(report)) }

  /// A document as every JSON output of lostwrite is written.
  static func encode(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }
}

/// A list with how many elements there are in the case.
struct JSONList<Element: Encodable>: Encodable {
  var shown: [Element]
  var total: Int

  init<Source>(_ cut: Cut<Source>, _ make: (Source) -> Element) {
    shown = cut.shown.map(make)
    total = cut.total
  }
}

extension JSONReport {
  struct Document: Encodable {
    var schema = JSONReport.schema
    var tool = Product.name
    var toolVersion = Product.version
    var window: WindowItem?
    var totals: TotalsItem
    var verdicts: [String: Int]
    var findings: JSONList<FindingItem>
    var writes: JSONList<WriteItem>
    var unknownReasons: JSONList<ReasonItem>
    var tokens: JSONList<TokenItem>
    var sources: JSONList<SourceItem>
    var unread: JSONList<UnreadItem>
    var limits: [String]

    init(_ report: CaseReport) {
      window = report.window.map(WindowItem.init)
      totals = TotalsItem(report.totals)
      verdicts = Dictionary(uniqueKeysWithValues: report.verdicts.map { ($0.verdict.rawValue, $0.count) })
      findings = JSONList(report.findings, FindingItem.init)
      writes = JSONList(report.writes, WriteItem.init)
      unknownReasons = JSONList(report.unknownReasons, ReasonItem.init)
      tokens = JSONList(report.tokens, TokenItem.init)
      sources = JSONList(report.sources, SourceItem.init)
      unread = JSONList(report.unread, UnreadItem.init)
      limits = Sight(report: report).limits
    }
  }

  struct TotalsItem: Encodable {
    var records: Int
    var sources: Int
    var bytes: Int
    var bytesSkipped: Int
    var malformed: Int
    var incompleteSources: Int
    var addsUp: Bool
    var firstAt: String?
    var lastAt: String?

    init(_ totals: Totals) {
      records = totals.records
      sources = totals.sources
      bytes = totals.bytes
      bytesSkipped = totals.bytesSkipped
      malformed = totals.malformed
      incompleteSources = totals.incompleteSources
      addsUp = totals.addsUp
      firstAt = totals.firstAt
      lastAt = totals.lastAt
    }
  }

  struct UnreadItem: Encodable {
    var path: String
    var message: String

    init(_ input: UnreadInput) {
      path = input.path
      message = input.message
    }
  }

  struct WindowItem: Encodable {
    var since: String?
    var until: String?
    var lossesOutside: Int

    init(_ window: CaseReport.Window) {
      since = window.since
      until = window.until
      lossesOutside = window.lossesOutside
    }
  }

  struct ReasonItem: Encodable {
    var explanation: String
    var writes: Int
    var clients: Int

    init(_ reason: UnknownReason) {
      explanation = reason.explanation
      writes = reason.writes
      clients = reason.clients
    }
  }

  struct WriteItem: Encodable {
    var writeKey: String?
    var clientGroupId: String?
    var clientId: String?
    var mutationId: Int64?
    var userId: String?
    var name: String?
    var verdict: String
    var cause: String
    var strength: String
    var explanation: String?
    var attempts: Int64
    var firstAt: String?
    var lastAt: String?

    init(_ write: UndeliveredWrite) {
      writeKey = write.writeKey
      clientGroupId = write.clientGroup
      clientId = write.client
      mutationId = write.mutation
      userId = write.user
      name = write.name
      verdict = write.verdict
      cause = write.cause
      strength = write.strength
      explanation = write.explanation
      attempts = write.attempts
      firstAt = write.firstAt
      lastAt = write.lastAt
    }
  }
}
