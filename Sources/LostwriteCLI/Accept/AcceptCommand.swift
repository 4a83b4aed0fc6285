import CaseStore
import CommandLineTable
import Model
import Reporting

/// `lostwrite accept`: findings that somebody knows of and lives with for a while.
struct AcceptCommand {
  let session: CommandSession

  func run(_ command: ParsedCommand) throws -> ExitStatus {
    let now = try TimeArgument.now(of: command)
    let path = command.arguments[0]
    guard command.arguments.count > 1 else {
      guard command.flag("list") else {
        throw command.fault("argument FINGERPRINT is missing; '--list' prints what is accepted")
      }
      return try list(try CaseFile(path: path, access: .readOnly), now)
    }
    if command.flag("list") { throw command.fault("'--list' takes no FINGERPRINT") }
    return command.flag("revoke") ? try revoke(command, path, now) : try accept(command, path, now)
  }

  private func accept(_ command: ParsedCommand, _ path: String, _ now: Timestamp) throws -> ExitStatus {
    guard let reason = command.value("reason"), reason.contains(where: { !$0.isWhitespace }) else {
      throw command.fault("'--reason' is missing: say why the finding is accepted")
    }
    guard let text = command.value("until") else {
      throw command.fault("'--until' is missing: say until when the finding is accepted")
    }
    guard let until = TimeArgument.moment(text, endOfDay: true) else {
      throw command.fault("'--until' is '\(text)', expected \(TimeArgument.accepted)")
    }
    guard until > now else { throw command.fault("'--until' is '\(text)', which is over") }
    let file = try CaseFile(path: path, access: .readWrite)
    let finding = try FindingLookup(file).find(command.arguments[1])
    let kept = try RestingText(for: file).sentence(reason)
    try file.accept(Acceptance(fingerprint: finding.fingerprint, reason: kept, acceptedAt: now, until: until))
    if kept.contains("[t:") || kept.contains("[masked:"), kept != reason {
      session.note("the reason is kept without the credentials in it: \(kept)")
    }
    session.note(
      "finding \(finding.finding) is accepted until \(until.short) UTC: \(finding.severity.rawValue) \(finding.title); "
        + finding.subject)
    return .clean
  }

  private func revoke(_ command: ParsedCommand, _ path: String, _ now: Timestamp) throws -> ExitStatus {
    for option in ["reason", "until"] where command.value(option) != nil {
      throw command.fault("'--revoke' and '--\(option)' exclude each other")
    }
    let file = try CaseFile(path: path, access: .readWrite)
    let known = try file.acceptances().map(\.fingerprint)
    // The finding itself may be gone, or be meant by its number.
    let finding = try? FindingLookup(file).find(command.arguments[1])
    let name = finding?.fingerprint ?? command.arguments[1].lowercased()
    let fitting = known.filter { $0.hasPrefix(name) }
    guard let fingerprint = fitting.first else {
      throw LookupFault.nothing(command.arguments[1], noun: "acceptance", known: known)
    }
    guard fitting.count == 1 else { throw LookupFault.several(name, noun: "acceptance", candidates: fitting) }
    _ = try file.revoke(fingerprint, at: now)
    session.note("finding \(fingerprint) is accepted no more")
    return .clean
  }

  private func list(_ file: CaseFile, _ now: Timestamp) throws -> ExitStatus {
    let acceptances = try file.acceptances()
    guard !acceptances.isEmpty else {
      session.note("no finding is accepted")
      return .clean
    }
    let columns = ["fingerprint", "state", "until", "accepted_at", "reason"]
    try session.console.print { write in
      try withoutActuallyEscaping(write) { write in
        var writer = try RowWriter(.table, columns: columns, write: write)
        for acceptance in acceptances {
          let state = acceptance.until > now ? "accepted" : "expired"
          let row = [
            acceptance.fingerprint, state, acceptance.until.short, acceptance.acceptedAt.short, acceptance.reason,
          ]
          try writer.add(row.map(StoredValue.text))
        }
        try writer.finish()
      }
    }
    return .clean
  }
}
