import CaseStore
import CommandLineTable
import Digests
import Foundation
import Ingest
import Model
import Reporting

/// Reads records of a case again from their sources, for the commands that show lines.
struct EvidenceReading {
  let lookup: PlaceLookup
  let rereader: Rereader
  /// Why marks of credentials are not those of the case, as the first half of a sentence; nil where they are.
  let keyProblem: String?

  /// - Parameters:
  ///   - file: the case.
  ///   - command: its `--source-root` says where sources are now.
  /// - Throws: `CaseKeyFault` when the key cannot be used; `StoreError` when the case cannot be read.
  init(_ file: CaseFile, _ command: ParsedCommand) throws {
    lookup = try PlaceLookup(file)
    let key = try KeyOfCase(at: file.path + ".key", of: file)
    keyProblem = key.problem
    let folder = (file.path as NSString).deletingLastPathComponent
    // Paths of a case are as they were typed; a case mostly stands where they were typed.
    rereader = Rereader(
      key: try key.key ?? CaseKey.temporary(), roots: command.values("source-root"),
      homes: folder.isEmpty ? [""] : ["", folder])
  }

  /// Reads records again and compares the digests of their sources.
  ///
  /// - Parameters:
  ///   - cited: records with what each shows.
  ///   - context: how many records before and after each are shown as well.
  /// - Returns: the sources by path, with their records.
  /// - Throws: `StoreError` when the case cannot be read.
  func show(_ cited: [CitedRecord], context: Int) throws -> [ShownSource] {
    var roles: [Int64: [String]] = [:]
    var places: [Int64: RecordPlace] = [:]
    for item in cited {
      roles[item.place.record, default: []].append(item.role)
      for place in try lookup.places(around: item.place.record, count: context) { places[place.record] = place }
    }
    let sources = try lookup.sources()
    var texts: [Int64: String] = [:]
    let found = try rereader.read(Array(places.values), of: sources, comparesDigests: true) { place, text in
      texts[place.record] = String(decoding: text, as: UTF8.self)
    }
    let shown = try found.compactMap { state -> ShownSource? in
      guard let source = sources[state.source] else { return nil }
      let own = places.values.filter { $0.source == state.source && (state.state.isTrusted || roles[$0.record] != nil) }
      let records = try own.sorted { ($0.offset, $0.record) < ($1.offset, $1.record) }.map {
        try record($0, roles: roles[$0.record] ?? [], text: texts[$0.record])
      }
      return ShownSource(place: source, state: state.state, foundAt: state.path, records: records)
    }
    return shown.sorted { ($0.place.path, $0.place.source) < ($1.place.path, $1.place.source) }
  }

  /// Reads single records again.
  func show(_ records: [Int64]) throws -> [ShownSource] {
    var cited: [CitedRecord] = []
    for record in records {
      if let place = try lookup.place(record) { cited.append(CitedRecord(place: place, role: "")) }
    }
    return try show(cited, context: 0)
  }

  private func record(_ place: RecordPlace, roles: [String], text: String?) throws -> ShownRecord {
    if let text { return ShownRecord(place: place, roles: roles, text: text, origin: .source) }
    let kept = try lookup.keptText(place.record)
    return ShownRecord(place: place, roles: roles, text: kept, origin: kept == nil ? .none : .kept)
  }
}
