import CaseStore
import CommandLineTable
import Model
import Reporting

/// `lostwrite trace`: one timeline over all sources.
struct TraceCommand {
  let session: CommandSession

  private static let selectors = ["mutation", "client", "client-group", "user", "token", "request"]

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let limit = try command.number("limit", 1...10_000_000)
    let asked = Self.selectors.flatMap { name in command.values(name).map { "\(name) \($0)" } }
    guard !asked.isEmpty else {
      throw command.fault("nothing to trace; give at least one of --" + Self.selectors.joined(separator: ", --"))
    }
    var selection = TraceSelection()
    selection.since = try command.moment("since")
    selection.until = try command.moment("until")
    if selection.since.isKnown, selection.until.isKnown, selection.until <= selection.since {
      throw command.fault("'--until' is not after '--since'")
    }
    let file = try CaseFile(path: command.arguments[0], access: .readOnly)
    try resolve(command, IdentityLookup(file), into: &selection)
    let report = TraceReport(try Trace(of: file, selection), asked: asked, limit: limit)
    try session.answer(command.wantsJSON ? try report.json() : report.text(style: session.style))
    return .clean
  }

  private func resolve(
    _ command: ParsedCommand, _ lookup: IdentityLookup, into selection: inout TraceSelection
  ) throws {
    selection.writes = try command.values("mutation").map(lookup.write)
    for name in command.values("client") { selection.clients.insert(try lookup.symbol(name, .client)) }
    for name in command.values("client-group") { selection.groups.insert(try lookup.symbol(name, .clientGroup)) }
    for name in command.values("token") { selection.tokens.insert(try lookup.token(name)) }
    for name in command.values("request") { selection.requests.insert(try lookup.request(name)) }
    for name in command.values("user") {
      let user = try lookup.user(name)
      if let symbol = user.symbol { selection.users.insert(symbol) }
      selection.clients.formUnion(user.clients)
      selection.tokens.formUnion(user.tokens)
    }
  }
}
