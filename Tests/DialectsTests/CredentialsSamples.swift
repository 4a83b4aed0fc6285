import Digests
import Model

@testable import Dialects

/// A masker with a fixed key, and tokens made at run time: no raw token stands in the sources.
struct CredentialSamples {
  let masker: CredentialMasker
  let secret = "Zk9" + "qR7w" + "Lm2XvT" + "8bN4cY"

  init() throws {
    masker = CredentialMasker(key: try CaseKey(bytes: [UInt8](repeating: 7, count: CaseKey.byteCount)))
  }

  func masked(_ text: String) -> (text: String, found: [TokenFacts], isRaw: Bool) {
    masked(Array(text.utf8))
  }

  func masked(_ bytes: [UInt8]) -> (text: String, found: [TokenFacts], isRaw: Bool) {
    var found: [TokenFacts] = []
    let result = maskedBytes(bytes) { found.append($0) }
    return (String(decoding: result.bytes, as: UTF8.self), found, result.isRaw)
  }

  func maskedBytes(_ bytes: [UInt8], found: (TokenFacts) -> Void = { _ in }) -> (bytes: [UInt8], isRaw: Bool) {
    var output: [UInt8] = []
    let isRaw = bytes.withUnsafeBytes { masker.mask($0, into: &output, found: found) }
    return (output, isRaw)
  }

  func mayHold(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { masker.mayHoldCredential($0) }
  }

  func jwt(_ claims: String = #"{"sub":"usr_1","iat":1700000000,"exp":1700000900,"jti":"id-1"}"#) -> String {
    let header = Self.base64URL(#"{"alg":"HS256","typ":"JWT","kid":"k1"}"#)
    return "\(header).\(Self.base64URL(claims)).\(secret)\(secret)"
  }

  static func base64URL(_ text: String) -> String {
    String(base64(text).compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
  }

  static func base64(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = Array(text.utf8)
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return result
  }

  static func hex(_ text: String) -> String {
    let digits = Array("0123456789abcdef")
    return text.utf8.reduce(into: "") { result, byte in
      result.append(digits[Int(byte >> 4)])
      result.append(digits[Int(byte & 15)])
    }
  }

  static func percentEncoded(_ text: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()".utf8)
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
      if plain.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
  }

  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character == "\\" || character == "\"" { result.append("\\") }
      result.append(character)
    }
  }
}
