/// SQL text with its parameters, in order.
struct SQLCondition {
  var sql: String
  var parameters: [StoredValue] = []

  static let always = SQLCondition(sql: "1")

  static func joined(_ parts: [SQLCondition], by word: String, empty: String) -> SQLCondition {
    guard !parts.isEmpty else { return SQLCondition(sql: empty) }
    return SQLCondition(
      sql: "(" + parts.map(\.sql).joined(separator: " \(word) ") + ")", parameters: parts.flatMap(\.parameters))
  }
}

extension RowFilter {
  /// A condition that holds at least for every row that the filter matches; SQLite narrows, Swift decides.
  var superset: SQLCondition { condition(isNegated: false) ?? .always }

  /// Nil where SQL cannot say it, which must then count as "may hold" on either side of a `not`.
  private func condition(isNegated: Bool) -> SQLCondition? {
    switch self {
    case .test(let column, let test):
      guard let condition = test.condition("\"\(column)\"") else { return nil }
      // NULL is false for the test and true for its negation.
      return isNegated
        ? SQLCondition(sql: "NOT coalesce(\(condition.sql), 0)", parameters: condition.parameters) : condition
    case .not(let part):
      return part.condition(isNegated: !isNegated)
    case .all(let parts):
      return Self.combine(parts.map { $0.condition(isNegated: isNegated) }, isAnd: !isNegated)
    case .any(let parts):
      return Self.combine(parts.map { $0.condition(isNegated: isNegated) }, isAnd: isNegated)
    }
  }

  /// Of an AND the parts that SQL can say are kept; an OR needs all of them.
  private static func combine(_ parts: [SQLCondition?], isAnd: Bool) -> SQLCondition? {
    let known = parts.compactMap(\.self)
    if isAnd { return .joined(known, by: "AND", empty: "1") }
    return known.count == parts.count ? .joined(known, by: "OR", empty: "0") : nil
  }

  /// Whether every match has one of a few verdicts, `delivered` not among them.
  ///
  /// Then the query may name the condition of the partial index, which SQLite needs to use it.
  var excludesDelivered: Bool {
    switch self {
    case .test(column: "verdict", .word(let verdict)): verdict != "delivered"
    case .not(.test(column: "verdict", .word("delivered"))): true
    case .all(let parts): parts.contains(where: \.excludesDelivered)
    case .any(let parts): !parts.isEmpty && parts.allSatisfy(\.excludesDelivered)
    default: false
    }
  }
}

extension RowTest {
  /// SQL that is equivalent to the test; nil where SQLite cannot decide it in the same way.
  fileprivate func condition(_ column: String) -> SQLCondition? {
    switch self {
    case .isNull: SQLCondition(sql: "\(column) IS NULL")
    case .word(let word): SQLCondition(sql: "\(column) = ?", parameters: [.text(word)])
    case .number(let number): SQLCondition(sql: "\(column) = ?", parameters: [.real(number)])
    case .ordered(let order, let limit):
      SQLCondition(sql: "\(column) \(order.rawValue) ?", parameters: [.real(limit)])
    case .orderedText(let order, let limit):
      SQLCondition(sql: "\(column) \(order.rawValue) ?", parameters: [.text(limit)])
    case .text(let pattern): Self.condition(column, pattern)
    case .matcher: nil
    }
  }

  private static func condition(_ column: String, _ pattern: TextPattern) -> SQLCondition? {
    if let literal = pattern.literal {
      return SQLCondition(sql: "\(column) = ?\(pattern.isCased ? "" : " COLLATE NOCASE")", parameters: [.text(literal)])
    }
    // LIKE folds the case, so it cannot stand for a cased pattern under a `not`.
    return pattern.isCased
      ? nil : SQLCondition(sql: "\(column) LIKE ? ESCAPE '\\'", parameters: [.text(pattern.like)])
  }
}
