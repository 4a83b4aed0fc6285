import ArchiveReading
import CaseStore
import CommandLineTable
import Digests
import Foundation
import Ingest
import Model
import Reporting

/// `lostwrite verify`: whether a case and its sources still are what they were.
struct VerifyCommand {
  let session: CommandSession
  let stages: AnalyzeStages

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    if (try? PackedFile.isPacked(command.arguments[0])) ?? false {
      let report = try BundleCheck.run(command.arguments[0])
      try session.answer(command.wantsJSON ? try report.json() : report.text(style: session.style))
      return report.status
    }
    let file = try CaseFile(path: command.arguments[0], access: .readOnly)
    // Nothing changes in the case while it is checked.
    try file.database.execute("BEGIN; SELECT count(*) FROM facts")
    let report = try verify(file, command)
    try session.answer(command.wantsJSON ? try report.json() : report.text(style: session.style))
    return report.status
  }

  private func verify(_ file: CaseFile, _ command: ParsedCommand) throws -> VerifyReport {
    let audit = try CaseAudit(file)
    var faults = try audit.faults()
    // What a damaged case leads to is of no interest.
    let concluded =
      faults.isEmpty ? try ConclusionCheck(session: session, stages: stages).faults(of: file, command) : nil
    faults += concluded ?? []
    var report = VerifyReport(casePath: file.path, sources: [], faults: faults, comparesFingerprints: false)
    report.comparesConclusions = concluded != nil
    // Of a damaged file nothing more can be believed.
    guard !faults.contains(where: { $0.check == "file" }) else { return report }
    let reading = try EvidenceReading(file, command)
    report.comparesFingerprints = reading.keyProblem == nil
    if let problem = reading.keyProblem {
      session.note("\(problem): texts are compared but for the fingerprints of credentials in them")
    }
    report.sources = try reading.verify(file, audit.citations())
    return report
  }
}

extension EvidenceReading {
  /// Hashes every source of a case and compares every text that the case keeps.
  func verify(_ file: CaseFile, _ citations: [Int32: CaseAudit.Citations]) throws -> [VerifyReport.Source] {
    var compared: [Int32: Int] = [:]
    var differing: [Int32: [Int64]] = [:]
    let found = try rereader.verify(file) { place, text in
      compared[place.source, default: 0] += 1
      let now = String(decoding: text, as: UTF8.self)
      if try lookup.keptText(place.record).map(comparable) != comparable(now) {
        differing[place.source, default: []].append(place.record)
      }
    }
    let places = try lookup.sources()
    return found.compactMap { state in
      guard let place = places[state.source] else { return nil }
      var source = VerifyReport.Source(
        place: place, state: state.state, foundAt: state.path, size: state.size,
        citations: citations[state.source] ?? .init())
      source.compared = compared[state.source] ?? 0
      source.differing = differing[state.source] ?? []
      return source
    }
  }

  /// Without the key of the case, fingerprints of the same credential are others.
  private func comparable(_ text: String) -> String {
    keyProblem != nil ? text.replacing(/(t|masked):[0-9a-f]{12}/) { "\($0.output.1):" } : text
  }
}
