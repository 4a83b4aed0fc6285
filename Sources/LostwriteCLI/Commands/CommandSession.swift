import CaseStore
import CommandLineTable
import Foundation
import Model
import Reporting

/// What the commands share: where they write, and how.
struct CommandSession {
  let console: Console
  let isQuiet: Bool
  let style: TextStyle

  init(_ command: ParsedCommand, console: Console) {
    self.console = console
    isQuiet = command.flag("quiet")
    let isWanted =
      switch command.value("color") {
      case "always": true
      case "never": false
      // https://no-color.org: present and not empty.
      default: console.outIsTerminal && (console.environment["NO_COLOR"] ?? "").isEmpty
      }
    // A report in a file is not coloured just because the terminal could show it.
    let usesColor =
      isWanted && (command.path == "query" || command.value("output") == nil || command.value("color") == "always")
    style = TextStyle(width: console.columns ?? TextStyle.plain.width, usesColor: usesColor)
  }

  var showsProgress: Bool { !isQuiet && console.errorIsTerminal }

  func note(_ text: String) {
    if !isQuiet { console.error("note: \(VisibleText.escaped(text))\n") }
  }

  /// Prints problems of reading; true when one of them is an error.
  func tell(_ problems: [IngestOutcome.Problem]) -> Bool {
    for problem in problems {
      let word = problem.isError ? "error" : "warning"
      // Most messages name the path within their sentence.
      let isNamed = problem.message.contains("'\(problem.path)'")
      let text = isNamed ? problem.message : "\(problem.path): \(problem.message)"
      console.error("\(word): \(VisibleText.escaped(text))\n")
    }
    return problems.contains(where: \.isError)
  }

  /// Writes a report in the form and to the place that the options say.
  func print(_ report: CaseReport, _ options: ReportOptions) throws {
    let text: String
    switch options.format {
    case .json: text = try JSONReport.render(report)
    case .text:
      let fileStyle = TextStyle(width: TextStyle.plain.width, usesColor: style.usesColor)
      text = TextReport.render(report, style: options.output == nil ? style : fileStyle)
    }
    guard let path = options.output else { return try console.out(text) }
    try ReportFile.write(text, to: path)
    note("the report is \(path)")
  }
}

/// Why a report could not be written.
struct OutputFault: Error, Equatable, CustomStringConvertible {
  let description: String
}
