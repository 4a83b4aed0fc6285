import CaseStore
import Model

/// A sentence that tells one or several findings: where it is the same for all of them, whom and when stands beside it.
struct RepeatedClaim {
  private let sentence: String
  private(set) var findings: [ReportedFinding]

  /// In the order of the first finding that each tells.
  static func all(of findings: [ReportedFinding], sentence: (ReportedFinding) -> String) -> [RepeatedClaim] {
    var places: [String: Int] = [:]
    var claims: [RepeatedClaim] = []
    for finding in findings {
      let text = sentence(finding)
      if let place = places[text] {
        claims[place].findings.append(finding)
      } else {
        places[text] = claims.count
        claims.append(RepeatedClaim(sentence: text, findings: [finding]))
      }
    }
    return claims
  }

  /// `zero-cache forwarded a token although it had expired; 2 clients: c1 10:43:50, c2 10:44:08`
  ///
  /// - Parameters:
  ///   - day: The start of the logs; times of its day stand without their date.
  ///   - namesAlways: Whether whom and when stand there also where it is about one finding.
  /// - Returns: The sentence, with whom and when where it is about several findings.
  func text(day: String?, namesAlways: Bool = false) -> String {
    guard findings.count == 1, let finding = findings.first else {
      return "\(sentence); \(WhoAndWhen.text(findings, day: day))"
    }
    guard namesAlways, !sentence.contains(finding.subject) else { return sentence }
    let span = ClockSpan([(finding.firstAt, finding.lastAt)], day: day).text
    return "\(sentence); \(finding.subject), \(span)"
  }
}

/// Whom findings are about and when it happened.
enum WhoAndWhen {
  /// More than these are counted.
  private static let named = 4

  /// `3 clients: c1 10:43:50, c2 10:44:08 to 10:44:09, c3 10:44:18`, by time.
  static func text(_ findings: [ReportedFinding], day: String?) -> String {
    let spans = spans(findings)
    // Whoever has no time comes last: `~` is after every digit.
    let start = spans.mapValues { $0.compactMap { $0.first ?? $0.last }.min() ?? "~" }
    let order = spans.keys.sorted { (start[$0] ?? "", $0) < (start[$1] ?? "", $1) }
    let items = order.prefix(named).map { who in
      start[who] == "~" ? who : "\(who) \(ClockSpan(spans[who] ?? [], day: day).text)"
    }
    guard order.count > named else { return "\(count(findings)): \(items.joined(separator: ", "))" }
    return crowd(findings, day: day) + ": " + Wording.list(items, limit: named, hidden: order.count - named)
  }

  /// `92 clients, 00:05:16 to 00:40:08`
  static func crowd(_ findings: [ReportedFinding], day: String?) -> String {
    "\(count(findings)), \(ClockSpan(spans(findings).values.flatMap(\.self), day: day).text)"
  }

  private static func count(_ findings: [ReportedFinding]) -> String {
    let areClients = findings.allSatisfy { !$0.ids(.client).isEmpty }
    return Wording.count(spans(findings).count, areClients ? "client" : "finding")
  }

  /// When it happened, by whom it is about.
  private static func spans(_ findings: [ReportedFinding]) -> [String: [(first: String?, last: String?)]] {
    var spans: [String: [(first: String?, last: String?)]] = [:]
    for finding in findings {
      let clients = finding.ids(.client)
      for who in clients.isEmpty ? [finding.subject] : clients {
        spans[who, default: []].append((finding.firstAt, finding.lastAt))
      }
    }
    return spans
  }
}
