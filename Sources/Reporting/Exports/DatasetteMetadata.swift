public import CaseStore

/// metadata.json of Datasette: what the case is, its views, the meaning of their columns, and queries to start from.
public enum DatasetteMetadata {
  /// A query that Datasette shall offer.
  public struct Query: Sendable {
    public var name: String
    public var title: String
    public var about: String
    public var parameters: [String]
    public var sql: String

    public init(name: String, title: String, about: String, parameters: [String], sql: String) {
      self.name = name
      self.title = title
      self.about = about
      self.parameters = parameters
      self.sql = sql
    }
  }

  /// - Parameters:
  ///   - database: The name of the database file without its ending.
  ///   - title: Of the page.
  ///   - relations: What the case has of `SchemaCatalog`.
  ///   - internalTables: Tables that are no part of the contract; they are hidden.
  ///   - queries: In the order of the page.
  /// - Returns: JSON with a line end.
  public static func text(
    database: String, title: String, relations: [SchemaRelation], internalTables: [String], queries: [Query]
  ) -> String {
    let tables = relations.map { ($0.name, JSONObject.text(relation($0), depth: 4)) }
    let hidden = internalTables.map { ($0, JSONObject.text([("hidden", "true")], depth: 4)) }
    let content: [(String, String)] = [
      ("description", quoted("A case of lostwrite. \(notes)")),
      ("tables", JSONObject.text(tables + hidden, depth: 3)),
      ("queries", JSONObject.text(queries.map { ($0.name, JSONObject.text(query($0), depth: 4)) }, depth: 3)),
    ]
    let databases = [(database, JSONObject.text(content, depth: 2))]
    let root: [(String, String)] = [
      ("title", quoted(title)),
      (
        "description",
        quoted("Which writes were silently lost, which tokens were stale, and what the logs cannot tell.")
      ),
      ("databases", JSONObject.text(databases, depth: 1)),
    ]
    return JSONObject.text(root, depth: 0) + "\n"
  }

  private static var notes: String { SchemaText.notes.map(SchemaText.plain).joined(separator: " ") }

  private static func relation(_ relation: SchemaRelation) -> [(String, String)] {
    let columns = relation.columns.map { ($0.name, quoted(description($0))) }
    let units = relation.columns.compactMap { column in unit(column).map { (column.name, quoted($0)) } }
    return [
      ("title", quoted(title(relation.name))), ("description", quoted(SchemaText.plain(relation.summary))),
      ("columns", JSONObject.text(columns, depth: 5)),
    ] + (units.isEmpty ? [] : [("units", JSONObject.text(units, depth: 5))])
  }

  private static func query(_ query: Query) -> [(String, String)] {
    var fields = [("title", quoted(query.title))]
    if !query.about.isEmpty { fields.append(("description", quoted(query.about))) }
    if !query.parameters.isEmpty {
      fields.append(("params", "[" + query.parameters.map(quoted).joined(separator: ", ") + "]"))
    }
    return fields + [("sql", quoted(query.sql))]
  }

  /// With the unit in words: pages of newer versions show no units.
  private static func description(_ column: SchemaColumn) -> String {
    let text = SchemaText.plain(SchemaText.meaning(column))
    return column.unit.map { "\(text) In \(name($0))." } ?? text
  }

  private static func name(_ unit: SchemaColumn.Unit) -> String {
    switch unit {
    case .seconds: "seconds"
    case .milliseconds: "milliseconds"
    case .bytes: "bytes"
    }
  }

  /// As Datasette's library of units spells it. Byte counts stay whole numbers: they are places in files.
  private static func unit(_ column: SchemaColumn) -> String? { column.unit == .bytes ? nil : column.unit?.rawValue }

  /// `push_attempts` to `Push attempts`.
  private static func title(_ name: String) -> String {
    let words = name.replacing("_", with: " ").replacing("api ", with: "API ").replacing(
      "lmid ", with: "last mutation id ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}

/// JSON objects with a line for each member.
enum JSONObject {
  /// The members in their order, names with JSON texts; `depth` says how many objects are around it.
  static func text(_ members: [(String, String)], depth: Int) -> String {
    guard !members.isEmpty else { return "{}" }
    let inner = String(repeating: " ", count: 2 * depth + 2)
    let lines = members.map { "\(inner)\(JSONText.quoted($0.0)): \($0.1)" }
    return "{\n" + lines.joined(separator: ",\n") + "\n" + String(repeating: " ", count: 2 * depth) + "}"
  }
}
