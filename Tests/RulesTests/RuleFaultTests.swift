import RulePacks
import Rules
import Testing
import YAMLDocument

@Suite struct RuleFaultTests {
  /// Message with reason, and help, of the only fault of a rule.
  private func fault(_ text: String) -> String {
    do throws(RuleFaults) {
      _ = try SampleRules.set(text)
      return "no fault"
    } catch {
      return error.faults.map { fault in
        ["\(fault.file):\(fault.line):\(fault.column) \(fault.message)", fault.reason, fault.help]
          .compactMap(\.self).joined(separator: " / ")
      }.joined(separator: "\n")
    }
  }

  @Test(arguments: [
    (
      "s: {stauts: 1}, condition: s",
      "p/sample.yaml:11:17 unknown field 'stauts' of observations / did you mean 'status'?"
    ),
    (
      "s: {detail|contians: a}, condition: s",
      "p/sample.yaml:11:24 unknown modifier 'contians' / did you mean 'contains'?"
    ),
    ("s: {status: 1}, condition: t", "p/sample.yaml:11:40 condition: no selection 't' / did you mean 's'?"),
    ("sel: {status: 1}, condition: sle", "p/sample.yaml:11:42 condition: no selection 'sle' / did you mean 'sel'?"),
    ("s: {status: 1}, condition: 1 of t_*", "p/sample.yaml:11:45 condition: no selection fits 't_*' / selections: s"),
    (
      "s: {status: 1}, condition: s and",
      "p/sample.yaml:11:45 condition: a selection is missing, found the end"
    ),
    ("s: {status: 1}, condition: (s", "p/sample.yaml:11:42 condition: ')' is missing"),
    (
      "s: {status: 1}, condition: s s",
      "p/sample.yaml:11:42 condition: unexpected 's' / join selections with and, or, not, 1 of, all of"
    ),
    (
      "s: {status: 1}, condition: two of s",
      "p/sample.yaml:11:40 condition: 'two of' is not known / write 1 of, any of or all of"
    ),
    (
      "s: {status: 1}",
      "p/sample.yaml:11:12 missing key 'condition' / name the selection that makes a finding: condition: s"
    ),
    (
      "s: {status: 1}, t: {count: 1}, condition: s",
      "p/sample.yaml:11:32 selection 't' is never used / name it in a condition or in 'when' of a variant, or delete it"
    ),
    (
      "s: {detail|re: 'a(b'}, condition: s",
      "p/sample.yaml:11:32 pattern does not compile: missing closing parenthesis (PCRE2 114)"
    ),
    (
      "s: {status: '401'}, condition: s",
      "p/sample.yaml:11:25 field 'status' is a number, '401' is not / write digits without quotes"
    ),
    (
      "s: {status|contains: 4}, condition: s",
      "p/sample.yaml:11:17 field 'status' is a number, modifier 'contains' compares text"
    ),
    ("s: {detail|lt: 4}, condition: s", "p/sample.yaml:11:17 field 'detail' is text, modifier 'lt' compares numbers"),
    (
      "s: {detail|contains|re: a}, condition: s",
      "p/sample.yaml:11:17 modifiers 'contains' and 're' exclude each other / keep one of them"
    ),
    (
      "s: {detail: [a, null]}, condition: s",
      "p/sample.yaml:11:29 null inside a list of values / make it a selection of its own"
    ),
    ("s: {detail: []}, condition: s", "p/sample.yaml:11:25 'detail' has an empty list of values"),
    (
      "s: {detail|all: a}, condition: s",
      "p/sample.yaml:11:29 modifier 'all' needs a list of values / write a list or leave 'all' out"
    ),
    ("s: {detail|exists: 1}, condition: s", "p/sample.yaml:11:32 modifier 'exists' needs true or false"),
    (
      "s: {place: pusch}, condition: s",
      "p/sample.yaml:11:24 'place' is never 'pusch' / its words are: connect, push, query, api_request / did you mean 'push'?"
    ),
    (
      "s: text, condition: s",
      "p/sample.yaml:11:16 a selection must map fields to values, found text / write 'field: value' or a list of such mappings"
    ),
  ])
  func aBadDetectionIsNamedWithItsPlace(detection: String, expected: String) {
    #expect(fault(SampleRules.text(detection: detection)) == expected)
  }

