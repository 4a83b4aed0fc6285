import CaseStore
import Model

/// One detection: which rows of a view make a finding, and what it says.
struct Rule: Sendable {
  /// What a finding says and how urgent it is; a variant replaces parts of it.
  struct Claim: Sendable {
    var severity: Severity
    /// Nil: each row says it.
    var strength: Strength?
    var title: Template
    var subject: Template
    var story: Template
    var advice: Template
  }

  struct Variant: Sendable {
    var when: RowFilter
    var claim: Claim
  }

  var id: String
  /// The file, as messages show it.
  var file: String
  var kind: FindingKind
  /// The title as written, for lists of rules.
  var titleText: String
  var view: RowView
  var filter: RowFilter
  /// Rows that agree in these columns are one finding; empty: every row is one.
  var groupBy: [String]
  var claim: Claim
  /// The first one that fits a row counts.
  var variants: [Variant]
  var tests: [RuleTest] = []

  /// What evaluation reads of a row.
  var columns: [String] {
    let claims = [claim] + variants.map(\.claim)
    let templates = claims.flatMap { [$0.title, $0.subject, $0.story, $0.advice] }
    let identities = view.columns.map(\.name).filter { Identities.typeOfColumn[$0] != nil }
    var names = identities + groupBy + [view.span.first, view.span.last] + view.recordColumns.map(\.column)
    names += [view.key, view.countColumn].compactMap(\.self) + variants.flatMap(\.when.columns)
    names += templates.flatMap(\.columns)
    if claims.contains(where: { $0.strength == nil }) { names.append("strength") }
    if view == .records { names.append("path") }
    if view == .pushAttempts { names.append("mutation_id") }
    return names
  }

  /// The claim that a row supports.
  func claim(for row: SelectedRow) -> Claim {
    variants.first { $0.when.matches { row[$0] } }?.claim ?? claim
  }
}
