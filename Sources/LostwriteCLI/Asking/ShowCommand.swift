import CaseStore
import CommandLineTable
import Model
import Reporting

/// `lostwrite show`: the lines around everything that a finding cites.
struct ShowCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let context = try command.number("context", 0...1_000)
    let file = try CaseFile(path: command.arguments[0], access: .readOnly)
    let lookup = FindingLookup(file)
    let finding = try lookup.find(command.arguments[1])
    let reading = try EvidenceReading(file, command)
    let shown = ShownFinding(
      finding: finding, sources: try reading.show(try lookup.evidence(of: finding.finding), context: context))
    if let problem = reading.keyProblem { session.noteForeignMarks(problem) }
    let length: ShownFinding.RecordLength =
      command.flag("full") ? .whole : session.console.outIsTerminal ? .folded : .excerpt
    try session.answer(command.wantsJSON ? try shown.json() : shown.text(style: session.style, records: length))
    return shown.hasFaults ? .error : .clean
  }
}

extension CommandSession {
  /// Writes an answer to stdout, through a pager where one is wanted.
  func answer(_ text: String) throws { try console.print { write in try write(text) } }

  func noteForeignMarks(_ problem: String) {
    note("\(problem): fingerprints in lines that are read again are not those of the case")
  }
}

extension ParsedCommand {
  var wantsJSON: Bool { value("format") == "json" }

  /// A whole number of an option that has a default.
  func number(_ option: String, _ range: ClosedRange<Int>) throws -> Int {
    let text = value(option) ?? ""
    guard let number = Int(text), range.contains(number) else {
      throw fault("'--\(option)' is '\(text)', expected a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
