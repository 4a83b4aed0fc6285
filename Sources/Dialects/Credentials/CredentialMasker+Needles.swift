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
      if hits.x | hits.y != 0 {
        if Needles.hasWord(bytes, lanes: UInt64(littleEndian: hits.x), from: index) { return true }
        if Needles.hasWord(bytes, lanes: UInt64(littleEndian: hits.y), from: index + 8) { return true }
      }
      index += 16
    }
    return Needles.hasWord(bytes, in: index..<bytes.count)
  }
}

/// The words that every credential has in it or before it.
private enum Needles {
  // Letters in every lane; `_` and `@` as folding to lower case leaves them.
  @inline(__always) private static var fold: SIMD16<UInt8> { SIMD16(repeating: 0x20) }
  @inline(__always) private static var a: SIMD16<UInt8> { SIMD16(repeating: 0x61) }
  @inline(__always) private static var b: SIMD16<UInt8> { SIMD16(repeating: 0x62) }
  @inline(__always) private static var c: SIMD16<UInt8> { SIMD16(repeating: 0x63) }
  @inline(__always) private static var d: SIMD16<UInt8> { SIMD16(repeating: 0x64) }
  @inline(__always) private static var e: SIMD16<UInt8> { SIMD16(repeating: 0x65) }
  @inline(__always) private static var g: SIMD16<UInt8> { SIMD16(repeating: 0x67) }
  @inline(__always) private static var h: SIMD16<UInt8> { SIMD16(repeating: 0x68) }
  @inline(__always) private static var i: SIMD16<UInt8> { SIMD16(repeating: 0x69) }
  @inline(__always) private static var j: SIMD16<UInt8> { SIMD16(repeating: 0x6a) }
  @inline(__always) private static var k: SIMD16<UInt8> { SIMD16(repeating: 0x6b) }
  @inline(__always) private static var o: SIMD16<UInt8> { SIMD16(repeating: 0x6f) }
  @inline(__always) private static var r: SIMD16<UInt8> { SIMD16(repeating: 0x72) }
  @inline(__always) private static var s: SIMD16<UInt8> { SIMD16(repeating: 0x73) }
  @inline(__always) private static var u: SIMD16<UInt8> { SIMD16(repeating: 0x75) }
  @inline(__always) private static var w: SIMD16<UInt8> { SIMD16(repeating: 0x77) }
  @inline(__always) private static var x: SIMD16<UInt8> { SIMD16(repeating: 0x78) }
  @inline(__always) private static var y: SIMD16<UInt8> { SIMD16(repeating: 0x79) }
  @inline(__always) private static var z: SIMD16<UInt8> { SIMD16(repeating: 0x7a) }
  @inline(__always) private static var underscore: SIMD16<UInt8> { SIMD16(repeating: 0x7f) }
  @inline(__always) private static var four: SIMD16<UInt8> { SIMD16(repeating: 0x34) }
  @inline(__always) private static var minus: SIMD16<UInt8> { SIMD16(repeating: 0x2d) }
  @inline(__always) private static var at: SIMD16<UInt8> { SIMD16(repeating: 0x60) }

  /// The lanes where a pair of a needle begins, whatever its case: eight bits each, all set or none.
  ///
  /// Only operations that Swift has for this very vector type: the generic ones work lane by lane.
  @inline(__always)
  static func pairs(_ firstBytes: SIMD16<UInt8>, _ secondBytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
    let first = firstBytes | fold
    let second = secondBytes | fold
    let isK = first .== k
    let isB = first .== b
    var hits = (first .== e) .& (second .== y)  // eyJ, api_key, PRIVATE KEY
    hits = hits .| ((first .== o) .& (second .== k))  // token, cookie
    hits = hits .| ((first .== w) .& (second .== d))  // pwd, passwd
    hits = hits .| ((first .== s) .& (second .== w))  // password
    hits = hits .| ((first .== c) .& (second .== r))  // secret
    hits = hits .| ((first .== i) .& (second .== z))  // authorization
    hits = hits .| (isB .& ((second .== e) .| (second .== a)))  // bearer, basic
    hits = hits .| (isK .& ((second .== i) .| (second .== underscore)))  // AKIA, sk_live_
    hits = hits .| ((first .== g) .& (second .== h))  // ghp_, github_pat_
    hits = hits .| ((first .== x) .& (second .== o))  // xoxb-
    hits = hits .| ((first .== j) .& (second .== w))  // jwt
    hits = hits .| ((first .== a) .& (second .== u))  // auth
    hits = hits .| ((first .== z) .& (second .== x))  // ZXlK, base64 of eyJ
    hits = hits .| ((first .== four) .& (second .== a))  // 65794a, hex of eyJ
    hits = hits .| ((first .== minus) .& (second .== b))  // curl -b
    hits = hits .| (first .== at)  // user:password@host
    return unsafeBitCast(hits, to: SIMD2<UInt64>.self)
  }

