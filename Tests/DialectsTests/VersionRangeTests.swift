import Model
import Testing

@Suite struct VersionRangeTests {
  @Test(arguments: [
    (">=0.25.1", "0.25.13", true), (">=0.25.1", "0.25.0", false), ("<=0.25.0", "0.24.3000000000", true),
    ("0.25.10 - 0.25.13", "0.25.9", false), ("0.25.10 - 0.25.13", "0.25.13", true), ("0.24", "0.24.3000000000", true),
    ("0.24", "0.25.0", false), ("0.26.0 - 1.2.0", "1.2.0", true), ("0.26.0 - 1.2.0", "1.3.0", false),
  ])
  func rangeHoldsWhatItSays(range: String, version: String, isInside: Bool) throws {
    #expect(try #require(VersionRange(range)).contains(version) == isInside)
  }

  @Test(
    arguments: [
      (">=0.25.1", "<=0.25.13", "0.25.1 - 0.25.13"), (">=0.25.0", ">=0.25.10", ">=0.25.10"),
      ("<=0.25.0", "0.24", "0.24"), ("0.25.0 - 0.25.9", "<=0.25.0", "0.25.0"), (">=0.26.0", "<=0.25.13", nil),
      (">=0.25.0", "<=0.25.0", "0.25.0"), ("<=0.25.13", "<=0.25.0", "<=0.25.0"),
    ] as [(String, String, String?)])
  func intersectionHoldsWhatBothHold(one: String, other: String, both: String?) throws {
    let ranges = (try #require(VersionRange(one)), try #require(VersionRange(other)))
    #expect(ranges.0.intersection(ranges.1)?.text == both)
    #expect(ranges.1.intersection(ranges.0)?.text == both)
    if let both { #expect(VersionRange(both)?.text == both) }
  }

  @Test(arguments: ["", "new", "1.x", ">= "])
  func textThatIsNoRangeIsRefused(text: String) { #expect(VersionRange(text) == nil) }
}
