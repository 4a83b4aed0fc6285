import CaseStore
import Model
import Patterns
import YAMLDocument

/// One item of a selection: `field|modifier: value`.
struct FieldTest {
  enum Modifier: String, CaseIterable {
    case contains, startswith, endswith, re, lt, lte, gt, gte, exists, all, cased
  }

  private let key: YAMLNode
  private let column: RowColumn
  private let modifiers: [Modifier]
  private let view: RowView

  init(_ key: YAMLNode, view: RowView) throws(YAMLFault) {
    self.key = key
    self.view = view
    let parts = (key.string ?? "").split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.first, let column = view.column(name) else {
      throw .unknownField(parts.first ?? "", view, at: key)
    }
    self.column = column
    var modifiers: [Modifier] = []
    var offset = name.utf8.count + 1
    for part in parts.dropFirst() {
      guard let modifier = Modifier(rawValue: part) else {
        throw Self.unknownModifier(part, key, offset)
      }
      modifiers.append(modifier)
      offset += part.utf8.count + 1
    }
    self.modifiers = modifiers
    try checkModifiers()
  }

  /// The filter for a value, or for a list of values: any of them, with `all` every one.
  func filter(_ value: YAMLNode) throws(YAMLFault) -> RowFilter {
    guard let items = value.items else {
      if modifiers.contains(.all) {
        throw YAMLFault("modifier 'all' needs a list of values", at: value, help: "write a list or leave 'all' out")
      }
      return try single(value)
    }
    guard !items.isEmpty else { throw YAMLFault("'\(key.string ?? "")' has an empty list of values", at: value) }
    var parts: [RowFilter] = []
    for item in items {
      if item.isNull {
        throw YAMLFault("null inside a list of values", at: item, help: "make it a selection of its own")
      }
      parts.append(try single(item))
    }
    return modifiers.contains(.all) ? .all(parts) : .any(parts)
  }

  private func single(_ value: YAMLNode) throws(YAMLFault) -> RowFilter {
    guard let text = value.string else {
      throw YAMLFault("the value of '\(column.name)' must be text or a number, found \(value.kindName)", at: value)
    }
    if modifiers.contains(.exists) { return try exists(value) }
    if value.isNull { return .test(column: column.name, .isNull) }
    if let order = modifiers.compactMap(\.order).first { return .test(column: column.name, try ordered(order, value)) }
    if modifiers.contains(.re) { return .test(column: column.name, try pattern(text, value)) }
    return .test(column: column.name, try equal(text, value))
  }

  private func exists(_ value: YAMLNode) throws(YAMLFault) -> RowFilter {
    guard let wanted = value.boolean else { throw YAMLFault("modifier 'exists' needs true or false", at: value) }
    let isMissing = RowFilter.test(column: column.name, .isNull)
    return wanted ? .not(isMissing) : isMissing
  }

  private func ordered(_ order: RowTest.Order, _ value: YAMLNode) throws(YAMLFault) -> RowTest {
    if column.kind == .time, let text = value.string { return .orderedText(order, text) }
    guard let number = value.number else {
      throw YAMLFault("'\(key.string ?? "")' needs a number, found '\(value.string ?? "")'", at: value)
    }
    return .ordered(order, number)
  }

  private func pattern(_ text: String, _ node: YAMLNode) throws(YAMLFault) -> RowTest {
    do throws(PatternFault) {
      let pattern = try Pattern(text)
      return .matcher { pattern.matches($0) }
    } catch {
      throw YAMLFault("pattern does not compile: \(error.message)", at: node, textOffset: error.offset)
    }
  }

  private func equal(_ text: String, _ value: YAMLNode) throws(YAMLFault) -> RowTest {
    if column.kind.isNumber {
      if let number = value.number { return .number(number) }
      if let truth = value.boolean { return .number(truth ? 1 : 0) }
      throw YAMLFault(
        "field '\(column.name)' is a number, '\(text)' is not", at: value, help: "write digits without quotes")
    }
    let isStart = modifiers.contains(.startswith)
    let isEnd = modifiers.contains(.endswith)
    let isPart = modifiers.contains(.contains)
    let pattern = TextPattern(text, isCased: modifiers.contains(.cased))
    if case .word(let words) = column.kind, !isStart, !isEnd, !isPart, let word = pattern.literal {
      try check(word, among: words, value)
      return .word(word)
    }
    return .text(pattern.open(before: isEnd || isPart, after: isStart || isPart))
  }

  private func check(_ word: String, among words: [String], _ value: YAMLNode) throws(YAMLFault) {
    guard !words.contains(word) else { return }
    throw YAMLFault(
      "'\(column.name)' is never '\(word)'", at: value, reason: "its words are: \(words.joined(separator: ", "))",
      help: NearestName.suggest(word, among: words).map { "did you mean '\($0)'?" })
  }
}

extension FieldTest {
  private static func unknownModifier(_ name: String, _ key: YAMLNode, _ offset: Int) -> YAMLFault {
    let names = Modifier.allCases.map(\.rawValue)
    let help =
      NearestName.suggest(name, among: names).map { "did you mean '\($0)'?" }
      ?? "modifiers: \(names.joined(separator: ", "))"
    return YAMLFault("unknown modifier '\(name)'", at: key, textOffset: offset, help: help)
  }

  /// Modifiers that contradict each other or do not fit the column.
  private func checkModifiers() throws(YAMLFault) {
    let shapes = modifiers.filter { $0 != .all && $0 != .cased }
    guard shapes.count < 2 else {
      throw YAMLFault(
        "modifiers '\(shapes[0])' and '\(shapes[1])' exclude each other", at: key, help: "keep one of them")
    }
    guard let shape = shapes.first else { return }
    let isOrder = shape.order != nil
    if isOrder, !column.kind.isNumber, column.kind != .time {
      throw YAMLFault("field '\(column.name)' is text, modifier '\(shape)' compares numbers", at: key)
    }
    if !isOrder, shape != .exists, column.kind.isNumber {
      throw YAMLFault("field '\(column.name)' is a number, modifier '\(shape)' compares text", at: key)
    }
  }
}

extension FieldTest.Modifier {
  fileprivate var order: RowTest.Order? {
    switch self {
    case .lt: .lt
    case .lte: .lte
    case .gt: .gt
    case .gte: .gte
    default: nil
    }
  }
}