  /// Whether a needle stands at one of the lanes whose bits are set.
  static func hasWord(_ bytes: UnsafeRawBufferPointer, lanes: UInt64, from index: Int) -> Bool {
    var lanes = lanes
    while lanes != 0 {
      let lane = lanes.trailingZeroBitCount / 8
      if isWord(Surroundings(bytes: bytes, index: index + lane)) { return true }
      lanes &= ~(0xff << UInt64(8 * lane))
    }
    return false
  }

  /// Whether a needle has its pair begin in a range.
  static func hasWord(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) -> Bool {
    range.contains { isWord(Surroundings(bytes: bytes, index: $0)) }
  }

  private static func isWord(_ at: Surroundings) -> Bool {
    switch at[0] {
    case UInt8(ascii: "e"): at[1] == UInt8(ascii: "y") && isKeyOrToken(at)
    case UInt8(ascii: "o"): (at.has("oken") && !at.namesNumber) || at.has("okie")
    case UInt8(ascii: "w"): at.has("wd") && (at[-1] == UInt8(ascii: "p") || at[-1] == UInt8(ascii: "s"))
    case UInt8(ascii: "s"): at.has("swo") && at[-1] == UInt8(ascii: "s")
    case UInt8(ascii: "c"): at.has("cret")
    case UInt8(ascii: "i"): at.has("izat")
    case UInt8(ascii: "b"): at.has("bearer") || at.has("basic")
    case UInt8(ascii: "k"): at.has("kia") || at.has("k_")
    case UInt8(ascii: "g"): at.has("gh") && (at[3] == UInt8(ascii: "_") || at.has("github_pat"))
    case UInt8(ascii: "x"): at.has("xox")
    case UInt8(ascii: "a"): at.has("auth") && "\"'\\:=%".utf8.contains(at[4])
    case UInt8(ascii: "j"): at.has("jwt")
    case UInt8(ascii: "z"): at.isExactly("ZXlK")
    case UInt8(ascii: "4"): at.follows("65794a")
    case UInt8(ascii: "-"): at.has("-b ") && at[-1] == 0x20
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

  /// Whether the two bytes here are the last of a word.
  func follows(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    return (0..<count).allSatisfy { self[$0 + 2 - count] == word.utf8Start[$0] }
  }

  func isExactly(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    return index + count <= bytes.count && (0..<count).allSatisfy { bytes[index + $0] == word.utf8Start[$0] }
  }

  /// Whether a key that begins here has a number for its value: `tokenExp":1792541103` holds no token.
  var namesNumber: Bool {
    var offset = 0
    while self[offset].isKeyByte { offset += 1 }
    while self[offset] == UInt8(ascii: "\\") || self[offset] == UInt8(ascii: "\"") { offset += 1 }
    guard self[offset] == UInt8(ascii: ":") || self[offset] == UInt8(ascii: "=") else { return false }
    offset += 1
    while self[offset] == 0x20 { offset += 1 }
    let start = offset
    while self[offset].isDigit { offset += 1 }
    return offset > start && !self[offset].isKeyByte && self[offset] != UInt8(ascii: ".")
      && self[offset] != UInt8(ascii: "-")
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

extension UInt8 {
  fileprivate var isKeyByte: Bool { isDigit || self == 0x5f || (self | 0x20 >= 0x61 && self | 0x20 <= 0x7a) }
}
