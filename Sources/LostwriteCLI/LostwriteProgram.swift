import CaseStore
import CommandLineTable
public import Model
import Reporting

/// The program: takes a command line, runs the command, says how it ended.
public struct LostwriteProgram {
  let console: Console
  let stages: AnalyzeStages

  public init(console: Console, stages: AnalyzeStages) {
    self.console = console
    self.stages = stages
  }

  /// Runs one command line.
  ///
  /// - Parameter arguments: The words after the program's name.
  /// - Returns: The status to exit with; everything that went wrong is on stderr by then.
  public func run(_ arguments: [String]) -> ExitStatus {
    do {
      switch LostwriteTable.table.parse(arguments, environment: console.environment) {
      case .help(let path): try console.out(LostwriteTable.table.help(for: path))
      case .version: try console.out("\(Product.name) \(Product.version)\n")
      case .fault(let fault): throw fault
      case .run(let command): return try run(command)
      }
      return .clean
    } catch let fault as UsageFault {
      console.error(fault.description + "\n")
      return .usage
    } catch let fault as ConsoleFault where fault.isClosedPipe {
      return .clean
    } catch {
      console.error(Self.text(of: error) + "\n")
      return .error
    }
  }

  private func run(_ command: ParsedCommand) throws -> ExitStatus {
    let session = CommandSession(command, console: console)
    switch command.path {
    case "analyze": return try AnalyzeCommand(session: session, stages: stages).run(command)
    case "report": return try ReportCommand(session: session).run(command)
    case "show": return try ShowCommand(session: session).run(command)
    case "trace": return try TraceCommand(session: session).run(command)
    case "why": return try WhyCommand(session: session).run(command)
    case "nightly": return try NightlyCommand(session: session, stages: stages).run(command)
    case "accept": return try AcceptCommand(session: session).run(command)
    case "schedule": return try ScheduleCommand(session: session).run(command)
    case "config check": return try ConfigCheckCommand(session: session, stages: stages).run(command)
    case "init": return try InitCommand(session: session, stages: stages).run(command)
    case "query": return try QueryCommand(session: session).run(command)
    case "sql": return try PromptCommand(session: session).run(command)
    case "schema": return try SchemaCommand(session: session).run(command)
    case "export": return try ExportCommand(session: session).run(command)
    case "bundle": return try BundleCommand(session: session).run(command)
    case "merge": return try MergeCommand(session: session, stages: stages).run(command)
    case "verify": return try VerifyCommand(session: session, stages: stages).run(command)
    case "rules test": return try RulesCommand(session: session, stages: stages).test(command)
    case "rules list": return try RulesCommand(session: session, stages: stages).list(command)
    case "completions":
      guard let shell = Shell(rawValue: command.arguments[0]) else { throw command.fault("no such shell") }
      return try session.print(LostwriteTable.table.completions(for: shell))
    case "man": return try session.print(LostwriteTable.table.manPage())
    default: throw command.fault("command '\(command.path)' cannot be run")
    }
  }

  /// The error with its word before it; faults that bring their own word, place and help stay as they are.
  private static func text(of error: any Error) -> String {
    let text = "\(error)"
    return text.hasPrefix("error: ") ? text : "error: \(text)"
  }
}
