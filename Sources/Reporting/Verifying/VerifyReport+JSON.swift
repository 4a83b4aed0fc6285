import CaseStore
import Model

extension VerifyReport {
  /// The same for programs; docs/handing-over.md has its keys.
  ///
  /// - Returns: the document, keys sorted; ends with a line break.
  /// - Throws: what `JSONEncoder` throws.
  public func json() throws -> String { try JSONReport.encode(Document(self)) }

  private struct Document: Encodable {
    var schema = JSONReport.schema
    var `case`: String
    var status: Int32
    var verdict: String
    var comparesFingerprints: Bool
    var comparesConclusions: Bool
    var sources: [SourceItem]
    var faults: [FaultItem]

    init(_ report: VerifyReport) {
      self.case = report.casePath
      status = report.status.rawValue
      verdict = report.verdict
      comparesFingerprints = report.comparesFingerprints
      comparesConclusions = report.comparesConclusions
      sources = report.sources.map(SourceItem.init)
      faults = report.faults.map { FaultItem(check: $0.check, message: $0.message) }
    }
  }

  private struct FaultItem: Encodable {
    var check: String
    var message: String
  }

  private struct SourceItem: Encodable {
    var source: Int32
    var path: String
    var foundAt: String?
    var state: String
    var sha256: String
    var size: UInt64
    var sizeNow: UInt64?
    var citedRecords: Int
    var keptTexts: Int
    var comparedTexts: Int
    var differingRecords: [Int64]
    var forgottenRecords: Int
    var reason: String?

    init(_ source: Source) {
      self.source = source.place.source
      path = source.place.path
      foundAt = source.foundAt
      state = source.finding.rawValue
      sha256 = source.place.sha256
      size = source.place.size
      sizeNow = source.size
      citedRecords = source.citations.records
      keptTexts = source.citations.texts
      comparedTexts = source.compared
      differingRecords = source.differing
      forgottenRecords = source.citations.forgotten
      if case .unreadable(let words) = source.state { reason = words }
    }
  }
}
