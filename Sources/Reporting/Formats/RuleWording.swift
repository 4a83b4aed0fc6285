import CaseStore
import Model

/// A rule in general words, for forms that explain rules apart from findings.
struct RuleWording {
  let rule: ReportedRule

  /// What a finding of the rule says, without the names and numbers of one: `Several writes of a client were silently
  /// dropped by an auth error`.
  var title: String {
    // Optional parts and parentheses hold only what differs between findings.
    let fixed = rule.title.replacing(/\[\[.*?\]\]/, with: "").replacing(/\ \([^()]*\{[^()]*\}[^()]*\)/, with: "")
    let text = fixed.replacing(/\{([^{}]*)\}/) { Self.words(for: $0.output.1) }
    guard let first = text.first else { return rule.id }
    return first.uppercased() + text.dropFirst()
  }

  /// `{who}`, `{count:write|writes}`, `{word:count:was|were}`, `{cause}`
  private static func words(for placeholder: Substring) -> String {
    let parts = placeholder.split(separator: ":", omittingEmptySubsequences: false)
    guard let plural = parts.last?.split(separator: "|").last, parts.count > 1 else {
      return placeholder == "who" ? "a client" : "…"
    }
    return parts[0] == "word" ? String(plural) : "several \(plural)"
  }

  /// What findings of the rule's kind mean; nil for a kind that this version does not know.
  var meaning: String? { FindingKind(rawValue: rule.kind)?.meaning }

  /// `SilentDropAuth`
  var name: String {
    rule.id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

extension FindingKind {
  /// What was found, as docs/findings.md says it.
  var meaning: String {
    switch self {
    case .silentDrop:
      "a write was processed without effect for a reason that is not the application's decision; nothing will retry it"
    case .writeLost: "a write was never processed and its client is gone, or will not send it again"
    case .outcomeContradicted:
      "the caller was told failure and the write is stored, or told success and nothing was stored though no mutator "
        + "threw"
    case .ghostWrite: "a write ran after its caller had cancelled it or had given up"
    case .duplicateWrite: "one logical write was stored more than once"
    case .wrongIdentity: "a write was stored under another identity: the previous user's, or none"
    case .staleToken: "a token or cookie was carried after it had expired, been replaced or been revoked"
    case .authRefused:
      "refusals (401, 403 for authentication, close 1008) that did not recover, or that held writes up"
    case .authLoop: "one credential refused again and again without a success in between"
    case .authStuck:
      "a client stays unauthenticated or paused although its session could go on; its writes are not sent"
    case .pusherDied: "the component that forwards writes stopped while its sockets stayed open"
    case .userMismatch: "the API's answer names another user than the connection"
    case .serverFault:
      "crash, failed start, outage, drain or restart, sockets refused meanwhile, database failure that held writes up "
        + "or refused them"
    case .credentialLeak: "a raw credential stands in the given logs"
    }
  }

  /// Whether the kind is about who someone is, or about what they may do.
  var isAboutSecurity: Bool {
    switch self {
    case .credentialLeak, .wrongIdentity, .userMismatch, .staleToken, .authRefused, .authLoop, .authStuck: true
    case .silentDrop, .writeLost, .outcomeContradicted, .ghostWrite, .duplicateWrite, .pusherDied, .serverFault: false
    }
  }
}
