import CaseStore
import YAMLDocument

/// A text with placeholders (docs/rules.md): `{column}`, `{count}`, `{count:write|writes}`, `{sum:writes}` ...
///
/// `[[ ... ]]` around a part leaves it out when a placeholder in it has no value.
struct Template: Sendable {
  enum Function: String, CaseIterable, Sendable { case min, max, sum }
  /// What a placeholder is about.
  enum Source: Sendable, Hashable {
    case column(String)
    /// Occurrences.
    case count
    /// Write keys, abbreviated.
    case writes
    /// Whom the finding is about.
    case who
  }
  struct Placeholder: Sendable, Hashable {
    var source: Source
    var function: Function?
    /// Words for one and for many.
    var forms: [String] = []
    /// Whether only the word is shown, without its number.
    var isWordOnly = false
  }
  indirect enum Part: Sendable {
    case text(String)
    case placeholder(Placeholder)
    case optional([Part])
  }

  let parts: [Part]

  static let who = Template(parts: [.placeholder(Placeholder(source: .who))])

  private init(parts: [Part]) { self.parts = parts }

  init(_ node: YAMLNode, view: RowView) throws(YAMLFault) {
    var parser = TemplateParser(node, view: view)
    parts = try parser.parse()
  }

  /// The columns that it shows.
  var columns: [String] { parts.flatMap(\.columns) }
}

extension Template.Part {
  fileprivate var columns: [String] {
    switch self {
    case .text: []
    case .placeholder(let placeholder):
      if case .column(let name) = placeholder.source { [name] } else { [] }
    case .optional(let parts): parts.flatMap(\.columns)
    }
  }
}

/// Parses a template. Lives within `Template.init`.
private struct TemplateParser {
  let node: YAMLNode
  let view: RowView
  let characters: [Character]
  var position = 0

  init(_ node: YAMLNode, view: RowView) {
    self.node = node
    self.view = view
    characters = Array((node.string ?? "").trimmingSpaces)
  }

  mutating func parse() throws(YAMLFault) -> [Template.Part] { try parts(isOptional: false) }

  private mutating func parts(isOptional: Bool) throws(YAMLFault) -> [Template.Part] {
    var parts: [Template.Part] = []
    var text = ""
    func flush() { if !text.isEmpty { parts.append(.text(text)) } }
    while position < characters.count {
      if isOptional, isPair("]") {
        position += 2
        flush()
        return parts
      }
      if isPair("[") || characters[position] == "{" {
        flush()
        text = ""
        parts.append(try special(isOptional: isOptional))
      } else {
        text.append(characters[position])
        position += 1
      }
    }
    if isOptional { throw fault("'[[' without ']]'", at: characters.count) }
    flush()
    return parts
  }

  private mutating func special(isOptional: Bool) throws(YAMLFault) -> Template.Part {
    guard isPair("[") else { return .placeholder(try placeholder()) }
    guard !isOptional else { throw fault("'[[' inside '[[ ]]'", at: position) }
    position += 2
    return .optional(try parts(isOptional: true))
  }

  private mutating func placeholder() throws(YAMLFault) -> Template.Placeholder {
    let start = position
    guard let end = characters[start...].firstIndex(of: "}") else { throw fault("'{' without '}'", at: start) }
    position = end + 1
    let body = String(characters[(start + 1)..<end])
    var pieces = body.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var forms: [String] = []
    if let last = pieces.last, last.contains("|") {
      forms = last.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      pieces.removeLast()
    }
    guard forms.isEmpty || forms.count == 2 else {
      throw fault("'{\(body)}' needs two forms, for one and for many", at: start)
    }
    let isWordOnly = pieces.count > 1 && pieces.first == "word"
    if isWordOnly { pieces.removeFirst() }
    if isWordOnly, forms.isEmpty { throw fault("'{\(body)}' needs two forms, for one and for many", at: start) }
    var function: Template.Function?
    if pieces.count == 2 {
      function = Template.Function(rawValue: pieces[0])
      if function == nil {
        throw unknown(body, pieces[0], among: Template.Function.allCases.map(\.rawValue) + ["word"], at: start)
      }
    }
    guard let name = pieces.last, (1...2).contains(pieces.count) else {
      throw fault("cannot read '{\(body)}'", at: start)
    }
    let source = try source(name, isPlain: function == nil && forms.isEmpty, body: body, at: start)
    return Template.Placeholder(source: source, function: function, forms: forms, isWordOnly: isWordOnly)
  }

  private func source(_ name: String, isPlain: Bool, body: String, at start: Int) throws(YAMLFault) -> Template.Source {
    switch name {
    case "count": return .count
    case "who": return .who
    case "writes" where isPlain: return .writes
    default:
      guard view.column(name) == nil else { return .column(name) }
      throw unknown(body, name, among: ["count", "writes", "who"] + view.columns.map(\.name), at: start)
    }
  }

  private func isPair(_ character: Character) -> Bool {
    position + 1 < characters.count && characters[position] == character && characters[position + 1] == character
  }

  private func unknown(_ body: String, _ name: String, among names: [String], at start: Int) -> YAMLFault {
    let help =
      NearestName.suggest(name, among: names).map { "did you mean '\($0)'?" }
      ?? "known are: \(names.joined(separator: ", "))"
    return fault("unknown placeholder '{\(body)}'", at: start, help: help)
  }

  private func fault(_ message: String, at position: Int, help: String? = nil) -> YAMLFault {
    let offset = String(characters.prefix(position)).utf8.count
    return YAMLFault(message, at: node, textOffset: offset, help: help)
  }
}

extension String {
  /// Without the line break that a YAML block ends with.
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
