import ArchiveReading
import CaseStore
import Foundation

/// Runs the threads of ingest: a feeder, workers, and the merger in the calling thread.
struct IngestEngine {
  let caseFile: CaseFile
  let options: IngestOptions
  let progress: (@Sendable (IngestProgress) -> Void)?
  var versions: EntryVersions = { _ in nil }
  /// Makes a parser for a thread.
  let makeParser: @Sendable () -> any BlockParser

  func ingest(_ paths: [String]) throws -> IngestSummary {
    let inputs = InputList(paths)
    let contents = try CaseContents(of: caseFile)
    let conveyor = Conveyor(blocks: 2 * options.threads + 2, blockSize: options.blockSize)
    let meter = ProgressMeter(total: inputs.totalSize, report: progress)
    let merger = try Merger(
      conveyor: conveyor, options: options, case: caseFile, contents: contents, versions: versions,
      parser: makeParser(), progress: meter)
    let threads = ThreadGroup()
    let known = KnownBytes(contents.sources)
    threads.start("feeder") { [options] in
      Feeder(conveyor: conveyor, options: options, files: inputs.files, known: known, progress: meter).run()
    }
    for number in 1...options.threads {
      threads.start("worker \(number)") { [makeParser] in
        let parser = makeParser()
        while let (block, entry) = conveyor.takeWork() {
          parser.parseAhead(block)
          conveyor.finish(entry)
        }
      }
    }
    defer {
      conveyor.stop()
      threads.wait()
    }
    try merger.run()
    var summary = merger.summary
    summary.problems.insert(contentsOf: inputs.problems.map(IngestProblem.init), at: 0)
    return summary
  }
}

/// Threads that can be waited for.
private final class ThreadGroup {
  private let group = DispatchGroup()
  /// Parsers go down deeply nested JSON, which the default stack of a thread is small for.
  private static let stackSize = 8 << 20

  func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
    group.enter()
    let thread = Thread { [group] in
      body()
      group.leave()
    }
    thread.name = "lostwrite " + name
    thread.stackSize = Self.stackSize
    thread.start()
  }

  func wait() { group.wait() }
}
