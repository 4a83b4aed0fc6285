/// The rows of a view that a filter matches, in a fixed order.
public struct RowSelection: Sendable {
  public let view: RowView
  /// The columns that the rows carry; sorted, no name twice.
  public let columns: [String]
  let filter: RowFilter

  /// - Parameters:
  ///   - view: where to look.
  ///   - columns: what the caller reads of a row; the filter's own columns are added.
  ///   - filter: tests columns of the view.
  public init(_ view: RowView, columns: [String], filter: RowFilter) {
    self.view = view
    self.columns = Set(columns + filter.columns).sorted()
    self.filter = filter
  }

  var query: SQLCondition {
    var condition = filter.superset
    if view == .mutations, filter.excludesDelivered { condition.sql += " AND verdict <> 'delivered'" }
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    condition.sql = "SELECT \(names) FROM \(view.rawValue) WHERE \(condition.sql) ORDER BY \(view.order)"
    return condition
  }
}

/// One row of a view.
public struct SelectedRow: Sendable, Hashable {
  let indexes: [String: Int]
  let values: [StoredValue]

  /// Makes a row out of named values, for example those of a rule's own test.
  public init(_ values: [String: StoredValue]) {
    let names = values.keys.sorted()
    indexes = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.values = names.map { values[$0] ?? .null }
  }

  init(indexes: [String: Int], values: [StoredValue]) {
    self.indexes = indexes
    self.values = values
  }

  /// The value of a column; NULL for one that was not selected.
  public subscript(column: String) -> StoredValue { indexes[column].map { values[$0] } ?? .null }
}

extension CaseFile {
  /// Runs a selection.
  public func rows(_ selection: RowSelection) throws(StoreError) -> [SelectedRow] {
    let query = selection.query
    let statement = try database.prepare(query.sql)
    statement.bind(query.parameters)
    let indexes = Dictionary(uniqueKeysWithValues: zip(selection.columns, selection.columns.indices))
    let range = 0..<Int32(selection.columns.count)
    var rows: [SelectedRow] = []
    while try statement.step() {
      let row = SelectedRow(indexes: indexes, values: range.map(statement.value))
      if selection.filter.matches({ row[$0] }) { rows.append(row) }
    }
    return rows
  }

  /// How SQLite would run a selection: one line per step of its plan.
  public func plan(of selection: RowSelection) throws(StoreError) -> [String] {
    let query = selection.query
    let statement = try database.prepare("EXPLAIN QUERY PLAN " + query.sql)
    statement.bind(query.parameters)
    var steps: [String] = []
    while try statement.step() { steps.append(statement.text(3) ?? "") }
    return steps
  }
}

extension Statement {
  func bind(_ values: [StoredValue]) {
    for (index, value) in zip(Int32(1)..., values) {
      switch value {
      case .null: bindNull(index)
      case .integer(let value): bind(index, value)
      case .real(let value): bind(index, value)
      case .text(let value): bind(index, value)
      }
    }
  }
}
