import Model

/// The rows of `token_rows` with everything that is known of the tokens, in the order of their numbers.
struct TokenRows {
  private let statement: Statement

  init(_ database: Database) throws(StoreError) {
    statement = try database.prepare(
      """
      SELECT token, fingerprint, kind, algorithm, key_id, issuer, subject, token_id, issued_at, expires_at
      FROM token_rows ORDER BY token
      """)
  }

  func next() throws(StoreError) -> (token: Int32, facts: TokenFacts)? {
    guard try statement.step() else { return nil }
    var facts = TokenFacts(fingerprint: statement.text(1) ?? "", kind: statement.text(2) ?? "")
    facts.algorithm = statement.text(3)
    facts.keyID = statement.text(4)
    facts.issuer = statement.text(5)
    facts.subject = statement.text(6)
    facts.tokenID = statement.text(7)
    facts.issuedAt = statement.optionalInteger(8)
    facts.expiresAt = statement.optionalInteger(9)
    return (Int32(truncatingIfNeeded: statement.integer(0)), facts)
  }
}
