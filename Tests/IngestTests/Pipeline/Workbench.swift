import CaseStore
import Foundation
import Model

@testable import Ingest

/// A folder for one test, removed at its end, and ingest into cases in it.
final class Workbench {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "lostwrite-ingest-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return path(name)
  }

  /// Ingests with the line parser of the tests.
  func ingest(
    _ paths: [String], into name: String = "a.case", change: (inout IngestOptions) -> Void = { _ in }
  ) throws -> IngestSummary {
    try ingest(paths, name, change) { _ in LineParser() }
  }

  /// Ingests with the product's reader of records.
  func ingestRecords(
    _ paths: [String], into name: String = "a.case", change: (inout IngestOptions) -> Void = { _ in }
  ) throws -> IngestSummary {
    try ingest(paths, name, change) { RecordBlockParser(recognizer: PlainRecognizer(), keptText: $0.keptText) }
  }

  private func ingest(
    _ paths: [String], _ name: String, _ change: (inout IngestOptions) -> Void,
    makeParser: @escaping @Sendable (IngestOptions) -> any BlockParser
  ) throws -> IngestSummary {
    var options = IngestOptions(threads: 2)
    change(&options)
    let build = try CaseBuild.begin(path(name))
    let engine = IngestEngine(caseFile: build.caseFile, options: options, progress: nil) { [options] in
      makeParser(options)
    }
    let summary = try engine.ingest(paths)
    try build.commit()
    return summary
  }

  /// All rows that ingest wrote, one text each; the folder's name is left out.
  func dump(_ name: String = "a.case") throws -> [String] {
    let database = try CaseFile(path: path(name), access: .readOnly).database
    var rows: [String] = []
    let tables = [
      "source_rows", "record_rows", "record_texts", "event_rows", "symbols", "token_rows", "client_rows",
    ]
    for table in tables {
      let statement = try database.prepare("SELECT * FROM \(table) ORDER BY 1")
      while try statement.step() {
        let values = (0..<statement.columnCount).map { "\(statement.value(Int32($0)))" }
        rows.append((table + ": " + values.joined(separator: ", ")).replacing(folder + "/", with: ""))
      }
    }
    return rows
  }

  /// The values of one query, a line each, columns divided by `|`; NULL is `-`.
  func query(_ sql: String, in name: String = "a.case") throws -> [String] {
    let statement = try CaseFile(path: path(name), access: .readOnly).database.prepare(sql)
    var rows: [String] = []
    while try statement.step() {
      rows.append((0..<statement.columnCount).map { statement.text(Int32($0)) ?? "-" }.joined(separator: "|"))
    }
    return rows
  }
}
