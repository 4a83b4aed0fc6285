import CaseStore
import CommandLineTable
import Correlation
import Model
import Reporting

/// `lostwrite why`: the argument of a verdict.
struct WhyCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let file = try CaseFile(path: command.arguments[0], access: .readOnly)
    let lookup = IdentityLookup(file)
    let write = try lookup.write(command.arguments[1])
    let arguments = try VerdictArguments(case: file, packs: try AnalyzeRequest.packs(of: command))
    guard let stored = try TracedWrite.read([write], in: file)[write],
      let argument = try arguments.argue(write, group: try lookup.group(ofWritesOf: write.client)),
      argument.conclusion.verdict == stored.verdict, argument.conclusion.cause == stored.cause
    else { throw WhyFault.judgedOtherwise(command.arguments[1]) }
    let reading = try EvidenceReading(file, command)
    let report = try report(stored, argument, tokens: CaseLookup(file).tokens(), reading)
    if let problem = reading.keyProblem { session.noteForeignMarks(problem) }
    try session.answer(command.wantsJSON ? try report.json() : report.text(style: session.style))
    return .clean
  }

  private func report(
    _ write: TracedWrite, _ argument: VerdictArgument, tokens: [Int32: TokenFacts], _ reading: EvidenceReading
  ) throws -> WhyReport {
    var report = WhyReport(write: write)
    report.firstAt = argument.conclusion.firstAt
    report.lastAt = argument.conclusion.lastAt
    report.tries = argument.attempts.map { attempt in
      WhyReport.Try(
        at: attempt.at, outcome: attempt.outcome, status: attempt.status.map(Int.init),
        token: tokens[attempt.token].map { TracedToken($0, at: attempt.at) },
        records: [attempt.record] + [attempt.apiRecord].compactMap(\.self).filter { $0 != attempt.record })
    }
    report.reasons = argument.reasons.map { WhyReport.Reason(text: $0.text, record: $0.record) }
    report.looks = argument.looks.map { look in
      WhyReport.Look(
        subject: look.subject, answer: look.answer, isFound: look.isFound, records: look.records,
        sights: look.sights.map {
          WhyReport.Sight(
            source: $0.path, level: $0.level, firstAt: $0.firstAt, lastAt: $0.lastAt, coversWrite: $0.coversWrite)
        })
    }
    report.remedies = argument.remedies
    try quote(&report, reading)
    return report
  }

  private func quote(_ report: inout WhyReport, _ reading: EvidenceReading) throws {
    let records =
      report.tries.flatMap(\.records) + report.reasons.compactMap(\.record) + report.looks.flatMap(\.records)
    for source in try reading.show(Set(records).sorted()) {
      if source.state.isFault { report.notes.append("\(source.place.path): \(source.standing)") }
      for record in source.records {
        report.quotes[record.place.record] = WhyReport.Quote(
          source: source.place.path, line: record.place.line, at: record.place.at, text: record.text)
      }
    }
  }
}

/// Why a verdict cannot be argued.
struct WhyFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static func judgedOtherwise(_ name: String) -> WhyFault {
    .init(
      description:
        "the verdict of '\(name)' in the case is not the one that this lostwrite comes to: another version or "
        + "other rule packs judged it; give the same --rules, or run analyze again")
  }
}
