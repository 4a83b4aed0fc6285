import Spelling

/// The views, columns and functions that a query can use, for telling the nearest name.
struct SchemaNames {
  /// Public ones first, then those inside of the case.
  private let relations: [(name: String, columns: [String])]
  private let functions: [String]

  init(_ database: Database) throws(StoreError) {
    let rows = try database.prepare(
      """
      SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE s.type IN ('table', 'view')
      ORDER BY s.name, c.cid
      """)
    var hidden: [String: [String]] = [:]
    while try rows.step() { hidden[rows.text(0) ?? "", default: []].append(rows.text(1) ?? "") }
    let known = SchemaCatalog.all.compactMap { relation in
      hidden.removeValue(forKey: relation.name).map { (relation.name, $0) }
    }
    relations = known + hidden.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    functions = try database.prepare("SELECT DISTINCT name FROM pragma_function_list ORDER BY 1").list {
      $0.text(0) ?? ""
    }
  }

  /// What to write instead of the name that SQLite does not know.
  ///
  /// - Parameters:
  ///   - reason: What SQLite says.
  ///   - sql: The query; columns of the views that it names are the nearest.
  /// - Returns: Nil where the reason is another one.
  func help(for reason: String, in sql: String) -> String? {
    if let name = Self.name(in: reason, after: "no such table: ") {
      return EditDistance.nearest(to: name, among: relations.map(\.name)).map { "did you mean '\($0)'?" }
        ?? "the views are: \(SchemaCatalog.relations.map(\.name).joined(separator: ", "))"
    }
    if let name = Self.name(in: reason, after: "no such function: ") {
      return EditDistance.nearest(to: name, among: QueryFunctions.names + functions).map { "did you mean '\($0)'?" }
        ?? "lostwrite adds \(QueryFunctions.names.joined(separator: ", ")) to those of SQLite"
    }
    return Self.name(in: reason, after: "no such column: ").map { column($0, in: sql) }
  }

  private func column(_ name: String, in sql: String) -> String {
    let words = Set(sql.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map { $0.lowercased() })
    let named = relations.filter { words.contains($0.name) }
    if let nearest = EditDistance.nearest(to: name, among: named.flatMap(\.columns)) {
      return "did you mean '\(nearest)'?"
    }
    let owners = relations.filter { $0.columns.contains(name.lowercased()) }.map(\.name)
    if !owners.isEmpty { return "'\(name)' is a column of \(owners.prefix(4).joined(separator: ", "))" }
    if let nearest = EditDistance.nearest(to: name, among: relations.flatMap(\.columns)) {
      let owner = relations.first { $0.columns.contains(nearest) }?.name ?? ""
      return "did you mean '\(nearest)' of \(owner)?"
    }
    guard let view = named.first else { return "'lostwrite schema' lists the columns of every view" }
    return "the columns of \(view.name) are: \(view.columns.joined(separator: ", "))"
  }

  /// The last part of a name: `verdit` of `m.verdit`.
  private static func name(in reason: String, after prefix: String) -> String? {
    guard reason.hasPrefix(prefix) else { return nil }
    let word = reason.dropFirst(prefix.count).prefix { $0 != " " }
    return word.split(separator: ".").last.map(String.init)
  }
}
