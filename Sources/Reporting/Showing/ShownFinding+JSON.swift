import CaseStore
import Foundation
import Model

extension ShownFinding {
  /// The same for programs; docs/asking-a-case.md has its keys.
  ///
  /// - Returns: the document, keys sorted; ends with a line break.
  /// - Throws: what `JSONEncoder` throws.
  public func json() throws -> String { try JSONReport.encode(Document(self)) }

  private struct Document: Encodable {
    var schema = JSONReport.schema
    var finding: JSONReport.FindingItem
    var sources: [SourceItem]

    init(_ shown: ShownFinding) {
      finding = JSONReport.FindingItem(shown.finding)
      sources = shown.sources.map(SourceItem.init)
    }
  }

  private struct SourceItem: Encodable {
    var source: String
    var sha256: String
    var size: UInt64
    var state: String
    var foundAt: String?
    var tried: [String]?
    var reason: String?
    var records: [RecordItem]

    init(_ shown: ShownSource) {
      source = shown.place.path
      sha256 = shown.place.sha256
      size = shown.place.size
      state = shown.state.name
      foundAt = shown.foundAt
      if case .missing(let places) = shown.state { tried = places }
      if case .unreadable(let words) = shown.state { reason = words }
      records = shown.records.map(RecordItem.init)
    }
  }

  private struct RecordItem: Encodable {
    var record: Int64
    var line: UInt64
    var offset: UInt64
    var length: UInt64
    var at: String?
    var cited: Bool
    var roles: [String]
    var text: String?
    var textFrom: String

    init(_ shown: ShownRecord) {
      record = shown.place.record
      line = shown.place.line
      offset = shown.place.offset
      length = shown.place.length
      at = shown.place.at.isKnown ? shown.place.at.iso : nil
      cited = shown.isCited
      roles = shown.roles
      text = shown.text
      textFrom = shown.origin.rawValue
    }
  }
}
