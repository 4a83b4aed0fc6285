import CaseStore
import Correlation
import RulePacks

extension AnalyzeStages {
  /// The stages of the product.
  public static var product: AnalyzeStages {
    AnalyzeStages(
      rules: { _ in { _ in } },
      build: { request, work in
        let file = try CaseFile(path: request.casePath, access: .create)
        try work(file)
        try file.makeIndexes()
      },
      ingest: { _, _, _ in IngestOutcome(sources: 0) },
      correlate: { request, file in _ = try Correlator(case: file, packs: request.packs).run() },
      testRules: { _ in RuleTestOutcome(passed: 0, failures: []) },
      listRules: { _ in [] })
  }
}
