import CaseStore
import Foundation
import Model
import RulePacks
import Synchronization

@testable import LostwriteCLI

/// One run of the program with its output, in a folder of its own that goes away with it.
final class CommandRun {
  let directory: URL
  var stages = CommandRun.incident
  var environment: [String: String] = [:]
  /// The error number of every write to stdout; nil where they succeed.
  var outFault: Int32?
  private final class Texts: Sendable {
    let texts = Mutex((out: "", error: ""))
  }
  private let written = Texts()

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("lostwrite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var casePath: String { directory.appendingPathComponent("c.db").path }
  var out: String { written.texts.withLock { $0.out } }
  /// With the folder written as `{dir}`.
  var error: String { written.texts.withLock { $0.error }.replacing(directory.path, with: "{dir}") }

  func run(_ arguments: String...) -> Model.ExitStatus { run(arguments) }

  func run(_ arguments: [String]) -> Model.ExitStatus {
    written.texts.withLock { $0 = ("", "") }
    let console = Console(
      out: { [written, outFault] text in
        if let outFault { throw ConsoleFault(errorNumber: outFault) }
        written.texts.withLock { $0.out += text }
      },
      error: { [written] text in written.texts.withLock { $0.error += text } }, environment: environment)
    return LostwriteProgram(console: console, stages: stages).run(arguments)
  }

  /// Stages that make a case with one write that was dropped and one of unknown fate, and one high finding.
  static var incident: AnalyzeStages {
    AnalyzeStages(
      rules: { _ in { file in try file.database.execute(finding) } },
      build: { request, work in try work(CaseFile(path: request.casePath, access: .create)) },
      ingest: { request, file, _ in
        for path in request.paths where path != "missing.log" {
          try file.database.execute(
            """
            INSERT INTO source_rows VALUES (NULL, '\(path)', 'aa', 9, 'json', 'none', 'API server', 'info', 0, 9000000,
              3, NULL, NULL, 9, 0, 0, 0, 0, 0, NULL, NULL);
            """)
        }
        let isMissing = request.paths.contains("missing.log")
        let problem = IngestOutcome.Problem(path: "missing.log", message: "no such file", isError: true)
        let sources = try file.database.integer("SELECT count(*) FROM source_rows") ?? 0
        return IngestOutcome(sources: Int(sources), problems: isMissing ? [problem] : [])
      },
      correlate: { _, file in try file.database.execute(mutations) },
      testRules: { packs in RuleTestOutcome(passed: packs.files.count, failures: []) },
      listRules: { _ in
        [RuleSummary(id: "r", kind: "silent_drop", severity: "high", title: "dropped", file: "rules/x/r.yaml")]
      })
  }

  private static let mutations = """
    INSERT INTO symbols VALUES (1, 'c1');
    INSERT INTO mutation_rows VALUES
      (1, 0, 1, 1, NULL, 0, 0, 'dropped', 'database', 'proved', 'disk full', NULL, 1, 5000000, 5000000),
      (2, 0, 1, 2, NULL, 0, 0, 'unknown', 'unknown', 'suspected', 'the log ends', NULL, 1, 6000000, 6000000);
    """
  private static let finding = """
    INSERT INTO finding_rows VALUES (1, 'r', 'silent_drop', 'high', 'proved', 'write dropped', 'client c1', '', '',
      5000000, 5000000, 1, 'new', 'f');
    """
}