  @Test(arguments: [
    ("kind: auth_refused", "kind: silent_drip", "4:7 'kind' is 'silent_drip'", "did you mean 'silent_drop'?"),
    ("severity: medium", "severity: urgent", "5:11 'severity' is 'urgent'", nil),
    ("strength: suspected", "strength: sure", "6:11 'strength' is 'sure'", nil),
    ("over: observations", "over: observation", "7:7 'over' is 'observation'", "did you mean 'observations'?"),
    ("schema: 1", "schema: 2", "1:9 rule schema 2 is not known", "write 'schema: 1' or use a newer lostwrite"),
    (
      "id: sample", "id: other", "2:5 id 'other' is not the name of its file",
      "write 'id: sample' or rename the file to other.yaml"
    ),
    ("advice: Look.", "advise: Look.", "9:1 unknown key 'advise'", "did you mean 'advice'?"),
    ("story: It happened.", "story: \"{cuont} times\"", "8:9 unknown placeholder '{cuont}'", "did you mean 'count'?"),
    ("story: It happened.", "story: \"it {count\"", "8:12 '{' without '}'", nil),
    ("story: It happened.", "story: \"it [[x\"", "8:15 '[[' without ']]'", nil),
    (
      "advice: Look.", "advice: Look.\ngroup_by: [first_at]", "10:12 cannot group by 'first_at'",
      "group by identities or words, for example client_id"
    ),
    (
      "advice: Look.", "advice: Look.\ngroup_by: [clientid]", "10:12 unknown field 'clientid' of observations",
      "did you mean 'client_id'?"
    ),
  ])
  func aBadKeyIsNamedWithItsPlace(old: String, new: String, place: String, help: String?) throws {
    let text = SampleRules.text(detection: "s: {status: 1}, condition: s").replacing(old, with: new)
    let faults = #expect(throws: RuleFaults.self) { try SampleRules.set(text) }
    let first = try #require(
      faults?.faults.first { $0.message == String(place.split(separator: " ", maxSplits: 1)[1]) })
    #expect("\(first.line):\(first.column) \(first.message)" == place)
    #expect(first.help == help)
  }

  @Test func allFaultsOfAllFilesComeTogetherInTheOrderOfFiles() {
    let bad = SampleRules.text(detection: "s: {stauts: 1}, condition: s", id: "b").replacing(
      "severity: medium", with: "severity: no")
    let broken = "schema: [1"
    let packs = SampleRules.packs([("b", bad), ("a", broken)])
    let faults = #expect(throws: RuleFaults.self) { try RuleSet(packs: packs) }
    #expect(faults?.faults.map(\.file) == ["p/a.yaml", "p/b.yaml", "p/b.yaml"])
    #expect(faults?.faults.suffix(2).map(\.line) == [5, 11])
  }

  @Test func aRuleIdOfTwoPacksIsAFault() {
    let text = SampleRules.text(detection: "s: {status: 1}, condition: s")
    let packs = RulePacks(
      ["a", "b"].map { RuleFile(path: "\($0)/detections/sample.yaml", displayPath: "\($0)/sample.yaml", text: text) })
    let faults = #expect(throws: RuleFaults.self) { try RuleSet(packs: packs) }
    #expect(faults?.faults.map(\.message) == ["rule 'sample' exists twice"])
    #expect(faults?.faults.map(\.reason) == ["also in a/sample.yaml"])
  }

  @Test func fromRowNeedsRowsWithAStrength() {
    let text = SampleRules.text(detection: "s: {line: 1}, condition: s", over: "records")
      .replacing("strength: suspected", with: "strength: from_row")
    #expect(
      fault(text)
        == "p/sample.yaml:6:11 strength 'from_row' over records / its rows have no strength / write proved or suspected"
    )
  }

  @Test func aFailingTestSaysWhatDiffers() throws {
    let extra = """
      tests:
        - {name: wrong severity, rows: [{status: 1, client_id: c1}], expect: [{severity: high, entities: ["client:c2"]}]}
        - {name: too many, rows: [{status: 1}], expect: []}
        - {name: too few, rows: [{status: 2}], expect: [{}]}
        - {name: logs, logs: {a.log: text}, expect: []}
      """
    let rules = try SampleRules.set(SampleRules.text(detection: "s: {status: 1}, condition: s", extra: extra))
    let results = RuleTests.run(rules)
    #expect(
      results.map(\.outcome) == [
        .failed([
          "expected finding 1: severity is medium, expected high", "expected finding 1: entity client:c2 is missing",
        ]),
        .failed(["unexpected finding: medium 'Something of the deployment'"]),
        .failed(["expected finding 1 is missing"]), .skipped,
      ])
    #expect(results.map(\.place) == (11...14).map { "p/sample.yaml:\($0)" })
    let withLogs = RuleTests.run(rules) { logs in
      #expect(logs.files.map(\.name) == ["a.log"] && logs.files.map(\.text) == ["text"])
      return []
    }
    #expect(withLogs.last?.outcome == .passed)
  }
}
