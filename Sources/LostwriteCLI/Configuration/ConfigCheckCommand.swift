import CommandLineTable
import Dialects
import Foundation
import Model

/// `lostwrite config check`: everything that is wrong with a configuration.
struct ConfigCheckCommand {
  let session: CommandSession
  let stages: AnalyzeStages

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let configuration = try Configuration(path: command.arguments[0])
    for path in configuration.logs ?? [] where !FileManager.default.fileExists(atPath: path) {
      session.console.error("warning: there is nothing at '\(path)' yet (logs)\n")
    }
    // Rules and dialects are read as a run would read them.
    let packs = try AnalyzeRequest.packs(folders: configuration.rules)
    _ = try stages.rules(packs)
    _ = try DialectSet(packs: packs, mapping: KeyMapping(configuration.keys))
    let use = configuration.logs == nil ? "good for 'analyze'; 'nightly' needs 'logs' as well" : "good"
    session.note("'\(configuration.file)' is \(use)")
    return .clean
  }
}
