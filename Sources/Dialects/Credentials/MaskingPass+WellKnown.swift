extension MaskingPass {
  /// The password in `scheme://user:password@host`; the colon of the scheme stands at `colon`.
  mutating func maskURLPassword(at colon: Int) -> Int? {
    guard let start = endOfSlashes(from: colon + 1) else { return nil }
    let userEnd = endOfRun(from: start) { $0 != UInt8(ascii: ":") && !Self.endsAuthority($0) }
    guard byte(at: userEnd) == UInt8(ascii: ":") else { return nil }
    let authorityEnd = endOfRun(from: userEnd) { !Self.endsAuthority($0) }
    guard let at = text[userEnd..<authorityEnd].lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let password = userEnd + 1..<at
    let bytes = text[password]
    guard bytes.contains(where: \.isDigit) || !CredentialValue.isStandIn(bytes) else { return nil }
    guard !bytes.starts(with: "[masked:".utf8), !bytes.starts(with: "[t:".utf8), !bytes.isEmpty else { return nil }
    replaceSecret(password)
    return at
  }

  /// The index behind two slashes, each perhaps behind backslashes.
  private func endOfSlashes(from index: Int) -> Int? {
    var index = index
    for _ in 0..<2 {
      index = endOfRun(from: index) { $0 == UInt8(ascii: "\\") }
      guard byte(at: index) == UInt8(ascii: "/") else { return nil }
      index += 1
    }
    return index
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "/\"'\\<>?#".utf8.contains(byte)
  }

  /// Keys that are known by how they begin: AWS, GitHub, Stripe, Slack, and private keys in PEM on one line.
  mutating func maskWellKnown(at index: Int) -> Int? {
    if text[index] == UInt8(ascii: "-") { return maskPrivateKey(at: index) }
    if let before = byte(at: index - 1), before.isLetter || before.isDigit, byte(at: index - 2) != UInt8(ascii: "\\") {
      return nil
    }
    if text[index] == UInt8(ascii: "A") { return maskAWSKey(at: index) }
    guard let prefix = Self.prefixes.first(where: { text[index...].starts(with: $0.utf8) }) else { return nil }
    let end = endOfRun(from: index + prefix.utf8.count, while: \.isURLSafe)
    guard end - index - prefix.utf8.count >= 10 else { return nil }
    replaceSecret(index..<end)
    return end
  }

  private static let prefixes = [
    "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "sk_live_", "sk_test_", "xoxb-", "xoxp-", "xoxa-", "xoxr-",
    "xoxs-",
  ]

  /// An access key id, and the secret of forty characters that may follow it.
  private mutating func maskAWSKey(at index: Int) -> Int? {
    guard text[index...].starts(with: "AKIA".utf8) else { return nil }
    let end = endOfRun(from: index) { $0.isDigit || ($0.isLetter && $0 < 0x60) }
    guard end - index >= 20 else { return nil }
    replaceSecret(index..<end)
    var start = end
    let limit = min(end + 48, text.count)
    while start < limit {
      let runEnd = endOfRun(from: start) { $0.isDigit || $0.isLetter || "+/".utf8.contains($0) }
      if runEnd - start == 40 {
        replaceSecret(start..<runEnd)
        return runEnd
      }
      start = runEnd + 1
    }
    return end
  }

  /// What stands between the BEGIN and the END of a private key, or up to the end of the text.
  private mutating func maskPrivateKey(at index: Int) -> Int? {
    guard hasPrefix("-----BEGIN ", at: index) else { return nil }
    let dashes = endOfRun(from: index + 11) { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: " ") }
    guard hasPrefix("PRIVATE KEY-----", at: dashes - 11) else { return nil }
    let start = dashes + 5
    var end = start
    while end < text.count, !hasPrefix("-----END", at: end), text[end] != UInt8(ascii: "\"") { end += 1 }
    let body = text[start..<end]
    guard body.count >= 16, !body.contains(UInt8(ascii: "[")) else { return nil }
    replaceSecret(start..<end)
    return end
  }
}
