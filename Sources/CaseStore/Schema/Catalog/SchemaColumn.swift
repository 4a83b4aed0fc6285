/// One column of a view or public table, with what it means.
public struct SchemaColumn: Sendable, Hashable {
  /// What a number counts.
  public enum Unit: String, Sendable {
    case seconds = "s"
    case milliseconds = "ms"
    case bytes = "bytes"
  }

  public let name: String
  public let kind: RowColumn.Kind
  public let unit: Unit?
  /// One sentence or two; code in backticks.
  public let meaning: String

  init(_ name: String, _ kind: RowColumn.Kind, _ meaning: String, unit: Unit? = nil) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.meaning = meaning
  }

  /// The type in one word: `text`, `time`, `integer` or `real`.
  public var type: String {
    switch kind {
    case .text, .word: "text"
    case .time: "time"
    case .integer: "integer"
    case .real: "real"
    }
  }

  /// The only values that it has; empty for any.
  public var words: [String] {
    if case .word(let words) = kind { return words }
    return []
  }
}

extension SchemaColumn {
  static func text(_ name: String, _ meaning: String) -> SchemaColumn { .init(name, .text, meaning) }
  static func time(_ name: String, _ meaning: String) -> SchemaColumn { .init(name, .time, meaning) }
  static func integer(_ name: String, _ meaning: String) -> SchemaColumn { .init(name, .integer, meaning) }
  static func bytes(_ name: String, _ meaning: String) -> SchemaColumn {
    .init(name, .integer, meaning, unit: .bytes)
  }
  static func seconds(_ name: String, _ meaning: String) -> SchemaColumn {
    .init(name, .real, meaning, unit: .seconds)
  }
  static func milliseconds(_ name: String, _ meaning: String) -> SchemaColumn {
    .init(name, .real, meaning, unit: .milliseconds)
  }
  static func word(_ name: String, _ words: [String], _ meaning: String) -> SchemaColumn {
    .init(name, .word(words), meaning)
  }

  // Columns that several views have.
  static let group = text("client_group_id", "The client group, as the logs spell it.")
  static let client = text("client_id", "The client, as the logs spell it.")
  static let user = text("user_id", "The user, where known.")
  static let token = text("token", "Fingerprint of the token.")
  static let record = integer("record", "The record that shows it; leads to `records`.")
  static let strength = word(
    "strength", ["proved", "suspected"], "Whether the logs prove it or only make it likely.")
}
