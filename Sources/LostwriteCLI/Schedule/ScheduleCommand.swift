import CommandLineTable
import Foundation
import Model

/// `lostwrite schedule`: what a scheduler needs to run a configuration.
struct ScheduleCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    guard command.flag("systemd") != command.flag("cron") else {
      throw command.fault("give either '--systemd' or '--cron'")
    }
    let config = Self.absolute(command.value("config") ?? "")
    let configuration = try Configuration(path: config)
    guard configuration.logs != nil else { throw ConfigurationFault.noLogs(configuration.file) }
    let plan = SchedulePlan(
      program: Self.program, config: config, name: try name(command), time: try time(command))
    if command.flag("cron") {
      if let value = command.value("directory") { throw command.fault("'--directory \(value)' needs '--systemd'") }
      return try session.print(try plan.crontabLine())
    }
    guard let directory = command.value("directory") else {
      return try session.print(
        "# \(plan.name).service\n\(plan.service)\n# \(plan.name).timer\n\(plan.timer)")
    }
    for (suffix, text) in [("service", plan.service), ("timer", plan.timer)] {
      let path = "\(directory)/\(plan.name).\(suffix)"
      let before = try? Data(contentsOf: URL(fileURLWithPath: path))
      try ReportFile.write(to: path) { try $0(text) }
      let isOther = before != nil && before != Data(text.utf8)
      session.note(isOther ? "wrote \(path), in place of a file that said something else" : "wrote \(path)")
    }
    return .clean
  }

  private func name(_ command: ParsedCommand) throws -> String {
    let name = command.value("name") ?? ""
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_.\-]{0,200}/) != nil else {
      throw command.fault("'--name' is '\(name)', expected letters, digits, '-', '_' and '.'")
    }
    return name
  }

  private func time(_ command: ParsedCommand) throws -> (hour: Int, minute: Int) {
    let text = command.value("at") ?? ""
    guard let match = text.wholeMatch(of: /([01]?[0-9]|2[0-3]):([0-5][0-9])/)?.output, let hour = Int(match.1),
      let minute = Int(match.2)
    else { throw command.fault("'--at' is '\(text)', expected a time like 02:30") }
    return (hour, minute)
  }

  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

  /// This program.
  private static var program: String { Bundle.main.executablePath ?? absolute(CommandLine.arguments[0]) }
}
