import CaseStore
public import Model

/// Runs the tests that stand in rule files.
public enum RuleTests {
  /// Runs the whole pipeline over the logs of a test and returns all findings.
  public typealias Pipeline = (RuleTestLogs) throws -> [Finding]

  /// Runs every test of every rule.
  ///
  /// - Parameters:
  ///   - rules: the rules.
  ///   - pipeline: runs tests that have logs; without it they are skipped.
  /// - Returns: one result for each test, rules by id, tests in the order of their file.
  public static func run(_ rules: RuleSet, pipeline: Pipeline? = nil) -> [RuleTestResult] {
    rules.rules.flatMap { rule in
      rule.tests.map { test in
        RuleTestResult(
          rule: rule.id, test: test.name, place: "\(rule.file):\(test.line)",
          outcome: outcome(of: test, rule, pipeline))
      }
    }
  }

  /// The ids of rules that have no test.
  public static func untested(_ rules: RuleSet) -> [String] {
    rules.rules.filter(\.tests.isEmpty).map(\.id)
  }

  private static func outcome(of test: RuleTest, _ rule: Rule, _ pipeline: Pipeline?) -> RuleTestResult.Outcome {
    let findings: [Finding]
    switch test.input {
    case .rows(let rows):
      findings = Self.findings(rule, rows)
    case .logs(let logs):
      guard let pipeline else { return .skipped }
      do {
        findings = try pipeline(logs).filter { $0.ruleID == rule.id }
      } catch {
        return .failed(["the logs could not be analysed: \(error)"])
      }
    }
    let reasons = differences(test.expected, findings)
    return reasons.isEmpty ? .passed : .failed(reasons)
  }

  private static func findings(_ rule: Rule, _ rows: [RuleTest.Row]) -> [Finding] {
    let evaluation = RuleEvaluation(rule: rule)
    let matching = rows.filter { item in rule.filter.matches { item.row[$0] } }
    let groups = evaluation.groups(matching.map(\.row))
    let findings = groups.compactMap { group -> Finding? in
      let entities = matching.filter { group.rows.contains($0.row) }.flatMap(\.entities)
      return evaluation.finding(group, entities: entities)
    }
    return RuleEvaluation.ordered(findings)
  }

  /// Each expectation takes the first finding left that meets it.
  private static func differences(_ expected: [RuleExpectation], _ findings: [Finding]) -> [String] {
    var left = findings
    var reasons: [String] = []
    for (number, expectation) in expected.enumerated() {
      if let index = left.firstIndex(where: { expectation.mismatches($0).isEmpty }) {
        left.remove(at: index)
      } else if let nearest = left.first {
        reasons += expectation.mismatches(nearest).map { "expected finding \(number + 1): \($0)" }
      } else {
        reasons.append("expected finding \(number + 1) is missing")
      }
    }
    if reasons.isEmpty { reasons = left.map { "unexpected finding: \($0.severity) '\($0.title)'" } }
    return reasons
  }
}
