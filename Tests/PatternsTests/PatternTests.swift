import Patterns
import Testing

@Suite struct PatternTests {
  private func match(_ pattern: String, _ subject: [UInt8]) throws -> Bool {
    let matcher = try Pattern(pattern).makeMatcher()
    return subject.withUnsafeBytes { matcher.match($0) }
  }

  @Test(arguments: [
    ("a+b", "xaab", true), ("^b", "ab", false), ("\\d{3}", "a401", true), ("é", "caf\u{e9}", true),
    ("^.$", "é", true), ("A", "a", false), ("(?i)A", "a", true), ("", "", true), ("^$", "", true), ("x", "", false),
  ])
  func patternsMatchAsPCRE(pattern: String, subject: String, expected: Bool) throws {
    #expect(try Pattern(pattern).matches(subject) == expected)
  }

  @Test func caseIsIgnoredOnRequest() throws {
    #expect(try Pattern("unauthorized É", caseInsensitive: true).matches("UNAUTHORIZED é"))
  }

  @Test(arguments: [
    ("(a", 2, "missing closing parenthesis (PCRE2 114)"),
    ("ab[", 3, "missing terminating ] for character class (PCRE2 106)"),
    ("a\\C", 3, "using \\C is disabled by the application (PCRE2 183)"),
  ])
  func faultsNameThePlace(pattern: String, offset: Int, message: String) {
    let fault = #expect(throws: PatternFault.self) { try Pattern(pattern) }
    #expect(fault?.message == message)
    #expect(fault?.offset == offset)
    #expect(fault?.text == pattern)
  }

  @Test func aFaultIsShownWithACaret() {
    let fault = #expect(throws: PatternFault.self) { try Pattern("é(a") }
    #expect(
      fault?.description
        == "pattern does not compile: missing closing parenthesis (PCRE2 114)\n  | é(a\n  |    ^")
  }

  @Test func groupsAreNamedInTheOrderOfTheirNumbers() throws {
    let pattern = try Pattern("(?<zeta>a)(b)(?<alpha>c)?")
    #expect(pattern.groupNames == ["zeta", "alpha"])
    #expect(pattern.groupIndex("alpha") == 3)
    #expect(pattern.groupIndex("beta") == nil)
    #expect(try Pattern("a(b)").groupNames == [])
  }

  @Test func rangesAreBytesOfTheSubject() throws {
    let matcher = try Pattern("(?<key>\\w+)=(?<value>\\d+)(?<unit>ms)?").makeMatcher()
    let isMatch = Array("é took=15s".utf8).withUnsafeBytes { matcher.match($0) }
    #expect(isMatch)
    #expect(matcher.range(at: 0) == 3..<10)
    #expect(matcher.range("key") == 3..<7)
    #expect(matcher.range("value") == 8..<10)
    #expect(matcher.range("unit") == nil)
    #expect(matcher.range("other") == nil)
    #expect(matcher.range(at: 9) == nil)
    #expect(matcher.range(at: -1) == nil)
  }

  @Test func aFailedMatchLeavesNoRanges() throws {
    let matcher = try Pattern("(?<a>a)").makeMatcher()
    _ = Array("a".utf8).withUnsafeBytes { matcher.match($0) }
    let isMatch = Array("b".utf8).withUnsafeBytes { matcher.match($0) }
    #expect(!isMatch)
    #expect(matcher.range("a") == nil)
    #expect(matcher.range(at: 0) == nil)
  }

  @Test func bytesThatAreNotUTF8AreTolerated() throws {
    #expect(try match("push", [0xFF, 0xC3] + Array("push".utf8) + [0x80]))
    #expect(try !match("a.b", [0x61, 0xFF, 0x62]))
  }

  @Test func anEmptyBufferIsASubject() throws {
    let matcher = try Pattern("^$").makeMatcher()
    #expect(matcher.match(UnsafeRawBufferPointer(start: nil, count: 0)))
  }

  @Test func aRunawayPatternCountsAsNoMatch() throws {
    let matcher = try Pattern("^(a+)+$").makeMatcher()
    let subject = [UInt8](repeating: UInt8(ascii: "a"), count: 60) + [UInt8(ascii: "!")]
    let isMatch = subject.withUnsafeBytes { matcher.match($0) }
    #expect(!isMatch)
    #expect(matcher.limitOverruns == 1)
    let next = Array("aaa".utf8).withUnsafeBytes { matcher.match($0) }
    #expect(next)
    #expect(matcher.limitOverruns == 1)
  }

  @Test func longSubjectsThatNeedMoreStackStillMatch() throws {
    let matcher = try Pattern("^(?:a|b|(c)){1,}z").makeMatcher()
    let subject = [UInt8](repeating: UInt8(ascii: "a"), count: 3000) + [UInt8(ascii: "z")]
    let isMatch = subject.withUnsafeBytes { matcher.match($0) }
    #expect(isMatch)
    #expect(matcher.limitOverruns == 0)
  }

  @Test func severalThreadsShareAPattern() async throws {
    let pattern = try Pattern("n=(?<n>\\d+)")
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 1...20 {
        group.addTask {
          let matcher = pattern.makeMatcher()
          let subject = Array("n=\(number)".utf8)
          guard subject.withUnsafeBytes({ matcher.match($0) }), let range = matcher.range("n") else { return 0 }
          return Int(String(decoding: subject[range], as: UTF8.self)) ?? 0
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sum == 210)
  }
}
