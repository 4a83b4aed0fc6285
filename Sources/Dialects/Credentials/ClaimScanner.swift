/// Reads the members of a token's header or claims, tolerant of anything.
enum ClaimScanner {
  private static let names: Set<String> = ["sub", "iat", "exp", "jti", "kid", "iss", "alg", "sid"]

  /// The top-level members of interest whose values are strings or numbers, as text; the first of equal names.
  static func members(of json: [UInt8]) -> [String: String] {
    var members: [String: String] = [:]
    var depth = 0
    var index = 0
    while index < json.count {
      switch json[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let name = string(in: json, at: index)
        index = name.end
        guard depth == 1, let value = value(in: json, after: index) else { continue }
        index = value.end
        if names.contains(name.text), members[name.text] == nil { members[name.text] = value.text }
        continue
      default: break
      }
      index += 1
    }
    return members
  }

  /// Whole seconds of a claim such as `1767225600` or `1767225600.5`.
  static func seconds(_ text: String) -> Int64? {
    if let seconds = Int64(text) { return seconds }
    guard let number = Double(text), number.magnitude < 1e15 else { return nil }
    return Int64(number.rounded(.down))
  }

  /// The string or number behind a colon, or nil for other values, whose members are then skipped by depth, and for one
  /// that is cut off: half an expiry is another moment.
  private static func value(in json: [UInt8], after index: Int) -> (text: String, end: Int)? {
    guard let colon = skipSpace(in: json, from: index), json[colon] == UInt8(ascii: ":"),
      let start = skipSpace(in: json, from: colon + 1)
    else { return nil }
    if json[start] == UInt8(ascii: "\"") {
      let value = string(in: json, at: start)
      return value.isClosed ? (value.text, value.end) : nil
    }
    guard let end = json[start...].firstIndex(where: { !isNumberByte($0) }), end > start else { return nil }
    return (String(decoding: json[start..<end], as: UTF8.self), end)
  }

  private static func skipSpace(in json: [UInt8], from index: Int) -> Int? {
    json[index...].firstIndex { $0 > 0x20 }
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    byte.isDigit || "+-.eE".utf8.contains(byte)
  }

  private static func string(in json: [UInt8], at quote: Int) -> (text: String, end: Int, isClosed: Bool) {
    var text: [UInt8] = []
    var index = quote + 1
    while index < json.count, json[index] != UInt8(ascii: "\"") {
      if json[index] == UInt8(ascii: "\\"), index + 1 < json.count { index += 1 }
      text.append(json[index])
      index += 1
    }
    return (String(decoding: text, as: UTF8.self), min(index + 1, json.count), index < json.count)
  }
}
