import CaseStore
import Foundation
import Model
import RulePacks
import Rules
import Testing

@Suite struct ShippedRulesTests {
  @Test func everyShippedRulePassesItsOwnTests() throws {
    let rules = try RuleSet(packs: .embedded)
    for result in RuleTests.run(rules) {
      if case .failed(let reasons) = result.outcome {
        Issue.record("\(result.place): \(result.test): \(reasons.joined(separator: "; "))")
      }
    }
  }

  @Test func everyShippedRuleHasATestThatFiresAndOneThatStaysSilent() throws {
    let rules = try RuleSet(packs: .embedded)
    #expect(RuleTests.untested(rules) == [])
    for file in RulePacks.embedded.files(.detections) {
      #expect(file.text.contains("expect: []"), "\(file.path) has no innocent row")
      #expect(file.text.contains("expect:\n      - "), "\(file.path) never fires")
    }
  }

  @Test func theListNamesEveryRuleOnce() throws {
    let list = try RuleSet(packs: .embedded).list
    #expect(list.map(\.id) == list.map(\.id).sorted() && Set(list.map(\.id)).count == list.count)
    #expect(list.contains { $0.id == "silent-drop-auth" && $0.kind == .silentDrop && $0.severity == .critical })
  }

  @Test func theExampleOfTheManualPassesItsOwnTests() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let manual = root.deletingLastPathComponent().appendingPathComponent("docs/rules.md")
    let text = try String(contentsOf: manual, encoding: .utf8)
    let start = try #require(text.firstRange(of: "```yaml\n")).upperBound
    let end = try #require(text[start...].firstRange(of: "```")).lowerBound
    let rules = try RuleSet(packs: SampleRules.packs([("push-refused-403", String(text[start..<end]))]))
    #expect(RuleTests.run(rules).map(\.outcome) == [.passed, .passed])
  }
}
