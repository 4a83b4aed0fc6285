import Testing

@testable import Dialects

@Suite struct VersionRangeTests {
  @Test(arguments: [
    (">=0.25.1", "0.25.13", true), (">=0.25.1", "0.25.0", false), ("<=0.25.0", "0.24.3000000000", true),
    ("0.25.10 - 0.25.13", "0.25.9", false), ("0.25.10 - 0.25.13", "0.25.13", true), ("0.24", "0.24.3000000000", true),
    ("0.24", "0.25.0", false), ("0.26.0 - 1.2.0", "1.2.0", true), ("0.26.0 - 1.2.0", "1.3.0", false),
  ])
  func rangeHoldsWhatItSays(range: String, version: String, isInside: Bool) throws {
    #expect(try #require(VersionRange(range)).contains(version) == isInside)
  }

  @Test(arguments: ["", "new", "1.x", ">= "])
  func textThatIsNoRangeIsRefused(text: String) { #expect(VersionRange(text) == nil) }
}
