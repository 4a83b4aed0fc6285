import CaseStore
import CommandLineTable
import Foundation
import Model
import Reporting
import RulePacks

/// `lostwrite init`: a first configuration for logs that are there.
struct InitCommand {
  let session: CommandSession
  let stages: AnalyzeStages
  /// Bytes of logs that are looked at: enough to see every kind, little enough to be quick.
  private static let mostBytes: UInt64 = 512 << 20

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let paths = command.arguments.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    for path in paths where !FileManager.default.fileExists(atPath: path) {
      throw InitFault.missing(path)
    }
    let (sample, rest) = Self.sample(of: paths)
    let sources = try look(at: sample)
    guard !sources.isEmpty else { throw AnalyzeFault.nothingToRead(paths) }
    let text = FirstConfiguration(
      paths: paths, sources: sources, notLookedAt: rest, home: Self.home(besides: paths)
    ).text
    return try session.print(text)
  }

  /// How the paths of case and reports start: nil for the folder of the configuration, which is most likely the present
  /// one, unless that is among the logs.
  private static func home(besides paths: [String]) -> String? {
    let here = FileManager.default.currentDirectoryPath
    let around = paths.filter { here == $0 || here.hasPrefix($0 == "/" ? $0 : $0 + "/") }
    guard let outermost = around.min(by: { $0.count < $1.count }), outermost != "/" else { return nil }
    return URL(fileURLWithPath: outermost).deletingLastPathComponent().appendingPathComponent("lostwrite").path
  }

  /// Files below the paths, the small ones first, until there are enough bytes, and those that are left over.
  private static func sample(of paths: [String]) -> (paths: [String], rest: [String]) {
    var files: [(path: String, size: UInt64)] = []
    for path in paths {
      let below = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }.map { path + "/" + $0 }
      for file in below ?? [path] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else { continue }
        files.append((file, (attributes?[.size] as? UInt64) ?? 0))
      }
    }
    files.sort { ($0.size, $0.path) < ($1.size, $1.path) }
    var bytes: UInt64 = 0
    let chosen = files.enumerated().prefix { index, file in
      bytes += file.size
      return index == 0 || bytes <= mostBytes
    }
    guard chosen.count < files.count else { return (paths, []) }
    return (chosen.map(\.element.path), files[chosen.count...].map(\.path))
  }

  private func look(at paths: [String]) throws -> [ReportedSource] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lostwrite-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var request = AnalyzeRequest(
      paths: paths, casePath: folder.appendingPathComponent("case.db").path, packs: .embedded)
    request.keepText = .none
    let progress = session.showsProgress ? ProgressLine(session.console) : nil
    defer { progress?.clear() }
    var sources: [ReportedSource] = []
    try stages.build(request) { file in
      let outcome = try stages.ingest(request, file) { progress?.show($0) }
      progress?.clear()
      _ = session.tell(outcome.problems.filter(\.isError))
      sources = try CaseReport(of: file, scope: ReportScope(limits: .json)).sources.shown
    }
    return sources
  }
}

/// Why there can be no first configuration.
struct InitFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func missing(_ path: String) -> InitFault {
    .init(description: "there is nothing at '\(path)': give a folder, file or archive with logs")
  }
}
