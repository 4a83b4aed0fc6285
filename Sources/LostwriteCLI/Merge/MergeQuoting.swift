import CaseStore
import Digests
import Foundation
import Ingest

/// Adds the texts of the records that findings of the merged case cite and that no case keeps, where logs are at hand.
struct MergeQuoting {
  let keys: MergeKeys
  let cases: [String]
  let roots: [String]
  let merger: CaseMerger

  /// - Returns: how many cited records stay without a text.
  func run(_ file: CaseFile, _ summary: CaseMerger.Summary) throws -> Int {
    let lookup = try PlaceLookup(file)
    let places = try lookup.shownWithoutText()
    guard !places.isEmpty else { return 0 }
    let writer = try CaseWriter(file)
    var sources = try lookup.sources()
    for (number, origin) in summary.origins { sources[number]?.path = origin.path }
    var read = 0
    for (input, path) in cases.enumerated() {
      // With another key, marks of credentials would be those of no case.
      guard let key = keys.keys[input] else { continue }
      let own = places.filter { summary.origins[$0.source]?.input == input }
      let folder = (path as NSString).deletingLastPathComponent
      let rereader = Rereader(key: key, roots: roots, homes: folder.isEmpty ? [""] : ["", folder])
      _ = try rereader.read(own, of: sources, comparesDigests: true) { place, text in
        read += 1
        var words = merger.renamed(String(decoding: text, as: UTF8.self))
        try words.withUTF8 { try writer.insert(text: UnsafeRawBufferPointer($0), ofRecord: place.record) }
      }
    }
    return places.count - read
  }
}
