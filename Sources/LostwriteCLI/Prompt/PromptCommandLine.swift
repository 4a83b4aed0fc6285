import CaseStore
import Reporting
import SavedQueries
import Spelling

/// A line of the prompt that begins with a dot.
enum PromptCommandLine: Equatable {
  case help, quit
  case show(String)
  case format(RowFormat)
  case query(String)
  case fault(String)

  static let summary = """
    SELECT ...;        a query; it may have several lines
    .tables            the views and what they hold
    .schema [VIEW]     the columns of one or all, with their meaning
    .queries           the saved queries that need no parameter
    .run NAME          run one of them
    .format FORMAT     \(RowFormat.allCases.map(\.rawValue).joined(separator: ", "))
    .quit              leave, as Ctrl-D does

    """

  private static let names = [".help", ".tables", ".schema", ".queries", ".run", ".format", ".quit", ".exit"]

  init(_ words: [String]) {
    switch (words.first ?? "", words.dropFirst().first) {
    case (".help", nil): self = .help
    case (".quit", nil), (".exit", nil): self = .quit
    case (".tables", nil): self = .show(Self.tables)
    case (".schema", let name): self = Self.schema(name)
    case (".queries", nil): self = .show(Self.rows(Self.ready.map { ($0.name, $0.title) }))
    case (".run", let name?): self = Self.saved(name)
    case (".format", let name?): self = Self.format(name)
    case (".run", nil): self = .fault(".run needs a name of .queries")
    case (".format", nil): self = .fault(".format needs one of: \(Self.formats)")
    case (let word, _) where Self.names.contains(word): self = .fault("\(word) takes nothing more")
    case (let word, _):
      let nearest = EditDistance.nearest(to: word, among: Self.names).map { "did you mean '\($0)'?" }
      self = .fault("no command '\(word)'; \(nearest ?? ".help lists them")")
    }
  }

  private static var formats: String { RowFormat.allCases.map(\.rawValue).joined(separator: ", ") }
  private static var ready: [SavedQuery] {
    SavedQuery.all.filter { $0.parameters.allSatisfy { $0.preset == "" } }
  }

  private static func format(_ name: String) -> PromptCommandLine {
    RowFormat(rawValue: name).map(PromptCommandLine.format) ?? .fault("no format '\(name)'; one of: \(formats)")
  }

  private static func schema(_ name: String?) -> PromptCommandLine {
    guard let name else { return .show(SchemaFormat.text.describe(SchemaCatalog.all, isWhole: true)) }
    let relation = SchemaCatalog.relation(name.trimming(";"))
    return relation.map { .show(SchemaFormat.text.describe([$0], isWhole: false)) }
      ?? .fault("no view '\(name)'; .tables lists them")
  }

  private static func saved(_ name: String) -> PromptCommandLine {
    guard let query = ready.first(where: { $0.name == name }) else {
      return .fault("no saved query '\(name)' without parameters; .queries lists them")
    }
    return .query(query.sql)
  }

  private static var tables: String {
    rows(SchemaCatalog.all.map { ($0.name, $0.summary.replacing("`", with: "")) })
  }

  private static func rows(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 + "\n" }.joined()
  }
}

extension String {
  fileprivate func trimming(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}
