import Model
import Testing

@testable import Dialects

@Suite struct CredentialsFactsTests {
  @Test func aRawTokenAndItsClaimsHaveTheSameFingerprint() throws {
    let samples = try CredentialSamples()
    let raw = try #require(samples.masked("Bearer " + samples.jwt()).found.first)
    let claims = try #require(
      samples.masker.facts(
        subject: "usr_1", tokenID: "id-1", issuedAt: nil, expiresAt: 1_700_000_900, kind: "jwt"))
    #expect(raw.fingerprint == claims.fingerprint)
    #expect(raw.kind == "jwt" && raw.algorithm == "HS256" && raw.keyID == "k1" && raw.subject == "usr_1")
    #expect(raw.issuedAt == 1_700_000_000 && raw.expiresAt == 1_700_000_900 && raw.tokenID == "id-1")
  }

  @Test func theSameTokenHasOneFingerprintHoweverItIsEncoded() throws {
    let samples = try CredentialSamples()
    let token = samples.jwt(#"{"exp":1700000900}"#)
    let encoded = token.split(separator: ".").joined(separator: "%2E")
    let blob = CredentialSamples.base64(#"{"initConnectionMessage":["a",{}],"authToken":"\#(token)"}"#)
    let lines = ["Bearer \(token)", "?token=\(encoded)&x=1", "x \(CredentialSamples.percentEncoded(blob)) y"]
    let found = lines.flatMap { samples.masked($0).found }
    #expect(found.count == 3 && Set(found.map(\.fingerprint)).count == 1)
  }

  @Test func theMarkShowsTheFingerprint() throws {
    let samples = try CredentialSamples()
    let result = samples.masked(#"{"authorization":"Bearer \#(samples.jwt())"}"#)
    let facts = try #require(result.found.first)
    #expect(result.text == #"{"authorization":"Bearer [\#(facts.fingerprint)]"}"#)
    #expect(facts.fingerprint.hasPrefix("t:") && facts.fingerprint.utf8.count == 14)
  }

  @Test func cookiesKeepNamesAndAttributes() throws {
    let samples = try CredentialSamples()
    let result = samples.masked(#"{"set-cookie":"sid=\#(samples.jwt()); Path=/; Max-Age=3; HttpOnly"}"#)
    let facts = try #require(result.found.first)
    #expect(result.text == #"{"set-cookie":"sid=[\#(facts.fingerprint)]; Path=/; Max-Age=3; HttpOnly"}"#)
    #expect(facts.kind == "cookie" && facts.subject == "usr_1")
  }

  @Test(arguments: [
    #"{"sub":"usr_1","exp":17000"#, #"{"sub":"usr_1","exp":1700000900"#, #"{"exp":1700000900,"sub":"us"#,
  ])
  func aClaimThatIsCutOffIsNoClaim(payload: String) throws {
    let samples = try CredentialSamples()
    let cut = CredentialSamples.base64(#"{"alg":"HS256"}"#) + "." + CredentialSamples.base64(payload)
    let facts = samples.masked(#"{"authorization":"Bearer \#(cut)"#).found.first
    #expect(facts?.expiresAt == (payload.hasPrefix(#"{"exp""#) ? 1_700_000_900 : nil))
    #expect(facts?.subject == (payload.hasPrefix(#"{"sub""#) ? "usr_1" : nil))
  }

  @Test func claimsThatNameNoTokenGiveNoFacts() throws {
    let samples = try CredentialSamples()
    let masker = samples.masker
    #expect(masker.facts(subject: "a", tokenID: nil, issuedAt: 1, expiresAt: nil, kind: "jwt") == nil)
    #expect(masker.facts(subject: nil, tokenID: nil, issuedAt: nil, expiresAt: 5, kind: "jwt") == nil)
    #expect(masker.facts(subject: "a", tokenID: nil, issuedAt: nil, expiresAt: 5, kind: "jwt") != nil)
  }

  @Test func secretsThatAreNoTokensAreOfTheirOwnKind() throws {
    let samples = try CredentialSamples()
    let result = samples.masked("postgres://app:\(samples.secret)@db/app")
    #expect(result.found.map(\.kind) == ["secret"])
    #expect(result.text.hasPrefix("postgres://app:[masked:") && result.text.hasSuffix("]@db/app"))
  }
}
