import CaseStore
import CommandLineTable
import Model
import Reporting
import Spelling

/// `lostwrite schema`: the views and what their columns mean.
struct SchemaCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let format = SchemaFormat(rawValue: command.value("format") ?? "") ?? .text
    guard let name = command.arguments.first else {
      try session.console.print { try $0(format.describe(SchemaCatalog.all, isWhole: true)) }
      return .clean
    }
    guard let relation = SchemaCatalog.relation(name) else { throw Self.unknown(name, command) }
    try session.console.print { try $0(format.describe([relation], isWhole: false)) }
    return .clean
  }

  private static func unknown(_ name: String, _ command: ParsedCommand) -> UsageFault {
    let names = SchemaCatalog.all.map(\.name)
    let nearest = EditDistance.nearest(to: name, among: names).map { "; did you mean '\($0)'?" }
    return command.fault("no view '\(name)'\(nearest ?? "; the views are: \(names.joined(separator: ", "))")")
  }
}
