import CaseStore
import Digests
import Model
import RulePacks

extension AnalyzeStages {
  /// Brings a case up to date: reads what is new, correlates, checks the rules and quotes what they cite.
  ///
  /// - Parameters:
  ///   - file: the case, with a transaction open.
  ///   - request: what is read and how.
  ///   - command: the command that does it, for the case's own record of its runs.
  ///   - check: the rules.
  ///   - progress: shown while reading.
  ///   - isEnough: gets what reading came to; false where nothing is there to report.
  /// - Throws: `AnalyzeFault` where it is not enough, and what the stages throw.
  func fill(
    _ file: CaseFile, _ request: AnalyzeRequest, by command: String, check: Check, progress: ProgressLine?,
    isEnough: (IngestOutcome) throws -> Bool
  ) throws {
    let lastKnownSource = try PlaceLookup(file).lastSource()
    let outcome = try ingest(request, file) { progress?.show($0) }
    progress?.clear()
    guard try isEnough(outcome) else { throw AnalyzeFault.nothingToRead(request.paths) }
    try correlate(request, file)
    try check(file)
    try quote(request, file, lastKnownSource)
    try file.noteRun(version: Product.version, command: command, rules: request.packs.sha256)
  }
}

extension RulePacks {
  /// SHA-256 of all files with their paths, in hex digits.
  var sha256: String {
    let hash = SHA256Stream()
    for file in files {
      for var text in [file.path, file.text] {
        text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
        // Where one ends and the next begins.
        withUnsafeBytes(of: UInt8(0)) { hash.update($0) }
      }
    }
    return Hex.encode(hash.finish())
  }
}
