import CommandLineTable
import Model

struct ExportCommand {
  let session: CommandSession
  func run(_ command: ParsedCommand) throws -> ExitStatus { .clean }
}
