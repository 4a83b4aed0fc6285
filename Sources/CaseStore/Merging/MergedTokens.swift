import Model

/// The tokens of a merged case.
///
/// Fingerprints of one key are equal for equal tokens. Under different keys a token is known again only by its claims: its
/// own id, or subject with both times; what else is known of it must not contradict.
struct MergedTokens {
  private(set) var tokens: [TokenFacts] = []
  /// Other fingerprints of tokens that were known again by their claims.
  private(set) var aliases: [String: String] = [:]
  /// Tokens of cases with another key than an earlier one that no claims identify.
  private(set) var unmatched = 0
  private var numbers: [String: Int32] = [:]
  private var candidates: [Identity: [Int32]] = [:]
  private var keyGroups: [Set<Int>] = []
  private let hasSeveralKeys: Bool

  private struct Identity: Hashable {
    var tokenID: String?
    var subject: String?
    var expiresAt: Int64?
    /// Counts only where the token has no id of its own.
    var issuedAt: Int64?

    init?(_ facts: TokenFacts) {
      guard facts.tokenID != nil || (facts.issuedAt != nil && facts.expiresAt != nil && facts.subject != nil) else {
        return nil
      }
      (tokenID, subject, expiresAt) = (facts.tokenID, facts.subject, facts.expiresAt)
      issuedAt = facts.tokenID == nil ? facts.issuedAt : nil
    }
  }

  /// - Parameter hasSeveralKeys: whether the cases have not all the same key.
  init(hasSeveralKeys: Bool) { self.hasSeveralKeys = hasSeveralKeys }

  /// The number of a token of a case.
  mutating func number(of facts: TokenFacts, keyGroup: Int) -> Int32 {
    if let known = numbers[facts.fingerprint] {
      learn(facts, of: known, keyGroup)
      return known
    }
    let identity = hasSeveralKeys ? Identity(facts) : nil
    if let identity, let known = match(facts, candidates[identity] ?? [], keyGroup) {
      aliases[facts.fingerprint] = tokens[Int(known) - 1].fingerprint
      numbers[facts.fingerprint] = known
      learn(facts, of: known, keyGroup)
      return known
    }
    if hasSeveralKeys, identity == nil { unmatched += 1 }
    tokens.append(facts)
    keyGroups.append([keyGroup])
    let number = Int32(tokens.count)
    numbers[facts.fingerprint] = number
    if let identity { candidates[identity, default: []].append(number) }
    return number
  }

  private mutating func learn(_ facts: TokenFacts, of number: Int32, _ keyGroup: Int) {
    tokens[Int(number) - 1].fill(from: facts)
    keyGroups[Int(number) - 1].insert(keyGroup)
  }

  /// The only token with these claims; none where it has a fingerprint under the same key already, which is another one.
  private func match(_ facts: TokenFacts, _ known: [Int32], _ keyGroup: Int) -> Int32? {
    let fitting = known.filter { number in
      let other = tokens[Int(number) - 1]
      return !keyGroups[Int(number) - 1].contains(keyGroup) && Self.agree(facts.issuer, other.issuer)
        && Self.agree(facts.keyID, other.keyID) && Self.agree(facts.algorithm, other.algorithm)
        && Self.agree(facts.issuedAt, other.issuedAt)
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  private static func agree<Value: Equatable>(_ a: Value?, _ b: Value?) -> Bool { a == nil || b == nil || a == b }
}
