import CaseStore
import CommandLineTable
import Model
import Reporting

/// `lostwrite query`: SQL that reads.
struct QueryCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let query = try CaseQuery(command.arguments[1], path: command.arguments[0])
    let format = RowFormat(rawValue: command.value("format") ?? "") ?? .table
    var rows = 0
    try session.console.print { write in
      try withoutActuallyEscaping(write) { write in
        var writer = try RowWriter(format, columns: query.columns, write: write)
        while let row = try query.next() {
          rows += 1
          try writer.add(row)
        }
        try writer.finish()
      }
    }
    if rows == 0 { session.note("no rows") }
    return .clean
  }
}
