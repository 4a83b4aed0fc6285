import CaseStore
import CommandLineTable
import Model

/// Concludes a case anew from the events that it holds, and compares: verdicts and findings that somebody edited are
/// not what their events lead to.
struct ConclusionCheck {
  let session: CommandSession
  let stages: AnalyzeStages

  /// - Parameters:
  ///   - file: a case without faults.
  ///   - command: its `--rules` are those that the case was made with.
  /// - Returns: the differences; nil where the case was concluded by another lostwrite or with other rules, which a note
  ///   tells.
  /// - Throws: `StoreError` where the case cannot be read, and what correlation and rules throw.
  func faults(of file: CaseFile, _ command: ParsedCommand) throws -> [CaseAudit.Fault]? {
    let packs = try AnalyzeRequest.packs(of: command)
    let shadow = try ConclusionShadow(of: file.path)
    guard let run = try shadow.lastRun(), run.version == Product.version, run.rules == packs.sha256 else {
      session.note(
        "verdicts and findings are not compared: the case was made by another lostwrite or with other rules "
          + "(--rules DIR)")
      return nil
    }
    let check = try stages.rules(packs)
    try stages.correlate(AnalyzeRequest(paths: [], casePath: file.path, packs: packs), shadow.file)
    try check(shadow.file)
    return try shadow.faults(withoutRules: stages.listRules(packs).filter(\.readsRecords).map(\.id))
  }
}
