import JSONTape
import Model

/// The columns of an exported database table, as its first bytes tell them.
struct TableHeader: Sendable, Equatable {
  enum Syntax: Sendable, Equatable {
    /// The first line names the columns.
    case csv
    /// Objects in an array or one after the other; each names its columns.
    case json
  }
  let syntax: Syntax
  /// Names of the columns as the table spells them.
  let columns: [String]
  /// Whether its rows say which writes were processed.
  let hasWrites: Bool

  /// Columns of Zero's bookkeeping tables, as in `zero_0.clients` and `zero_0.mutations`.
  private static let bookkeeping: [Set<String>] = [
    ["clientGroupID", "clientID", "lastMutationID"], ["clientGroupID", "clientID", "mutationID", "result"],
  ]
  /// Columns that only exported logs have.
  private static let logs: Set<String> = [
    "message", "@message", "log", "_raw", "msg", "line", "level", "severity", "time", "timestamp", "@timestamp",
  ]
  private static let headLimit = 1 << 16

  /// Looks at the first bytes of a source; nil when it does not begin like a table.
  init?(path: String, head: UnsafeRawBufferPointer) {
    let head = UnsafeRawBufferPointer(rebasing: head.prefix(Self.headLimit))
    let first = head.first { !$0.isBlank && $0 != ASCII.openBracket }
    syntax = first == ASCII.openBrace ? .json : .csv
    columns = syntax == .json ? Self.keys(ofFirstObject: head) : Self.names(ofFirstLine: head)
    let names = Set(columns)
    hasWrites = Self.bookkeeping.contains { names.isSuperset(of: $0) } && names.isDisjoint(with: Self.logs)
    let isNamedTable = syntax == .csv && (path.hasSuffix(".csv") || path.contains(".csv."))
    guard hasWrites || (isNamedTable && names.count > 1 && names.isDisjoint(with: Self.logs)) else { return nil }
  }

  /// The names in a CSV header; none where the line is something else.
  private static func names(ofFirstLine head: UnsafeRawBufferPointer) -> [String] {
    var line = head.prefix(4096).prefix { $0 != ASCII.newline && $0 != ASCII.carriageReturn }
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    let names = line.split(separator: ASCII.comma, omittingEmptySubsequences: false).map {
      String(decoding: $0.filter { $0 != ASCII.quote }, as: UTF8.self)
    }
    return names.allSatisfy(isIdentifier) ? names : []
  }

  private static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, !first.isDigit, name.utf8.count <= 64 else { return false }
    return name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
  }

  private static func keys(ofFirstObject head: UnsafeRawBufferPointer) -> [String] {
    var scan = ObjectScan()
    var object: UnsafeRawBufferPointer?
    for index in head.indices where object == nil {
      if scan.ends(with: head[index]), let start = head.firstIndex(of: ASCII.openBrace) {
        object = head.slice(start, index + 1)
      }
    }
    guard let object else { return [] }
    let parser = JSONParser()
    // The fields live in the parser.
    return withExtendedLifetime(parser) {
      guard let fields = parser.parseCopying(object) else { return [] }
      var names: [String] = []
      fields.forEachChild {
        names.append(String(decoding: fields[$0].keyBytes, as: UTF8.self))
        return true
      }
      return names
    }
  }
}

/// Finds the ends of JSON objects, byte by byte.
struct ObjectScan: Sendable {
  private var depth = 0
  private var isInText = false
  private var isEscaped = false

  /// Whether an object is open.
  var isInside: Bool { depth > 0 }

  /// Takes the next byte; whether an outermost object ends with it.
  mutating func ends(with byte: UInt8) -> Bool {
    if isInText {
      if isEscaped {
        isEscaped = false
      } else if byte == ASCII.backslash {
        isEscaped = true
      } else if byte == ASCII.quote {
        isInText = false
      }
      return false
    }
    switch byte {
    case ASCII.quote: isInText = depth > 0
    case ASCII.openBrace: depth += 1
    case ASCII.closeBrace where depth > 0:
      depth -= 1
      return depth == 0
    default: break
    }
    return false
  }
}
