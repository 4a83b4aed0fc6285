import CaseStore
import Correlation
import Dialects
import Digests
import Foundation
import Ingest
import Model
import RulePacks
import Rules

/// Runs the whole pipeline on the log lines of a rule's test, in a folder that is removed afterwards.
struct RuleTestPipeline {
  let packs: RulePacks

  @Sendable func run(_ logs: RuleTestLogs) throws -> [Finding] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lostwrite-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in logs.files {
      try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name))
    }
    let file = try CaseFile(path: ":memory:", access: .create)
    let key = try CaseKey(bytes: [UInt8](repeating: 7, count: 32))
    let dialects = try DialectSet(packs: packs)
    let ingestor = Ingestor(case: file, dialects: dialects, key: key, options: IngestOptions(threads: 1))
    _ = try ingestor.ingest(paths: [folder.path])
    _ = try Correlator(case: file, packs: packs).run()
    return try RuleSet(packs: packs).evaluate(on: file)
  }
}
