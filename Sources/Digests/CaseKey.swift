import CCrypto

/// The secret key of a case: turns tokens and other secrets into fingerprints that are equal for equal secrets
/// and tell nothing else to whoever has the case without its key.
public final class CaseKey: @unchecked Sendable {
  // @unchecked Sendable because `prepared` is only read after `init`; every fingerprint works on a copy of it.

  /// Bytes of a key, and of a fingerprint.
  public static let byteCount = 32

  /// Whether other users of the machine may read the key file; the caller should warn.
  public let isTooOpen: Bool
  let bytes: [UInt8]
  private let prepared: OpaquePointer

  /// Takes a key of 32 bytes.
  ///
  /// - Parameter bytes: The key.
  /// - Throws: `CaseKeyFault` when there are not exactly 32 bytes, or libcrypto has no HMAC-SHA-256.
  public convenience init(bytes: [UInt8]) throws {
    try self.init(bytes: bytes, isTooOpen: false)
  }

  init(bytes: [UInt8], isTooOpen: Bool) throws {
    guard bytes.count == Self.byteCount else { throw CaseKeyFault.wrongSize(bytes.count, path: nil) }
    guard let context = Self.prepare(bytes) else { throw CaseKeyFault.noCryptography() }
    prepared = context
    self.bytes = bytes
    self.isTooOpen = isTooOpen
  }

  deinit {
    EVP_MAC_CTX_free(prepared)
  }

  /// The HMAC-SHA-256 of bytes under this key, 32 bytes. May be called by several threads at once.
  public func fingerprint(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let context = EVP_MAC_CTX_dup(prepared)
    defer { EVP_MAC_CTX_free(context) }
    var code = [UInt8](repeating: 0, count: Self.byteCount)
    var length = 0
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let added = start == nil ? 1 : EVP_MAC_update(context, start, bytes.count)
    let finished = EVP_MAC_final(context, &code, &length, code.count)
    // Going on without a fingerprint would store the secret or lose it; libcrypto fails here only without memory.
    precondition(added == 1 && finished == 1 && length == Self.byteCount, "libcrypto did not finish a fingerprint")
    return code
  }

  /// A MAC context that has absorbed the key; copying it is cheaper than starting anew for each secret.
  private static func prepare(_ key: [UInt8]) -> OpaquePointer? {
    guard let algorithm = EVP_MAC_fetch(nil, "HMAC", nil) else { return nil }
    defer { EVP_MAC_free(algorithm) }
    guard let context = EVP_MAC_CTX_new(algorithm) else { return nil }
    var digestName = Array("SHA256".utf8CString)
    let started = digestName.withUnsafeMutableBufferPointer { name in
      var parameters = [OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end()]
      return EVP_MAC_init(context, key, key.count, &parameters)
    }
    guard started == 1 else {
      EVP_MAC_CTX_free(context)
      return nil
    }
    return context
  }
}
