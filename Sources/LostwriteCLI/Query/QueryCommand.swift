import CaseStore
import CommandLineTable
import Model
import Reporting
import SavedQueries

/// `lostwrite query`: SQL that reads.
struct QueryCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    if command.flag("list") { return try list(command) }
    guard let path = command.arguments.first else { throw command.fault("argument CASE is missing") }
    guard command.arguments.count > 1 else {
      throw command.fault("argument SQL is missing: give a SELECT, or a name of 'lostwrite query --list'")
    }
    let question = try Question(command.arguments[1], command)
    let connection = try LineReading.connection(path, limits: try LimitOptions.limits(command))
    let query = try connection.query(question.sql, parameters: question.parameters)
    return try QueryOutput(session: session, format: RowFormat(rawValue: command.value("format") ?? "") ?? .table)
      .print(query)
  }

  private func list(_ command: ParsedCommand) throws -> ExitStatus {
    guard command.arguments.isEmpty else { throw command.fault("'--list' takes no CASE") }
    let format = RowFormat(rawValue: command.value("format") ?? "") ?? .table
    try session.console.print { write in
      try withoutActuallyEscaping(write) { write in
        var writer = try RowWriter(format, columns: ["name", "title", "parameters", "example"], write: write)
        for saved in SavedQuery.all {
          let parameters = saved.parameters.map { parameter in
            parameter.preset.map { "\(parameter.name)=\($0.isEmpty ? "''" : $0)" } ?? parameter.name
          }
          let example = saved.examples.first ?? ""
          try writer.add([saved.name, saved.title, parameters.joined(separator: " "), example].map(StoredValue.text))
        }
        try writer.finish()
      }
    }
    return .clean
  }
}

/// Prints the rows of a query.
struct QueryOutput {
  let session: CommandSession
  let format: RowFormat

  /// Prints the rows as they come; that there are none is said on stderr.
  func print(_ query: CaseQuery) throws -> ExitStatus {
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
