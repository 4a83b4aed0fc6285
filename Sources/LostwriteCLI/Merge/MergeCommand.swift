import CaseStore
import CommandLineTable
import Dialects
import Digests
import Foundation
import Ingest
import Model
import RulePacks

/// `lostwrite merge`: joins cases of several machines into one, which is correlated and checked as a whole.
struct MergeCommand {
  let session: CommandSession
  let stages: AnalyzeStages

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let now = try TimeArgument.now(of: command)
    let paths = MergePaths(command.arguments)
    guard paths.cases.count > 1 else { throw command.fault("merge joins at least two cases, of different files") }
    var request = AnalyzeRequest(
      paths: [], casePath: command.value("case") ?? "", packs: try AnalyzeRequest.packs(of: command))
    request.threads = try command.threads()
    try paths.check(target: request.casePath)
    let check = try stages.rules(request.packs)
    let keys = try MergeKeys(paths.cases)
    let inputs = try paths.cases.indices.map { try MergeInput(path: paths.cases[$0], keyGroup: keys.groups[$0]) }
    for (input, path) in zip(inputs.indices, paths.cases) {
      try KeyOfCase.check(keys.keys[input], at: path + ".key", of: inputs[input].file)
    }
    let key = try keys.store(at: request.keyPath)
    do {
      try stages.build(request) { file in
        try merge(inputs, paths, keys, into: file, request, check, at: now, roots: command.values("source-root"))
      }
    } catch {
      if key.isNew { unlink(request.keyPath) }
      throw error
    }
    session.note("the case is \(request.casePath)" + (key.isThere ? ", its key \(request.keyPath)" : ""))
    return .clean
  }

  private func merge(
    _ inputs: [MergeInput], _ paths: MergePaths, _ keys: MergeKeys, into file: CaseFile, _ request: AnalyzeRequest,
    _ check: AnalyzeStages.Check, at now: Timestamp, roots: [String]
  ) throws {
    let dialects = try DialectSet(packs: request.packs, mapping: KeyMapping([]))
    let merger = try CaseMerger(inputs, labels: paths.labels, into: file)
    let summary = try merger.run(entries: dialects.entries.map { ($0.number, $0.id, $0.file) })
    try stages.correlate(request, file)
    try check(file)
    let untold = try MergeQuoting(keys: keys, cases: paths.cases, roots: roots, merger: merger).run(file, summary)
    try KeyOfCase.remember(keys.common, in: file)
    let acceptances = try merger.takeOverAcceptances(at: now)
    try file.noteRun(version: Product.version, command: "merge", rules: request.packs.sha256)
    tell(summary, keys)
    if acceptances.taken > 0 {
      session.note(
        "took over \(acceptances.taken) acceptances, of which \(acceptances.withoutFinding) are for findings that the "
          + "merged case does not have")
    }
    let nights = try merger.nightCount()
    if nights > 0 { session.note("the history of \(nights) nights stays in the cases that they belong to") }
    if untold > 0 {
      session.note(
        "\(untold) cited records have no text: no case keeps it, and their logs are not here (--source-root)")
    }
  }

  private func tell(_ summary: CaseMerger.Summary, _ keys: MergeKeys) {
    session.note(
      "merged \(keys.groups.count) cases: \(summary.sources) sources, \(summary.records) records, \(summary.events) "
        + "events; \(summary.joinedSources) sources were in more than one of them")
    for path in summary.renamed { session.note("named after its case, because another has the same path: \(path)") }
    if let problem = keys.problem { session.console.error("warning: \(problem)\n") }
    if summary.matchedTokens > 0 {
      session.note("\(summary.matchedTokens) tokens were known again by their claims")
    }
    if summary.unmatchedTokens > 0 {
      session.console.error(
        "warning: \(summary.unmatchedTokens) tokens have no claims to be known by: each counts as another one in each "
          + "case, and verdicts that rest on their being the same are missing\n")
    }
  }
}

extension ParsedCommand {
  /// The number of threads that was asked for.
  func threads() throws -> Int? { try value("threads") == nil ? nil : number("threads", 1...1_024) }
}
