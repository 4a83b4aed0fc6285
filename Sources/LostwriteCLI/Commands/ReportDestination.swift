import CommandLineTable
import Foundation
import Reporting

/// One report that was asked for, and where it goes.
struct ReportDestination: Equatable {
  var format: ReportFormat
  /// nil for stdout.
  var path: String?

  /// The reports of a command line, in the order given.
  ///
  /// - Throws: `UsageFault` for a file without a name, two reports at one place, or a place that holds something else.
  static func all(of command: ParsedCommand) throws -> [ReportDestination] {
    var destinations: [ReportDestination] = []
    for value in command.values("format") {
      let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let format = ReportFormat(rawValue: parts[0]) else { continue }
      let path = parts.count > 1 ? parts[1] : nil
      guard path != "" else { throw command.fault("the file of the \(format.rawValue) report has no name") }
      destinations.append(.init(format: format, path: path))
    }
    try giveOutput(to: &destinations, command)
    try checkFiles(of: destinations, command)
    return destinations
  }

  /// Sends the one report without a file of its own to `--output`, or else to stdout.
  private static func giveOutput(to destinations: inout [ReportDestination], _ command: ParsedCommand) throws {
    let output = command.value("output")
    let open = destinations.indices.filter { destinations[$0].path == nil }
    guard let first = open.first else {
      guard output == nil else {
        throw command.fault("'--output' has no report to write: every '--format' names a file of its own")
      }
      return
    }
    if open.count > 1 {
      let (one, other) = (destinations[first].format.rawValue, destinations[open[1]].format.rawValue)
      throw command.fault(
        "the \(one) and the \(other) report cannot both go to \(output.map { "'\($0)'" } ?? "stdout"); give one a file "
          + "of its own: '--format \(other)=FILE'")
    }
    // As with other programs, a dash is stdout.
    destinations[first].path = output == "-" ? nil : output
  }

  private static func checkFiles(of destinations: [ReportDestination], _ command: ParsedCommand) throws {
    let inputs = Dictionary(inputs(of: command).map { (identity($0), $0) }) { first, _ in first }
    var taken: Set<String> = []
    for destination in destinations {
      guard let path = destination.path else { continue }
      let key = identity(path)
      guard taken.insert(key).inserted else { throw command.fault("two reports cannot both go to '\(path)'") }
      guard let input = inputs[key] else { continue }
      throw command.fault("the \(destination.format.rawValue) report would overwrite '\(input)'")
    }
  }

  /// Files that a report must not replace: logs, the case and its key, the configuration.
  private static func inputs(of command: ParsedCommand) -> [String] {
    let cases = command.path == "report" ? command.arguments : [command.value("case") ?? ""]
    let paths = command.arguments + cases + cases.map { $0 + ".key" } + command.values("config")
    return paths.filter { !$0.isEmpty && $0 != "-" }
  }

  /// Equal for spellings of one path.
  private static func identity(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}
