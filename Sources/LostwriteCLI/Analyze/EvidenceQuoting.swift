import CaseStore
import Ingest

/// Adds the text of every record that a finding cites to the case, and of what the timelines of the clients with alarms
/// mark, so that a report shows what it claims.
///
/// Routine records keep no text when they are read: nobody knows yet which of them will be evidence.
struct EvidenceQuoting {
  let request: AnalyzeRequest
  /// The last source that the case had before this run; the bytes of later ones were read a moment ago.
  let lastKnownSource: Int32

  func run(on file: CaseFile) throws {
    guard request.keepText != .none else { return }
    let lookup = try PlaceLookup(file)
    let places = try lookup.shownWithoutText()
    guard !places.isEmpty else { return }
    let sources = try lookup.sources()
    let rereader = Rereader(key: try KeyOfCase.forWriting(at: request.keyPath, to: file, named: request.casePath))
    let writer = try CaseWriter(file)
    for isNew in [true, false] {
      let part = places.filter { ($0.source > lastKnownSource) == isNew }
      _ = try rereader.read(part, of: sources, comparesDigests: !isNew) { place, text in
        try writer.insert(text: text, ofRecord: place.record)
      }
    }
  }
}
