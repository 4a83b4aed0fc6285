import CaseStore
import Model

/// Tells of the stale tokens of a client, each with its own times.
struct StaleTokenStory {
  let history: GroupHistory
  let facts: GlobalFacts
  let servers: ServerVersions

  /// Tokens beyond these are told together.
  private static let mostTokens = 4

  /// What the uses of one token come to.
  struct Part {
    var token: Int32
    var pushes: [StalePush]
    /// A newer token that was known before the last use of this one; nil where none was.
    var newer: NewerToken?
  }

  /// `zero-cache 0.25.13 forwarded token t:9f2c41d0aa31 5, 40 and 68 s after its expiry (1 refused, 2 accepted), ...`
  func tell(_ parts: [Part], suspicion: String?) -> String {
    let version = servers.all.joined(separator: ", ")
    let server = version.isEmpty ? "zero-cache" : "zero-cache \(version)"
    if let suspicion {
      return "\(server) probably forwarded a stale token\(Self.answers(parts.flatMap(\.pushes))): \(suspicion)"
    }
    var words = history.group == 0 ? "an API request carried " : "\(server) forwarded "
    let named = parts.count <= Self.mostTokens ? parts : Array(parts.prefix(Self.mostTokens - 1))
    words += named.map(clause).joined(separator: "; ")
    if parts.count > named.count { words += "; " + rest(Array(parts.dropFirst(named.count))) }
    // From then on a socket takes a renewed token, but keeps the cookies of its upgrade request.
    if history.group != 0 && !servers.mayPinCredentials && parts.contains(where: { $0.newer != nil }) {
      words += ", as it does with the session cookie of a socket's upgrade request in every version"
    }
    return words
  }

  private func clause(_ part: Part) -> String {
    var words = facts.tokens[part.token].map { "token \($0.fingerprint)" } ?? "a token"
    let seconds = Set(part.pushes.compactMap(\.lateness).filter { $0 > 0 }.map { $0 / 1_000_000 }).sorted()
    words += seconds.isEmpty ? " although it had expired" : " \(Self.list(seconds)) s after its expiry"
    words += Self.answers(part.pushes)
    guard let newer = part.newer else { return words }
    let isAlways = part.pushes.allSatisfy { $0.at.isKnown && $0.at >= newer.since }
    return words + ", \(isAlways ? "" : "at last ")although a newer one was known since \(newer.since.short) UTC"
  }

  private func rest(_ parts: [Part]) -> String {
    let pushes = parts.flatMap(\.pushes)
    let seconds = pushes.compactMap(\.lateness).filter { $0 > 0 }
    let most = (seconds.max() ?? 0) / 1_000_000
    let times = most == 0 ? "after their expiry" : "up to \(most) s after their expiry"
    return "\(parts.count) other tokens \(times)\(Self.answers(pushes))"
  }

  /// ` (2 refused, 4 accepted)`: only what there was.
  private static func answers(_ pushes: [StalePush]) -> String {
    let numbers = Dictionary(grouping: pushes) { max($0.answer, .accepted) }.mapValues(\.count)
    let words: [(StaleUse.Answer, String)] = [
      (.refused, "refused"), (.accepted, "accepted"), (.dropped, "without effect"),
      (.anonymous, "answered 200 as if no token had been sent"),
    ]
    let told = words.compactMap { answer, word in numbers[answer].map { "\($0) \(word)" } }
    return told.isEmpty ? "" : " (\(told.joined(separator: ", ")))"
  }

  /// `5, 40 and 68`; the first and the last ones where there are many.
  private static func list(_ seconds: [Int64]) -> String {
    let texts = seconds.map { $0 == 0 ? "less than 1" : String($0) }
    guard texts.count > 1, let last = texts.last else { return texts.first ?? "" }
    let others = texts.dropLast()
    let shown = others.count > 5 ? Array(others.prefix(2)) + ["..."] + others.suffix(2) : Array(others)
    return shown.joined(separator: ", ") + " and \(last)"
  }
}
