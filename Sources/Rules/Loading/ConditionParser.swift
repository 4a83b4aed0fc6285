import CaseStore
import YAMLDocument

/// What is wrong with a condition.
struct ConditionFault: Error {
  let message: String
  /// UTF-8 bytes before the fault.
  let offset: Int
  var help: String?
}

/// Parses `a and not (b or 1 of c_*)`. `not` binds tighter than `and`, `and` tighter than `or`.
struct ConditionParser {
  private static let maximumDepth = 50

  private let words: [(text: String, offset: Int)]
  private let end: Int
  private let selections: [(name: String, filter: RowFilter)]
  private var position = 0
  private var depth = 0
  /// The selections that the condition names.
  private(set) var used: Set<String> = []

  init(_ text: String, selections: [(name: String, filter: RowFilter)]) {
    words = Self.words(text)
    end = text.utf8.count
    self.selections = selections
  }

  mutating func parse() throws(ConditionFault) -> RowFilter {
    let filter = try or()
    guard let rest = current else { return filter }
    throw ConditionFault(
      message: "condition: unexpected '\(rest)'", offset: offset,
      help: "join selections with and, or, not, 1 of, all of")
  }

  private var current: String? { position < words.count ? words[position].text : nil }
  private var offset: Int { position < words.count ? words[position].offset : end }

  private mutating func take(_ word: String) -> Bool {
    guard current == word else { return false }
    position += 1
    return true
  }

  private mutating func or() throws(ConditionFault) -> RowFilter {
    var parts = [try and()]
    while take("or") { parts.append(try and()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func and() throws(ConditionFault) -> RowFilter {
    var parts = [try unary()]
    while take("and") { parts.append(try unary()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func unary() throws(ConditionFault) -> RowFilter {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw ConditionFault(message: "condition: nested deeper than \(Self.maximumDepth) levels", offset: offset)
    }
    if take("not") { return .not(try unary()) }
    if take("(") {
      let filter = try or()
      guard take(")") else { throw ConditionFault(message: "condition: ')' is missing", offset: offset) }
      return filter
    }
    return try operand()
  }

  private mutating func operand() throws(ConditionFault) -> RowFilter {
    guard let word = current, !["and", "or", ")", "of"].contains(word) else {
      let found = current.map { "found '\($0)'" } ?? "found the end"
      throw ConditionFault(message: "condition: a selection is missing, \(found)", offset: offset)
    }
    if position + 1 < words.count, words[position + 1].text == "of" { return try quantified(word) }
    let place = offset
    position += 1
    guard let selection = selections.first(where: { $0.name == word }) else { throw missing(word, at: place) }
    used.insert(word)
    return selection.filter
  }

  private mutating func quantified(_ quantity: String) throws(ConditionFault) -> RowFilter {
    guard ["1", "any", "all"].contains(quantity) else {
      throw ConditionFault(
        message: "condition: '\(quantity) of' is not known", offset: offset, help: "write 1 of, any of or all of")
    }
    position += 2
    let place = offset
    guard let pattern = current else {
      throw ConditionFault(message: "condition: '\(quantity) of' names nothing", offset: offset)
    }
    position += 1
    let chosen = selections.filter { Self.matches(pattern, $0.name) }
    guard !chosen.isEmpty else { throw missing(pattern, at: place) }
    used.formUnion(chosen.map(\.name))
    return quantity == "all" ? .all(chosen.map(\.filter)) : .any(chosen.map(\.filter))
  }

  /// `them` is every selection that does not start with `_`.
  private static func matches(_ pattern: String, _ name: String) -> Bool {
    pattern == "them" ? !name.hasPrefix("_") : TextPattern(pattern, isCased: true).matches(name)
  }

  private func missing(_ name: String, at offset: Int) -> ConditionFault {
    let names = selections.map(\.name)
    let help =
      NearestName.suggest(name, among: names).map { "did you mean '\($0)'?" }
      ?? (names.isEmpty ? "the detection has no selection" : "selections: \(names.joined(separator: ", "))")
    let message = name.contains("*") ? "condition: no selection fits '\(name)'" : "condition: no selection '\(name)'"
    return ConditionFault(message: message, offset: offset, help: help)
  }

  private static func words(_ text: String) -> [(text: String, offset: Int)] {
    var words: [(text: String, offset: Int)] = []
    var start: Int?
    let bytes = Array(text.utf8)
    func close(_ end: Int) {
      if let begin = start { words.append((String(decoding: bytes[begin..<end], as: UTF8.self), begin)) }
      start = nil
    }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"): close(index)
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        close(index)
        words.append((String(decoding: [byte], as: UTF8.self), index))
      default: start = start ?? index
      }
    }
    close(bytes.count)
    return words
  }
}
