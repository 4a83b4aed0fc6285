/// What is kept of a credential: its keyed fingerprint and the parts that are no secret. The raw token is never kept.
public struct TokenFacts: Sendable, Hashable {
  /// `t:` and twelve hex digits of the HMAC-SHA-256 under the case key.
  public var fingerprint: String
  /// jwt, bearer, cookie or session.
  public var kind: String
  public var algorithm: String?
  public var keyID: String?
  public var issuer: String?
  public var subject: String?
  /// The token's own id (`jti`) or session id, as the logs spell it.
  public var tokenID: String?
  /// Seconds since 1970 UTC.
  public var issuedAt: Int64?
  public var expiresAt: Int64?

  public init(fingerprint: String, kind: String) {
    self.fingerprint = fingerprint
    self.kind = kind
  }
}

extension TokenFacts {
  /// Takes over what `other` knows of the same token and this one does not.
  public mutating func fill(from other: TokenFacts) {
    if kind != "jwt" { kind = other.kind == "jwt" ? "jwt" : kind }
    algorithm = algorithm ?? other.algorithm
    keyID = keyID ?? other.keyID
    issuer = issuer ?? other.issuer
    subject = subject ?? other.subject
    tokenID = tokenID ?? other.tokenID
    issuedAt = issuedAt ?? other.issuedAt
    expiresAt = expiresAt ?? other.expiresAt
  }
}
