public import Digests
public import Model

/// Replaces raw credentials in lines by marks that are equal for equal credentials and tell nothing else.
///
/// Tokens become `[t:9f2c41d0aa31]`, other secrets (passwords, keys) `[masked:9f2c41d0aa31]`: twelve hex digits of a
/// keyed fingerprint. One per worker, not Sendable: it remembers the tokens it has seen.
public final class CredentialMasker {
  private static let cacheLimit = 4096
  private static let maximumDepth = 3

  private let key: CaseKey
  private var seen: [[UInt8]: TokenFacts] = [:]

  public init(key: CaseKey) {
    self.key = key
  }

  /// Appends `bytes` to `output` with every raw credential replaced by its mark.
  ///
  /// - Parameters:
  ///   - bytes: A line or a part of one: JSON at any escape level, logfmt, plain text, a URL.
  ///   - output: Takes the masked text.
  ///   - found: Is told of each raw credential, in the order of the text. Its kind is jwt, bearer, cookie or session;
  ///     or secret for passwords, keys and other secrets that are no token.
  /// - Returns: Whether any credential was raw.
  @discardableResult
  public func mask(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8], found: (TokenFacts) -> Void) -> Bool {
    var pass = MaskingPass(text: bytes, masker: self, depth: 0)
    swap(&pass.output, &output)  // moved there and back, not copied
    pass.run()
    swap(&pass.output, &output)
    for facts in pass.found { found(facts) }
    return pass.hasMasked
  }

  /// The facts of a token of which only claims are known, as an API server logs them.
  ///
  /// - Parameters:
  ///   - subject: Its `sub`.
  ///   - tokenID: Its `jti`, or else its `sid`.
  ///   - issuedAt: Seconds since 1970 UTC.
  ///   - expiresAt: Seconds since 1970 UTC.
  ///   - kind: jwt, bearer, cookie or session.
  /// - Returns: The same fingerprint as for the raw token with these claims; nil when neither an id nor both the
  ///   subject and the expiry are known.
  public func facts(
    subject: String?, tokenID: String?, issuedAt: Int64?, expiresAt: Int64?, kind: String
  ) -> TokenFacts? {
    guard tokenID != nil || (subject != nil && expiresAt != nil) else { return nil }
    let identity = "claims|\(subject ?? "")|\(expiresAt.map(String.init) ?? "")|\(tokenID ?? "")"
    var facts = remembered(Array(identity.utf8)) {
      TokenFacts(fingerprint: "t:" + shortFingerprint(Array(identity.utf8)), kind: kind)
    }
    facts.kind = kind
    facts.subject = subject
    facts.tokenID = tokenID
    facts.issuedAt = issuedAt
    facts.expiresAt = expiresAt
    return facts
  }

  /// The facts of a raw token; its claims are read where it is a JWT.
  func facts(ofToken token: [UInt8], kind: String) -> TokenFacts {
    var facts = remembered(Array("raw|".utf8) + token) { read(token) }
    if facts.kind != "jwt" || kind == "cookie" { facts.kind = kind }
    return facts
  }

  /// The facts of a secret that is no token.
  func facts(ofSecret secret: [UInt8]) -> TokenFacts {
    let identity = Array("secret|".utf8) + secret
    return remembered(identity) { TokenFacts(fingerprint: "masked:" + shortFingerprint(identity), kind: "secret") }
  }

  /// What a text inside the text (decoded base64) holds, or nothing where texts are nested too deep.
  func credentials(inside text: [UInt8], depth: Int) -> [TokenFacts] {
    guard depth <= Self.maximumDepth else { return [] }
    return text.withUnsafeBytes { bytes in
      var pass = MaskingPass(text: bytes, masker: self, depth: depth)
      pass.run()
      return pass.found
    }
  }

  private func read(_ token: [UInt8]) -> TokenFacts {
    let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isJWT = parts.count >= 2 && token.starts(with: "eyJ".utf8)
    guard isJWT else { return TokenFacts(fingerprint: rawFingerprint(token), kind: "bearer") }
    let header = ClaimScanner.members(of: Base64Text.decode(parts[0]))
    let claims = ClaimScanner.members(of: Base64Text.decode(parts[1]))
    var facts =
      facts(
        subject: claims["sub"], tokenID: claims["jti"] ?? claims["sid"],
        issuedAt: claims["iat"].flatMap(ClaimScanner.seconds), expiresAt: claims["exp"].flatMap(ClaimScanner.seconds),
        kind: "jwt") ?? TokenFacts(fingerprint: rawFingerprint(token), kind: "jwt")
    facts.subject = claims["sub"]
    facts.issuedAt = claims["iat"].flatMap(ClaimScanner.seconds)
    facts.expiresAt = claims["exp"].flatMap(ClaimScanner.seconds)
    facts.issuer = claims["iss"]
    facts.algorithm = header["alg"]
    facts.keyID = header["kid"]
    return facts
  }

  private func rawFingerprint(_ token: [UInt8]) -> String {
    "t:" + shortFingerprint(Array("raw|".utf8) + token)
  }

  private func shortFingerprint(_ identity: [UInt8]) -> String {
    Hex.encode(identity.withUnsafeBytes(key.fingerprint).prefix(6))
  }

  private func remembered(_ identity: [UInt8], make: () -> TokenFacts) -> TokenFacts {
    if let facts = seen[identity] { return facts }
    let facts = make()
    if seen.count >= Self.cacheLimit { seen.removeAll(keepingCapacity: true) }
    seen[identity] = facts
    return facts
  }
}
