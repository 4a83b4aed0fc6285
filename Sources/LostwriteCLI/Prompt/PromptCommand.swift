import CaseStore
import CommandLineTable
import Foundation
import Model
import Reporting
import Synchronization

/// `lostwrite sql`: a prompt for queries.
struct PromptCommand {
  let session: CommandSession

  /// Set by Ctrl-C while a query runs.
  private static let wantsStop = Atomic(false)

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let connection = try LineReading.connection(
      command.arguments.first ?? "", limits: try LimitOptions.limits(command),
      isCancelled: { Self.wantsStop.load(ordering: .relaxed) })
    let isTyped = isatty(STDIN_FILENO) == 1
    let typed = isTyped ? EditedLines(historyPath: PromptHistory.path(session.console.environment)) : nil
    var prompt = Prompt(
      session: session, connection: connection, lines: typed ?? PipedLines(), isTyped: isTyped,
      format: RowFormat(rawValue: command.value("format") ?? "") ?? .table)
    prompt.willRun = { Self.wantsStop.store(false, ordering: .relaxed) }
    if isTyped { Interruption.onInterrupt = { Self.wantsStop.store(true, ordering: .relaxed) } }
    defer { Interruption.onInterrupt = nil }
    if isTyped {
      session.note("\(command.arguments.first ?? ""): end queries with ';', .help tells more, Ctrl-D leaves")
    }
    return try prompt.run()
  }
}

/// Reads queries and commands until the end, and answers them.
struct Prompt {
  let session: CommandSession
  let connection: QueryConnection
  let lines: any LineSource
  /// Whether someone sits there: then an error is told, and the next query is asked for.
  let isTyped: Bool
  var format: RowFormat
  /// Called before each query.
  var willRun: () -> Void = {}
  private var waiting = ""

  init(
    session: CommandSession, connection: QueryConnection, lines: any LineSource, isTyped: Bool, format: RowFormat
  ) {
    self.session = session
    self.connection = connection
    self.lines = lines
    self.isTyped = isTyped
    self.format = format
  }

  /// - Returns: `error` where queries came out of a pipe and one could not run.
  /// - Throws: What ends the prompt: `ConsoleFault`.
  mutating func run() throws -> ExitStatus {
    while true {
      switch lines.next(prompt: waiting.isEmpty ? "sql> " : "...> ") {
      case .cancelled:
        waiting = ""
        session.console.error("^C\n")
      case .end:
        if isTyped { session.console.error("\n") }
        let rest = isTyped ? "" : waiting
        if rest.allSatisfy(\.isWhitespace) { return .clean }
        return try answer(QueryText.statements(in: rest + "\n;") ?? [rest]) ? .clean : .error
      case .text(let line):
        guard try take(line) else { return isTyped ? .clean : .error }
      }
      if isLeaving { return .clean }
    }
  }

  private var isLeaving = false

  /// Takes a line; false where the prompt must end with an error.
  private mutating func take(_ line: String) throws -> Bool {
    if waiting.isEmpty, line.hasPrefix(".") {
      lines.remember(line)
      return try obey(line)
    }
    if waiting.isEmpty, line.allSatisfy(\.isWhitespace) { return true }
    waiting += waiting.isEmpty ? line : "\n" + line
    guard let statements = QueryText.statements(in: waiting) else { return true }
    lines.remember(waiting)
    waiting = ""
    return try answer(statements)
  }

  /// Runs queries in order; false at the first that cannot run, where nobody sits there.
  private func answer(_ statements: [String]) throws -> Bool {
    for sql in statements {
      do {
        willRun()
        _ = try QueryOutput(session: session, format: format).print(try connection.query(sql))
      } catch let fault as QueryFault {
        session.console.error("\(fault)\n")
        return isTyped
      } catch let fault as StoreError {
        session.console.error("error: \(fault)\n")
        return isTyped
      }
    }
    return true
  }

  private mutating func obey(_ line: String) throws -> Bool {
    let words = line.split(separator: " ").map(String.init)
    switch PromptCommandLine(words) {
    case .help: try session.console.out(PromptCommandLine.summary)
    case .quit: isLeaving = true
    case .show(let text): try session.console.print { try $0(text) }
    case .format(let chosen): format = chosen
    case .query(let sql): return try answer([sql])
    case .fault(let message):
      session.console.error("error: \(message)\n")
      return isTyped
    }
    return true
  }
}
