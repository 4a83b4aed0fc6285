import CaseStore
import Model

/// The tokens of the case: numbers for fingerprints, given by first appearance.
struct TokenTable {
  private var tokens: [TokenFacts]
  private var numbers: [String: Int32] = [:]
  private var changed: Set<Int32> = []
  /// How many tokens are surely part of the case.
  private var kept: Int

  init(_ tokens: [TokenFacts]) {
    self.tokens = tokens
    kept = tokens.count
    for (index, token) in tokens.enumerated() where !token.fingerprint.isEmpty {
      numbers[token.fingerprint] = Int32(index + 1)
    }
  }

  /// The number of a token; what `facts` know beyond what is known is taken over.
  mutating func number(of facts: TokenFacts) -> Int32 {
    if let known = numbers[facts.fingerprint] {
      let before = tokens[Int(known) - 1]
      tokens[Int(known) - 1].fill(from: facts)
      if tokens[Int(known) - 1] != before { changed.insert(known) }
      return known
    }
    tokens.append(facts)
    let number = Int32(tokens.count)
    numbers[facts.fingerprint] = number
    changed.insert(number)
    return number
  }

  mutating func keep() { kept = tokens.count }

  /// Forgets the tokens that came since `keep()`.
  mutating func discard() {
    for token in tokens[kept...] { numbers[token.fingerprint] = nil }
    tokens.removeSubrange(kept...)
    changed = changed.filter { Int($0) <= kept }
  }

  func write(to writer: CaseWriter) throws(StoreError) {
    for number in changed.sorted() { try writer.put(tokens[Int(number) - 1], number: number) }
  }
}
