public import CaseStore

/// How views and their columns are described.
public enum SchemaFormat: String, CaseIterable, Sendable {
  case text, json, markdown

  /// Describes views and tables.
  ///
  /// - Parameters:
  ///   - relations: Some or all of `SchemaCatalog.all`.
  ///   - isWhole: Whether they are all; then what holds for all of them is said as well.
  /// - Returns: Text with a line end.
  public func describe(_ relations: [SchemaRelation], isWhole: Bool) -> String {
    switch self {
    case .text: SchemaText.describe(relations, isWhole: isWhole)
    case .json: SchemaJSON.describe(relations)
    case .markdown:
      isWhole ? SchemaMarkdown.document(relations) : relations.map(SchemaMarkdown.section).joined(separator: "\n")
    }
  }
}
