extension CredentialMasker {
  /// Whether a line may hold a credential: false for nearly all lines, never false for one that `mask` would change.
  ///
  /// Looks for pairs of bytes in sixteen places at once, and at the words around the few that are there.
  public func mayHoldCredential(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index + 17 <= bytes.count {
      let hits = Needles.pairs(
        bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self),
        bytes.loadUnaligned(fromByteOffset: index + 1, as: SIMD16<UInt8>.self))
      if hits != SIMD16(repeating: 0), Needles.hasWord(bytes, in: index..<index + 16) { return true }
      index += 16
    }
    return Needles.hasWord(bytes, in: index..<bytes.count)
  }
}

/// The words that every credential has in it or before it.
private enum Needles {
  private static let fold = SIMD16<UInt8>(repeating: 0x20)

  /// Lanes that are not zero where a pair of a needle begins, whatever its case.
  @inline(__always)
  static func pairs(_ firstBytes: SIMD16<UInt8>, _ secondBytes: SIMD16<UInt8>) -> SIMD16<UInt8> {
    let first = firstBytes | fold
    let second = secondBytes | fold
    var hits = pair(first, second, "e", "y")  // eyJ, api_key, PRIVATE KEY
    hits |= pair(first, second, "o", "k")  // token, cookie
    hits |= pair(first, second, "w", "d") | pair(first, second, "s", "w")  // pwd, passwd, password
    hits |= pair(first, second, "c", "r")  // secret
    hits |= pair(first, second, "i", "z")  // authorization
    hits |= pair(first, second, "b", "e") | pair(first, second, "b", "a")  // bearer, basic
    hits |= pair(first, second, "k", "i") | pair(first, second, "g", "h")  // AKIA, ghp_
    hits |= pair(first, second, "x", "o") | pair(first, second, "j", "w")  // xoxb-, jwt
    // `sk_live_`, `github_pat_` and `@`: `_` and `@` folded.
    hits |= equal(first, UInt8(ascii: "k")) & equal(second, UInt8(ascii: "_") | 0x20)
    return hits | equal(first, UInt8(ascii: "@") | 0x20)
  }

  @inline(__always)
  private static func pair(
    _ first: SIMD16<UInt8>, _ second: SIMD16<UInt8>, _ one: Unicode.Scalar, _ two: Unicode.Scalar
  ) -> SIMD16<UInt8> {
    equal(first, UInt8(ascii: one)) & equal(second, UInt8(ascii: two))
  }

  @inline(__always)
  private static func equal(_ lanes: SIMD16<UInt8>, _ byte: UInt8) -> SIMD16<UInt8> {
    SIMD16(repeating: 0).replacing(with: 255, where: lanes .== SIMD16(repeating: byte))
  }

  /// Whether a needle has its pair begin in a range.
  static func hasWord(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) -> Bool {
    range.contains { isWord(Surroundings(bytes: bytes, index: $0)) }
  }

  private static func isWord(_ at: Surroundings) -> Bool {
    switch at[0] {
    case UInt8(ascii: "e"): at[1] == UInt8(ascii: "y") && isKeyOrToken(at)
    case UInt8(ascii: "o"): at.has("oken") || at.has("okie")
    case UInt8(ascii: "w"): at.has("wd") && (at[-1] == UInt8(ascii: "p") || at[-1] == UInt8(ascii: "s"))
    case UInt8(ascii: "s"): at.has("swo") && at[-1] == UInt8(ascii: "s")
    case UInt8(ascii: "c"): at.has("cret")
    case UInt8(ascii: "i"): at.has("izat")
    case UInt8(ascii: "b"): at.has("bearer") || at.has("basic")
    case UInt8(ascii: "k"): at.has("kia") || at.has("k_")
    case UInt8(ascii: "g"): at.has("gh") && (at[3] == UInt8(ascii: "_") || at.has("github_pat"))
    case UInt8(ascii: "x"): at.has("xox")
    case UInt8(ascii: "j"): at.has("jwt")
    case UInt8(ascii: "@"): at.followsUser
    default: false
    }
  }

  /// `eyJ`, or a key whose name has a word before `key`.
  private static func isKeyOrToken(_ at: Surroundings) -> Bool {
    if at.isExactly("eyJ") { return true }
    guard at[-1] == UInt8(ascii: "k") else { return false }
    return "ies_- t".utf8.contains(at[-2])
  }
}

/// Bytes around an index, in lower case; zero outside the text.
private struct Surroundings {
  let bytes: UnsafeRawBufferPointer
  let index: Int

  subscript(offset: Int) -> UInt8 {
    let place = index + offset
    return place >= 0 && place < bytes.count ? bytes[place].lowered : 0
  }

  func has(_ word: StaticString) -> Bool {
    (0..<word.utf8CodeUnitCount).allSatisfy { self[$0] == word.utf8Start[$0] }
  }

  func isExactly(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    return index + count <= bytes.count && (0..<count).allSatisfy { bytes[index + $0] == word.utf8Start[$0] }
  }

  /// Whether `//user:password` stands before this `@`.
  var followsUser: Bool {
    var offset = -1
    var hasColon = false
    while self[offset] > 0x20, self[offset] != UInt8(ascii: "/") {
      hasColon = hasColon || self[offset] == UInt8(ascii: ":")
      offset -= 1
    }
    return hasColon && self[offset] == UInt8(ascii: "/")
  }
}
