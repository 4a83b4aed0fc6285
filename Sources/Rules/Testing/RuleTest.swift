import CaseStore
import Model

/// One test of a rule file.
struct RuleTest: Sendable {
  struct Row: Sendable {
    var row: SelectedRow
    /// What `observation_entities` would say.
    var entities: [Finding.Entity]
  }
  enum Input: Sendable {
    case rows([Row])
    case logs(RuleTestLogs)
  }

  var name: String
  /// Where it stands in the rule file.
  var line: Int
  var input: Input
  var expected: [RuleExpectation]
}

/// Log files of a test, to be run through the whole pipeline.
public struct RuleTestLogs: Sendable, Hashable {
  public struct File: Sendable, Hashable {
    public var name: String
    public var text: String
  }

  /// Name of the rule and of the test, for messages.
  public var test: String
  /// Sorted by name.
  public var files: [File]
}

/// What a test expects of one finding; nil and empty parts are not looked at.
struct RuleExpectation: Sendable {
  var severity: Severity?
  var strength: Strength?
  var count: Int?
  var title: String?
  var entities: [Finding.Entity]

  /// Why a finding does not meet it; empty when it does.
  func mismatches(_ finding: Finding) -> [String] {
    var texts: [String] = []
    if let severity, severity != finding.severity {
      texts.append("severity is \(finding.severity), expected \(severity)")
    }
    if let strength, strength != finding.strength {
      texts.append("strength is \(finding.strength), expected \(strength)")
    }
    if let count, count != finding.count { texts.append("count is \(finding.count), expected \(count)") }
    if let title, title != finding.title { texts.append("title is '\(finding.title)', expected '\(title)'") }
    for entity in entities where !finding.entities.contains(entity) {
      texts.append("entity \(entity.type.rawValue):\(entity.id) is missing")
    }
    return texts
  }
}

/// How one test of a rule ended.
public struct RuleTestResult: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable {
    case passed
    /// One sentence for each difference.
    case failed([String])
    /// The test has logs and nothing was given to run them.
    case skipped
  }

  public var rule: String
  public var test: String
  /// `file:line` of the test.
  public var place: String
  public var outcome: Outcome
}
