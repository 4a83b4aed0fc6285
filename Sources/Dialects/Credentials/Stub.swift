public import Digests
public import Model

public final class CredentialMasker {
  public init(key: CaseKey) {}
  public func mayHoldCredential(_ bytes: UnsafeRawBufferPointer) -> Bool { false }
  @discardableResult
  public func mask(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8], found: (TokenFacts) -> Void) -> Bool {
    false
  }
  public func facts(subject: String?, tokenID: String?, issuedAt: Int64?, expiresAt: Int64?, kind: String)
    -> TokenFacts?
  { nil }
}
