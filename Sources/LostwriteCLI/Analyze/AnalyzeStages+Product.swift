import CaseStore
import Correlation
import Dialects
import Digests
import Foundation
import Ingest
import Model
import RulePacks
import Rules

extension AnalyzeStages {
  /// The stages of the product.
  public static var product: AnalyzeStages {
    AnalyzeStages(
      rules: { packs in
        let rules = try RuleSet(packs: packs)
        return { file in try rules.store(try rules.evaluate(on: file), in: file) }
      },
      build: { request, work in
        let build = try CaseBuild.begin(request.casePath)
        Interruption.unfinished = build.unfinishedPath
        defer { Interruption.unfinished = nil }
        do {
          try work(build.caseFile)
          try build.commit()
        } catch {
          build.abandon()
          throw error
        }
      },
      ingest: { try ingest($0, into: $1, progress: $2) },
      correlate: { request, file in
        let basis = request.isRepeated ? "\(Product.name) \(Product.version), packs \(request.packs.sha256)" : nil
        _ = try Correlator(case: file, packs: request.packs, threads: threads(of: request)).run(remembering: basis)
      },
      quote: { try EvidenceQuoting(request: $0, lastKnownSource: $2).run(on: $1) },
      testRules: { try test($0) },
      listRules: { packs in
        let rules = try RuleSet(packs: packs)
        let overRecords = Set(rules.idsOverRecords)
        return rules.list.map {
          RuleSummary(
            id: $0.id, kind: $0.kind.rawValue, severity: $0.severity.rawValue, title: $0.title, file: $0.file,
            readsRecords: overRecords.contains($0.id))
        }
      })
  }

  private static func threads(of request: AnalyzeRequest) -> Int {
    request.threads ?? ProcessInfo.processInfo.activeProcessorCount
  }

  private static func ingest(
    _ request: AnalyzeRequest, into file: CaseFile, progress: @escaping ProgressHandler
  ) throws -> IngestOutcome {
    let key = try KeyOfCase.forWriting(at: request.keyPath, to: file, named: request.casePath)
    let dialects = try DialectSet(packs: request.packs, mapping: KeyMapping(request.keys))
    var options = IngestOptions(threads: threads(of: request))
    options.keptText = KeptText(rawValue: request.keepText.rawValue) ?? .notable
    if request.isRepeated { options.knownFiles = try file.knownFiles() }
    let ingestor = Ingestor(case: file, dialects: dialects, key: key, options: options) { state in
      progress(
        Progress(
          bytes: state.bytesDone, totalBytes: state.bytesTotal == 0 ? nil : state.bytesTotal,
          records: UInt64(max(0, state.records))))
    }
    let summary = try ingestor.ingest(paths: request.paths)
    if request.isRepeated { try file.remember(summary.settledFiles) }
    let resting = RestingText(key: key)
    try file.renameFiles(resting.name)
    let holdsNothing = try file.database.integer("SELECT 1 FROM source_rows WHERE records > 0 LIMIT 1") == nil
    var problems = summary.problems.map {
      IngestOutcome.Problem(path: $0.path, message: $0.message, isError: $0.isError || (holdsNothing && $0.isNoText))
    }
    try file.noteUnread(
      problems.filter(\.isError).map {
        UnreadInput(path: resting.name($0.path), message: resting.name($0.message))
      })
    if key.isTooOpen {
      problems.append(
        .init(
          path: request.keyPath,
          message: "the key '\(request.keyPath)' can be read by others; run: chmod 600 '\(request.keyPath)'",
          isError: false))
    }
    return IngestOutcome(sources: summary.sources + summary.skippedSources, problems: problems)
  }

  private static func test(_ packs: RulePacks) throws -> RuleTestOutcome {
    var outcome = RuleTestOutcome(passed: 0, failures: [])
    for result in RuleTests.run(try RuleSet(packs: packs), pipeline: RuleTestPipeline(packs: packs).run) {
      switch result.outcome {
      case .passed: outcome.passed += 1
      case .skipped: outcome.skipped += 1
      case .failed(let reasons):
        outcome.failures.append(
          "\(result.place): rule '\(result.rule)', test '\(result.test)': " + reasons.joined(separator: "; "))
      }
    }
    return outcome
  }
}
