import CCrypto

/// The SHA-256 of bytes that arrive in pieces. Not for use by two threads at once.
public final class SHA256Stream {
  private let context: OpaquePointer?
  private var digest: [UInt8]?

  public init() {
    context = EVP_MD_CTX_new()
    let started = EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(started == 1, "libcrypto has no SHA-256")
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  /// Adds bytes; not allowed after `finish()`.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    precondition(digest == nil, "bytes after the end of a digest")
    guard let start = bytes.baseAddress else { return }
    let added = EVP_DigestUpdate(context, start, bytes.count)
    precondition(added == 1, "libcrypto refused bytes of a digest")
  }

  /// The 32 bytes of the digest of what was added so far; more may follow.
  public func soFar() -> [UInt8] {
    if let digest { return digest }
    var bytes = [UInt8](repeating: 0, count: 32)
    let copy = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(copy) }
    let finished = EVP_MD_CTX_copy_ex(copy, context) == 1 && EVP_DigestFinal_ex(copy, &bytes, nil) == 1
    precondition(finished, "libcrypto did not finish a digest")
    return bytes
  }

  /// The 32 bytes of the digest; the same when called again.
  public func finish() -> [UInt8] {
    if let digest { return digest }
    var bytes = [UInt8](repeating: 0, count: 32)
    let finished = EVP_DigestFinal_ex(context, &bytes, nil)
    precondition(finished == 1, "libcrypto did not finish a digest")
    digest = bytes
    return bytes
  }
}
