/// A condition on one row of a view.
///
/// A test of a column that holds NULL is false, and its negation true, as Sigma has it.
public indirect enum RowFilter: Sendable {
  case all([RowFilter])
  case any([RowFilter])
  case not(RowFilter)
  case test(column: String, RowTest)
}

/// What one column of a row is compared with.
public enum RowTest: Sendable {
  public enum Order: String, Sendable { case lt = "<", lte = "<=", gt = ">", gte = ">=" }

  /// Exactly this text: columns of fixed words.
  case word(String)
  case text(TextPattern)
  case number(Double)
  case ordered(Order, Double)
  /// Text order: for times.
  case orderedText(Order, String)
  case isNull
  /// Only Swift can decide it; the closure gets the text of the column.
  case matcher(@Sendable (String) -> Bool)
}

extension RowFilter {
  /// The columns that it reads, sorted.
  public var columns: [String] { Set(leaves.map(\.column)).sorted() }

  private var leaves: [(column: String, test: RowTest)] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.leaves)
    case .not(let part): part.leaves
    case .test(let column, let test): [(column, test)]
    }
  }

  /// Decides for a row; `value` gives its columns.
  public func matches(_ value: (String) -> StoredValue) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.matches(value) }
    case .any(let parts): parts.contains { $0.matches(value) }
    case .not(let part): !part.matches(value)
    case .test(let column, let test): test.matches(value(column))
    }
  }
}

extension RowTest {
  func matches(_ value: StoredValue) -> Bool {
    switch self {
    case .isNull: value == .null
    case .number(let wanted): value.number == wanted
    case .ordered(let order, let limit): value.number.map { order.holds($0, limit) } ?? false
    case .orderedText(let order, let limit): value.text.map { order.holds($0, limit) } ?? false
    case .word(let wanted): value.text == wanted
    case .text(let pattern): value.text.map(pattern.matches) ?? false
    case .matcher(let decide): value.text.map(decide) ?? false
    }
  }
}

extension RowTest.Order {
  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .lt: left < right
    case .lte: left <= right
    case .gt: left > right
    case .gte: left >= right
    }
  }
}

extension StoredValue {
  /// The number, nil for NULL and text.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    case .null, .text: nil
    }
  }

  /// The text, numbers in digits, nil for NULL.
  public var text: String? {
    switch self {
    case .null: nil
    case .text(let text): text
    case .integer(let value): String(value)
    case .real(let value): String(value)
    }
  }
}
