import CaseStore
import CommandLineTable
import SavedQueries
import Spelling

/// What `lostwrite query` is asked: SQL with the values of its parameters.
struct Question {
  let sql: String
  let parameters: [QueryParameter]

  /// - Parameters:
  ///   - text: SQL, or the name of a saved query.
  ///   - command: Has the parameters.
  /// - Throws: `UsageFault`: no such saved query, a parameter that is none.
  init(_ text: String, _ command: ParsedCommand) throws(UsageFault) {
    guard SavedQuery.isName(text) else {
      sql = text
      parameters = try command.values("parameter").map { argument throws(UsageFault) in
        try Self.parameter(argument, kind: nil, command)
      }
      return
    }
    guard let saved = SavedQuery.named(text) else { throw Self.unknown(text, command) }
    sql = saved.sql
    parameters = try Self.presets(saved, command) + Self.given(saved, command)
  }

  private static func given(_ saved: SavedQuery, _ command: ParsedCommand) throws(UsageFault) -> [QueryParameter] {
    try command.values("parameter").map { argument throws(UsageFault) in
      let name = argument.prefix { $0 != "=" && $0 != ":" }
      return try parameter(argument, kind: saved.parameters.first { $0.name == name }?.kind, command)
    }
  }

  private static func presets(_ saved: SavedQuery, _ command: ParsedCommand) throws(UsageFault) -> [QueryParameter] {
    var presets: [QueryParameter] = []
    for parameter in saved.parameters {
      if let preset = parameter.preset, let value = QueryParameter.value(preset, type: parameter.kind.rawValue) {
        presets.append(QueryParameter(name: parameter.name, value: value))
      } else if !command.values("parameter").contains(where: { $0.hasPrefix(parameter.name) }) {
        let kind = parameter.kind.rawValue
        throw command.fault(
          "query '\(saved.name)' needs '-p \(parameter.name)=VALUE' (\(kind)): \(parameter.meaning)")
      }
    }
    return presets
  }

  /// A value of the type that a saved query wants, unless the argument says another.
  private static func parameter(
    _ argument: String, kind: SavedQuery.Parameter.Kind?, _ command: ParsedCommand
  ) throws(UsageFault) -> QueryParameter {
    var typed = argument
    let name = argument.prefix { $0 != "=" && $0 != ":" }
    if let kind, argument.dropFirst(name.count).hasPrefix("=") {
      typed = "\(name):\(kind.rawValue)\(argument.dropFirst(name.count))"
    }
    if let parameter = QueryParameter(argument: typed) { return parameter }
    let wanted =
      kind.map { "\(name)=VALUE of type \($0.rawValue)" } ?? "NAME=VALUE or NAME:text|integer|real|null=VALUE"
    throw command.fault("parameter '\(argument)' is not \(wanted)")
  }

  private static func unknown(_ name: String, _ command: ParsedCommand) -> UsageFault {
    let names = SavedQuery.all.map(\.name)
    let nearest = EditDistance.nearest(to: name, among: names).map { "; did you mean '\($0)'?" }
    return command.fault("no saved query '\(name)'\(nearest ?? "; they are: \(names.joined(separator: ", "))")")
  }
}
