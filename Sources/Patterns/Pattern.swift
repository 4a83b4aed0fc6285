import CPCRE2

/// A compiled regular expression (PCRE2 syntax, UTF-8). Bytes that are not UTF-8 match nothing but stop nothing.
///
/// `^` and `$` are the ends of the subject, `.` is no line break and `\d \w \s` are ASCII, unless the pattern says
/// otherwise with `(?m)`, `(?s)` or `(*UCP)`.
public final class Pattern: @unchecked Sendable {
  // @unchecked Sendable because the compiled code is never changed after `init`; every match has its own memory.

  /// The pattern as given.
  public let text: String
  /// The names of named groups, in the order of their numbers.
  public let groupNames: [String]

  let code: OpaquePointer
  let groupIndexes: [String: Int]

  /// Compiles a pattern.
  ///
  /// - Parameters:
  ///   - text: The pattern in PCRE2 syntax; `\C` (a single byte) is not allowed.
  ///   - caseInsensitive: Whether letters match in either case, as `(?i)` says.
  /// - Throws: `PatternFault` with the place of the first error.
  public init(_ text: String, caseInsensitive: Bool = false) throws(PatternFault) {
    let options =
      PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | (caseInsensitive ? PCRE2_CASELESS : 0)
    var errorNumber: Int32 = 0
    var errorOffset = 0
    let bytes = ContiguousArray(text.utf8) + [0]
    let compiled = bytes.withUnsafeBufferPointer { buffer in
      pcre2_compile_8(buffer.baseAddress, buffer.count - 1, options, &errorNumber, &errorOffset, nil)
    }
    guard let compiled else {
      throw PatternFault(message: Self.message(errorNumber), offset: errorOffset, text: text)
    }
    // Where this machine has no JIT the call fails and matching is interpreted: slower, same results.
    pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    let groups = Self.groups(of: compiled)
    code = compiled
    self.text = text
    groupNames = groups.map(\.name)
    groupIndexes = Dictionary(groups.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })
  }

  deinit {
    pcre2_code_free_8(code)
  }

  /// The number of a named group, for `PatternMatcher.range(at:)` where a look-up by name costs too much.
  public func groupIndex(_ name: String) -> Int? {
    groupIndexes[name]
  }

  /// Makes what one thread needs to match this pattern.
  public func makeMatcher() -> PatternMatcher {
    PatternMatcher(self)
  }

  /// Whether the pattern occurs in a text. Allocates: for cold paths.
  public func matches(_ subject: String) -> Bool {
    let matcher = makeMatcher()
    var copy = subject
    return copy.withUTF8 { matcher.matches(UnsafeRawBufferPointer($0)) }
  }

  private static func message(_ number: Int32) -> String {
    let words = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let length = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
      return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    }
    return "\(words) (PCRE2 \(number))"
  }

  /// Named groups by number. The name table of PCRE2 has fixed-size entries: number (2 bytes, big-endian), name, zero.
  private static func groups(of code: OpaquePointer) -> [(name: String, index: Int)] {
    var count: UInt32 = 0
    var entrySize: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entrySize)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [] }
    let groups = (0..<Int(count)).map { position in
      let entry = UnsafeBufferPointer(start: table + position * Int(entrySize), count: Int(entrySize))
      let name = entry.dropFirst(2).prefix { $0 != 0 }
      return (name: String(decoding: name, as: UTF8.self), index: Int(entry[0]) << 8 | Int(entry[1]))
    }
    return groups.sorted { $0.index < $1.index }
  }
}
