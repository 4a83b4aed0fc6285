/// Tells credentials from words, numbers, stand-ins and marks.
enum CredentialValue {
  /// The least bytes of the value of a key to be taken for a credential.
  static let minimumLength = 6

  /// Whether a value is no credential: empty, a number, a mark, a stand-in such as `[Redacted]`, or ordinary words.
  static func isStandIn(_ value: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = value.first, let last = value.last else { return true }
    if value.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }) { return true }
    if value.allSatisfy({ $0 == first }) { return true }
    if pairs.contains(where: { $0.0 == first && $0.1 == last }) { return true }
    if value.starts(with: "process.env".utf8) || value.starts(with: "[object".utf8) { return true }
    if value.starts(with: "${".utf8) || value.starts(with: "[t:".utf8) || value.starts(with: "[masked:".utf8) {
      return true
    }
    return value.split(separator: UInt8(ascii: " ")).contains { word in
      let trimmed = word.map(\.lowered).filter { $0.isLetter || $0 == UInt8(ascii: "_") || $0.isDigit }
      return words.contains(trimmed)
    }
  }

  /// The least bytes of a value that is taken for a token by its look.
  static let opaqueLength = 16

  /// Whether a value can only be an opaque token: long, of token characters, and no words in lower case or capitals.
  static func isOpaque(_ value: some BidirectionalCollection<UInt8>) -> Bool {
    guard value.count >= opaqueLength, value.first != UInt8(ascii: "/") else { return false }
    guard value.allSatisfy({ $0.isURLSafe || "./+=~".utf8.contains($0) }) else { return false }
    if value.contains(where: \.isDigit) { return true }
    return value.contains { $0.isLetter && $0 == $0.lowered } && value.contains { $0.isLetter && $0 != $0.lowered }
  }

  /// Whether a word of running text has the look of a credential: letters and digits mixed, no sentence word.
  static func looksRandom(_ value: some BidirectionalCollection<UInt8>) -> Bool {
    guard value.count >= 8, !isStandIn(value) else { return false }
    let letters = value.reduce(0) { $0 + ($1.isLetter ? 1 : 0) }
    return letters >= 3 && value.contains(where: \.isDigit) && !value.contains(UInt8(ascii: "("))
  }

  /// `[..]`, `<..>`, `{..}`, `(..)`: stand-ins, and marks.
  private static let pairs: [(UInt8, UInt8)] = [
    (UInt8(ascii: "["), UInt8(ascii: "]")), (UInt8(ascii: "<"), UInt8(ascii: ">")),
    (UInt8(ascii: "{"), UInt8(ascii: "}")), (UInt8(ascii: "("), UInt8(ascii: ")")),
  ]

  private static let words: Set<[UInt8]> = Set(
    """
    true false null undefined none empty nil nan unset optional required missing invalid expired valid unknown string \
    number boolean object redacted masked hidden removed filtered secret password passwd token tokens bearer basic \
    authentication authorization authenticated unauthorized unauthenticated failed failure error denied rejected \
    refused revoked deprecated disabled enabled default changeme not must should cannot is are was has does provided \
    present absent malformed incorrect mismatch mismatched wrong unverified verified jwtexpired jwterror \
    jwtclaimvalidationfailed tokenexpirederror jsonwebtokenerror jwsinvalid jwtinvalid jwt cookie cookies session \
    token_expired invalid_token missing_token expired_token unsupported refresh refreshed refreshing
    """.split(separator: " ").map { Array($0.utf8) })
}
