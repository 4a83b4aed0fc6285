/// A query that comes with lostwrite, with what its header says:
///
///     -- title: Writes of one client
///     -- about: Every write of a client, in its own order.
///     -- parameter: client text required: Id of the client.
///     -- parameter: rows integer 100: How many rows at most.
///     -- example: lostwrite query lostwrite.case.db client-writes -p client=c1
public struct SavedQuery: Sendable, Equatable {
  public struct Parameter: Sendable, Equatable {
    public enum Kind: String, Sendable {
      case text, integer, real
    }
    public var name: String
    public var kind: Kind
    /// As written on a command line; nil where a value must be given.
    public var preset: String?
    public var meaning: String
  }

  /// Lower-case words joined by `-`: the name of its file.
  public var name: String
  public var title: String
  /// Sentences; empty for none.
  public var about = ""
  public var parameters: [Parameter] = []
  /// Command lines.
  public var examples: [String] = []
  /// With its header.
  public var sql: String

  /// Those of the binary, by name.
  public static let all: [SavedQuery] = EmbeddedQueries.files.compactMap { file in
    try? SavedQuery(name: file.name, text: file.text)
  }

  /// The query of that name.
  public static func named(_ name: String) -> SavedQuery? { all.first { $0.name == name } }

  /// The functions that lostwrite adds to SQL, in its text.
  public func uses(_ functions: [String]) -> Bool {
    functions.contains { sql.contains("\($0)(") }
  }

  /// Whether a text can only be meant as the name of a saved query, and not as SQL.
  public static func isName(_ text: String) -> Bool {
    text.wholeMatch(of: /[a-z][a-z0-9]*(?:-[a-z0-9]+)*/) != nil
  }
}

/// What is wrong with a file of a query.
public struct SavedQueryFault: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
}

extension SavedQuery {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - name: Of the file, without `.sql`.
  ///   - text: Header and SQL.
  /// - Throws: `SavedQueryFault` with the line.
  public init(name: String, text: String) throws(SavedQueryFault) {
    self.init(name: name, title: "", sql: text)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard line.hasPrefix("--") else { break }
      func fault(_ message: String) -> SavedQueryFault {
        SavedQueryFault(description: "queries/\(name).sql:\(index + 1): \(message)")
      }
      guard let match = line.wholeMatch(of: /-- ([a-z]+): (.+)/) else { throw fault("not '-- key: text'") }
      let value = String(match.output.2)
      switch match.output.1 {
      case "title": title = value
      case "about": about += about.isEmpty ? value : " " + value
      case "example": examples.append(value)
      case "parameter":
        guard let parameter = Parameter(value) else {
          throw fault("not '-- parameter: NAME text|integer|real VALUE|required: MEANING'")
        }
        parameters.append(parameter)
      default: throw fault("unknown key '\(match.output.1)'; known are title, about, parameter, example")
      }
    }
    guard !title.isEmpty, !examples.isEmpty else {
      throw SavedQueryFault(description: "queries/\(name).sql: title or example is missing")
    }
  }
}

extension SavedQuery.Parameter {
  /// Reads `client text '': Only this client.`
  fileprivate init?(_ text: String) {
    guard let match = text.wholeMatch(of: /([a-z_]+) ([a-z]+) ('[^']*'|[^ ':]+): (.+)/),
      let kind = Kind(rawValue: String(match.output.2))
    else { return nil }
    let preset = match.output.3
    self.init(
      name: String(match.output.1), kind: kind,
      preset: preset == "required"
        ? nil : preset.hasPrefix("'") ? String(preset.dropFirst().dropLast()) : String(preset),
      meaning: String(match.output.4))
  }
}
