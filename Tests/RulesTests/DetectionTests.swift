import Rules
import Testing

@Suite struct DetectionTests {
  @Test(arguments: [
    ("a and b", "status: 1, count: 1", true),
    ("a and b", "status: 1, count: 2", false),
    ("a or b", "status: 2, count: 1", true),
    ("a or b", "status: 2, count: 2", false),
    ("a and not b", "status: 1, count: 2", true),
    ("not a", "status: null, count: 1", true),
    ("not not a", "status: 1, count: 1", true),
    ("a or b and c_one", "status: 1, count: 2", true),
    ("(a or b) and c_one", "status: 1, count: 2", false),
    ("not (a or b)", "status: 2, count: 2", true),
    ("1 of c_*", "status: 2, count: 2, detail: two", true),
    ("any of c_*", "status: 2, count: 2, detail: three", false),
    ("all of c_*", "status: 2, count: 2, detail: one", false),
    ("all of them", "status: 1, count: 1, detail: one two", true),
    ("all of them", "status: 1, count: 1, detail: one", false),
    ("not 1 of c_*", "status: 1, count: 1, detail: three", true),
  ])
  func conditionsFollowTheirGrammar(condition: String, row: String, isMatch: Bool) throws {
    let detection = """
      a: {status: 1}, b: {count: 1}, c_one: {detail|contains: one}, c_two: {detail|contains: two},
      _hidden: {detail: never}, condition: "\(condition)"
      """
    // The variant uses every selection, so that none is an unused one.
    let extra = """
      variants: [{when: a and b and c_one and c_two and _hidden, severity: low}]
      tests: [{name: t, rows: [{\(row)}], expect: [{}]}]
      """
    let results = RuleTests.run(try SampleRules.set(SampleRules.text(detection: detection, extra: extra)))
    #expect((results.map(\.outcome) == [.passed]) == isMatch)
  }

  @Test(arguments: [
    ("detail: Cookie", "detail: cookie", true),
    ("detail: cookie", "detail: cookies", false),
    ("detail: coo*", "detail: COOKIES", true),
    ("detail: 'c??kie'", "detail: cookie", true),
    ("detail: 'c?kie'", "detail: cookie", false),
    (#"detail: '100\%'"#, #"detail: '100\%'"#, true),
    (#"detail: 'a\*b'"#, "detail: a*b", true),
    (#"detail: 'a\*b'"#, "detail: axb", false),
    ("detail|contains: session", "detail: the Session ended", true),
    ("detail|contains: '50%_'", "detail: over 50%_ of", true),
    ("detail|contains: '50%_'", "detail: over 505x of", false),
    ("detail|startswith: the", "detail: the end", true),
    ("detail|startswith: end", "detail: the end", false),
    ("detail|endswith: end", "detail: the end", true),
    ("detail|endswith: the", "detail: the end", false),
    ("detail|contains|all: [a, b]", "detail: b and a", true),
    ("detail|contains|all: [a, z]", "detail: b and a", false),
    ("detail: [x, y]", "detail: y", true),
    ("detail|cased: Cookie", "detail: cookie", false),
    ("detail|contains|cased: Cookie", "detail: a Cookie", true),
    (#"detail|re: 'exp(ired)? \d+ s'"#, "detail: token exp 12 s ago", true),
    (#"detail|re: '^exp'"#, "detail: token exp", false),
    ("detail: null", "detail: null", true),
    ("detail: null", "detail: ''", false),
    ("detail: ''", "detail: ''", true),
    ("detail|exists: true", "detail: ''", true),
    ("detail|exists: true", "status: 1", false),
    ("detail|exists: false", "status: 1", true),
    ("status: 401", "status: 401", true),
    ("status: [401, 403]", "status: 403", true),
    ("status|lt: 10", "status: 9", true),
    ("status|lt: 10", "status: 10", false),
    ("status|lte: 10", "status: 10", true),
    ("status|gt: 9", "status: 10", true),
    ("status|gte: 11", "status: 10", false),
    ("status|gt: 0", "status: null", false),
    ("recovered_after_s|gt: 30", "recovered_after_s: 30.5", true),
    ("recovered: true", "recovered: 1", true),
    ("type: pusher_died", "type: pusher_died", true),
    ("type: stale_*", "type: stale_token", true),
    ("first_at|lt: '2026-10-21T00:45'", "first_at: '2026-10-21T00:44:41.000000Z'", true),
  ])
  func modifiersDecideForAField(item: String, row: String, isMatch: Bool) throws {
    #expect(try SampleRules.matches("s: {\(item)}, condition: s", row: row) == isMatch)
    #expect(try SampleRules.matches("s: {\(item)}, condition: not s", row: row) == !isMatch)
  }

  @Test func aListOfMapsIsAnOrAndAMapAnAnd() throws {
    let detection = "s: [{status: 1, count: 1}, {status: 2}], condition: s"
    #expect(try SampleRules.matches(detection, row: "status: 2, count: 7"))
    #expect(try SampleRules.matches(detection, row: "status: 1, count: 1"))
    #expect(try !SampleRules.matches(detection, row: "status: 1, count: 7"))
  }

  @Test func aListOfConditionsIsAnOr() throws {
    let detection = "a: {status: 1}, b: {count: 1}, condition: [a, b]"
    #expect(try SampleRules.matches(detection, row: "status: 2, count: 1"))
    #expect(try !SampleRules.matches(detection, row: "status: 2, count: 2"))
  }
}
