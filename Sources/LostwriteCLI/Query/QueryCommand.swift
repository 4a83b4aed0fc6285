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
    var buffer = OutputBuffer(session.console)
    var writer = try RowWriter(format, columns: query.columns) { try buffer.add($0) }
    while let row = try query.next() { try writer.add(row) }
    try writer.finish()
    try buffer.flush()
    if writer.rows == 0 { session.note("no rows") }
    return .clean
  }
}

/// Puts short writes together: a system call per row is slow.
private struct OutputBuffer {
  private let console: Console
  private var waiting = ""
  private static let size = 64 * 1_024

  init(_ console: Console) { self.console = console }

  mutating func add(_ text: String) throws {
    waiting += text
    if waiting.utf8.count >= Self.size { try flush() }
  }

  mutating func flush() throws {
    if !waiting.isEmpty { try console.out(waiting) }
    waiting = ""
  }
}
