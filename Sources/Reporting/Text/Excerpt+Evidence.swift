import CaseStore
import Model

extension Excerpt {
  /// What matters in a record that shows a part of a finding.
  init(of evidence: ReportedEvidence, in finding: ReportedFinding) {
    self.init(
      role: evidence.role, writes: finding.ids(.mutation), tokens: finding.ids(.token), clients: finding.ids(.client))
  }

  /// - Parameters:
  ///   - role: what the record shows.
  ///   - writes: the writes that it may be about: `CLIENT#N`.
  ///   - tokens: fingerprints and ids of tokens.
  ///   - clients: ids of clients.
  init(role: String, writes: [String] = [], tokens: [String] = [], clients: [String] = []) {
    var focus = Self.statuses(in: role).map { Focus($0, 9) }
    focus += Self.topics.filter { role.contains($0.topic) }.flatMap { topic in topic.words.map { Focus($0, 8) } }
    // A handful is enough: a record names few writes, and a finding can be about thousands.
    for write in writes.prefix(20) {
      let number = write.split(separator: "#").last.map(String.init) ?? write
      focus += ["\"id\":\(number),", "\"id\":\(number)}", "mutationID\":\(number)", "mutationid=\(number)", write]
        .map { Focus($0, 7) }
    }
    focus += tokens.prefix(8).map { Focus($0, 5) } + clients.prefix(4).map { Focus($0, 1) }
    focus += Self.signs.map { Focus($0, 4) } + Self.words.map { Focus($0, 2) }
    self.init(focus: focus)
  }

  /// `push answered 401`: the numbers of three digits.
  private static func statuses(in role: String) -> [String] {
    role.split { !($0.isASCII && $0.isNumber) }.filter { $0.count == 3 }.map { "status\":\($0)" }
      + role.split { !($0.isASCII && $0.isNumber) }.filter { $0.count == 3 }.map { " \($0) " }
  }

  private static let topics: [(topic: String, words: [String])] = [
    ("expiry", ["\"exp\":", "exp="]), ("refused", ["\"code\":", "\"err\":", "expired"]),
    ("credential", ["[t:", "[masked:"]), ("got on", ["lmid=", "lastmutationid"]), ("answered", ["statuscode\":"]),
    ("threw", ["\"err\":", "\"error\":", "error:"]), ("another user", ["userid"]),
  ]
  private static let signs = [
    "\"message\":", "unauthorized", "expired", "forbidden", "rejected", "exception", "panic", "fatal", "deadlock",
    "timeout",
    "timed out", "refused", "failed", "error", "statuscode\":", "status\":", "lmid=", "lastmutationid",
  ]
  private static let words = ["\"msg\":", "\"reason\":", "mutation"]
}
