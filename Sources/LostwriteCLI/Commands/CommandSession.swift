import CaseStore
import CommandLineTable
import Foundation
import Model
import Reporting

/// What the commands share: where they write, and how.
struct CommandSession {
  let console: Console
  let isQuiet: Bool
  /// Of what goes to stdout.
  let style: TextStyle
  private let colorsFiles: Bool

  init(_ command: ParsedCommand, console: Console) {
    var console = console
    console.usesPager = !command.flag("no-pager")
    self.console = console
    isQuiet = command.flag("quiet")
    let usesColor =
      switch command.value("color") {
      case "always": true
      case "never": false
      // https://no-color.org: present and not empty.
      default: console.outIsTerminal && (console.environment["NO_COLOR"] ?? "").isEmpty
      }
    // A report in a file is not coloured just because the terminal could show it.
    colorsFiles = command.value("color") == "always"
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
      console.error("\(word): \(VisibleText.escaped(problem.text))\n")
    }
    return problems.contains(where: \.isError)
  }

  /// Writes every report to its place.
  ///
  /// - Throws: `OutputFault` for a file that cannot be written, `ConsoleFault` for stdout, `StoreError` for the case.
  func print(_ subject: ReportSubject, to destinations: [ReportDestination]) throws {
    // Files first: whoever reads stdout may go away before the end.
    for destination in destinations {
      guard let path = destination.path else { continue }
      let fileStyle = TextStyle(width: TextStyle.plain.width, usesColor: colorsFiles)
      try ReportFile.write(to: path) { write in
        try destination.format.render(subject, style: fileStyle, to: write)
      }
      note("the report is \(path)")
    }
    guard let destination = destinations.first(where: { $0.path == nil }) else { return }
    try console.print { write in try destination.format.render(subject, style: style, to: write) }
  }

  /// Writes a text for another program to stdout.
  func print(_ text: String) throws -> ExitStatus {
    try console.out(text)
    return .clean
  }
}
