import CommandLineTable
import Model

struct PromptCommand {
  let session: CommandSession
  func run(_ command: ParsedCommand) throws -> ExitStatus { .clean }
}
