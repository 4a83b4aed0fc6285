import CaseStore
import CommandLineTable
import Digests
import Foundation
import Ingest
import Model

/// Reads the text of records again for `line(record)`, from sources whose bytes are those that the case read.
final class LineReading {
  private let lookup: PlaceLookup
  private let sources: [Int32: SourcePlace]
  private let rereader: Rereader
  /// Whether the digest of a source was compared, and was the same.
  private var trusted: [Int32: Bool] = [:]

  /// - Parameter path: the case.
  /// - Throws: `CaseKeyFault` when the key cannot be used; `StoreError` when the case cannot be read.
  init(casePath path: String) throws {
    let file = try CaseFile(path: path, access: .readOnly)
    lookup = try PlaceLookup(file)
    sources = try lookup.sources()
    let key = try KeyOfCase(at: path + ".key", of: file).key
    let folder = (path as NSString).deletingLastPathComponent
    rereader = Rereader(key: try key ?? CaseKey.temporary(), homes: folder.isEmpty ? [""] : ["", folder])
  }

  /// The masked text; nil where the case has no such record, or its source is gone, changed or unreadable.
  func text(of record: Int64) -> String? {
    guard let place = try? lookup.place(record), trusted[place.source] != false else { return nil }
    var text: String?
    let isKnown = trusted[place.source] != nil
    let found = try? rereader.read([place], of: sources, comparesDigests: !isKnown) { _, bytes in
      text = String(decoding: bytes, as: UTF8.self)
    }
    trusted[place.source] = found?.first?.state.isTrusted ?? false
    return trusted[place.source] == true ? text : nil
  }

  /// Opens a case for questions; what `line` needs is made when it is first called.
  static func connection(
    _ path: String, limits: QueryLimits, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> QueryConnection {
    var reading: Result<LineReading, any Error>?
    return try QueryConnection(path: path, limits: limits, isCancelled: isCancelled) { record in
      let made = reading ?? Result { try LineReading(casePath: path) }
      reading = made
      return (try? made.get())?.text(of: record)
    }
  }
}
