import RulePacks
import Rules

/// Rules written for tests.
enum SampleRules {
  /// A rule over observations with a detection, and what else it needs.
  static func text(
    detection: String, over: String = "observations", id: String = "sample", extra: String = ""
  ) -> String {
    """
    schema: 1
    id: \(id)
    title: Something of {who}
    kind: auth_refused
    severity: medium
    strength: suspected
    over: \(over)
    story: It happened.
    advice: Look.
    \(extra)
    detection: {\(detection)}
    """
  }

  static func packs(_ texts: [(id: String, text: String)]) -> RulePacks {
    RulePacks(
      texts.map { RuleFile(path: "p/detections/\($0.id).yaml", displayPath: "p/\($0.id).yaml", text: $0.text) })
  }

  static func set(_ text: String) throws(RuleFaults) -> RuleSet { try RuleSet(packs: packs([("sample", text)])) }

  /// Whether a detection over observations matches a row, both in YAML flow style.
  static func matches(_ detection: String, row: String) throws -> Bool {
    let extra = "tests: [{name: t, rows: [{\(row)}], expect: [{}]}]"
    let results = RuleTests.run(try set(text(detection: detection, extra: extra)))
    return results.map(\.outcome) == [.passed]
  }
}
