import CSQLite
import Spelling

/// The value of one named parameter of a query: `:client`, `@client` or `$client`.
public struct QueryParameter: Sendable, Equatable {
  /// Without the sign before it.
  public var name: String
  public var value: StoredValue

  public init(name: String, value: StoredValue) {
    self.name = name
    self.value = value
  }

  /// Reads `name=value` or `name:type=value` of a command line; nil for anything else.
  ///
  /// A number that SQLite would write in the same way is a number (`5`, `-0.5`), everything else is text (`007`, `1e3`).
  /// The types `text`, `integer`, `real` and `null` say it; NULL takes no value (`name:null=`).
  public init?(argument: String) {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    let text = String(argument[argument.index(after: sign)...])
    let left = argument[..<sign].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = left.first, Self.isName(name) else { return nil }
    guard let value = Self.value(text, type: left.count > 1 ? String(left[1]) : nil) else { return nil }
    self.init(name: String(name), value: value)
  }

  /// The text as a value of a type; nil where it is none.
  public static func value(_ text: String, type: String?) -> StoredValue? {
    switch type {
    case nil:
      if let number = Int64(text), String(number) == text { return .integer(number) }
      if let number = Double(text), String(number) == text { return .real(number) }
      return .text(text)
    case "text": return .text(text)
    case "integer": return Int64(text).map(StoredValue.integer)
    case "real": return Double(text).flatMap { $0.isFinite ? .real($0) : nil }
    case "null": return text.isEmpty ? .null : nil
    default: return nil
    }
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
  }
}

extension QueryParameter {
  /// Gives a prepared query its values.
  ///
  /// - Throws: `QueryFault` for a parameter without a value, and for a value without a parameter.
  static func bind(_ parameters: [QueryParameter], to statement: OpaquePointer, sql: String) throws(QueryFault) {
    let names = try (0..<sqlite3_bind_parameter_count(statement)).map { index throws(QueryFault) in
      let name = sqlite3_bind_parameter_name(statement, index + 1).map { String(cString: $0) }
      guard let name, !name.hasPrefix("?") else { throw QueryFault.namelessParameter(sql) }
      return name
    }
    let known = names.map { String($0.dropFirst()) }
    for parameter in parameters where !known.contains(parameter.name) {
      throw QueryFault.unknownParameter(parameter.name, known: known, sql: sql)
    }
    for (index, name) in names.enumerated() {
      guard let parameter = parameters.last(where: { $0.name == known[index] }) else {
        throw QueryFault.missingParameter(name, sql: sql)
      }
      parameter.bind(to: statement, at: Int32(index) + 1)
    }
  }

  private func bind(to statement: OpaquePointer, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .text(let text): sqlite3_bind_text(statement, index, text, -1, Statement.transient)
    }
  }
}
