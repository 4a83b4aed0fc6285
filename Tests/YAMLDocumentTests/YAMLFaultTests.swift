import Testing
import YAMLDocument

@Suite struct YAMLFaultTests {
  @Test func descriptionShowsReasonPlaceExcerptCaretAndHelp() throws {
    let node = try YAMLNode.parse("id: x\nmatch:\n  pattern: '(a'\n", file: "rules/x.yaml")
    let pattern = try #require(node["match"]?["pattern"])
    let fault = YAMLFault("pattern does not compile", at: pattern, textOffset: 2, reason: "why", help: "close it")
    #expect(
      fault.description == """
        error: pattern does not compile
         reason: why
         --> rules/x.yaml:3:15
          |   pattern: '(a'
          |               ^
         help: close it
        """)
  }

  @Test func aFaultInsideAnEscapedTextPointsToItsStart() throws {
    let node = try YAMLNode.parse("pattern: \"a\\\\d(\"\n", file: "x.yaml")
    let fault = YAMLFault("bad", at: try #require(node["pattern"]), textOffset: 4)
    #expect(fault.column == 10)
  }

  @Test func withoutReasonAndHelpThereAreNoSuchLines() throws {
    let fault = YAMLFault("bad", at: try YAMLNode.parse("a: 1", file: "x.yaml"))
    #expect(fault.description == "error: bad\n --> x.yaml:1:1\n  | a: 1\n  | ^")
  }

  @Test func longLinesAreCutAroundTheCaret() throws {
    let text = "a: [" + String(repeating: "x, ", count: 300) + "y]"
    let last = try #require(try YAMLNode.parse(text, file: "x.yaml")["a"]?.items?.last)
    let lines = YAMLFault("bad", at: last).description.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 170 })
    let caret = try #require(lines[3].firstIndex(of: "^"))
    let distance = lines[3].distance(from: lines[3].startIndex, to: caret)
    #expect(Array(lines[2])[distance] == "y")
  }

  @Test(
    arguments: [
      ("detectoin", "detection"), ("titel", "title"), ("Level", "level"), ("qqqq", nil), ("l", nil), ("detection", nil),
    ] as [(String, String?)])
  func theNearestNameIsSuggested(written: String, expected: String?) {
    #expect(NearestName.suggest(written, among: ["title", "detection", "level"]) == expected)
  }
}
