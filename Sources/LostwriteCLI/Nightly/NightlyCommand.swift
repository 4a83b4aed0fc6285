import CaseStore
import CommandLineTable
import Foundation
import Model
import Reporting

/// `lostwrite nightly`: what a scheduler starts; it says nothing when nothing is new.
struct NightlyCommand {
  let session: CommandSession
  let stages: AnalyzeStages

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let now = try TimeArgument.now(of: command)
    let configuration = try Configuration(path: command.value("config") ?? "")
    let teller = try NightTeller(configuration, console: session.console)
    guard let logs = configuration.logs else { throw ConfigurationFault.noLogs(configuration.file) }
    guard let lock = try CaseLock.take(configuration.casePath) else { return busy(configuration) }
    defer { withExtendedLifetime(lock) {} }
    do {
      let run = NightlyRun(session: session, stages: stages, configuration: configuration, logs: logs, now: now)
      return try run.run(telling: teller)
    } catch let fault as StoreError where fault.code == .busy {
      return busy(configuration)
    } catch {
      teller.tellFailure("\(error)", at: now, casePath: configuration.casePath)
      throw error
    }
  }

  private func busy(_ configuration: Configuration) -> ExitStatus {
    session.console.error("error: \(NightlyFault.busy(configuration.casePath))\n")
    return .busy
  }
}

extension TimeArgument {
  /// The moment of `--now`, or else the clock's, to the second: it names folders and stands in reports.
  static func now(of command: ParsedCommand) throws -> Timestamp {
    guard let text = command.value("now") else {
      return Timestamp(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000)
    }
    guard let moment = moment(text, endOfDay: false) else {
      throw command.fault("'--now' is '\(text)', expected \(accepted)")
    }
    return moment
  }
}
