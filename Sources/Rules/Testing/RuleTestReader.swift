import CaseStore
import Model
import YAMLDocument

/// Reads the `tests` of a rule file.
struct RuleTestReader {
  private let view: RowView
  private let rule: String
  private var faults: [YAMLFault] = []

  private init(view: RowView, rule: String) {
    self.view = view
    self.rule = rule
  }

  static func read(_ reader: inout YAMLMapReader, view: RowView) -> [RuleTest] {
    var inner = RuleTestReader(view: view, rule: reader.node("id")?.string ?? "")
    let tests = (reader.items("tests") ?? []).compactMap { inner.test($0) }
    reader.faults += inner.faults
    return tests
  }

  private mutating func test(_ node: YAMLNode) -> RuleTest? {
    var reader = YAMLMapReader(node, allowed: ["name", "rows", "logs", "expect"])
    let name = reader.requiredString("name")
    let input = input(node, &reader, name: name ?? "")
    let isComplete = reader.required("expect") != nil
    let expected = (reader.items("expect") ?? []).compactMap { expectation($0) }
    faults += reader.faults
    guard let name, let input, isComplete else { return nil }
    return RuleTest(name: name, line: node.line, input: input, expected: expected)
  }

  private mutating func input(_ node: YAMLNode, _ reader: inout YAMLMapReader, name: String) -> RuleTest.Input? {
    guard (reader.node("rows") == nil) != (reader.node("logs") == nil) else {
      faults.append(YAMLFault("a test needs either 'rows' or 'logs'", at: node))
      return nil
    }
    if let rows = reader.items("rows") { return .rows(rows.compactMap { row($0) }) }
    guard let pairs = reader.pairs("logs") else { return nil }
    var files: [RuleTestLogs.File] = []
    for (file, value) in pairs {
      if let text = value.string {
        files.append(.init(name: file, text: text))
      } else {
        faults.append(YAMLFault("log '\(file)' must be text, found \(value.kindName)", at: value))
      }
    }
    return .logs(RuleTestLogs(test: "\(rule): \(name)", files: files.sorted { $0.name < $1.name }))
  }

  private mutating func row(_ node: YAMLNode) -> RuleTest.Row? {
    guard case .mapping(let pairs) = node.value else {
      faults.append(YAMLFault("a row must map fields to values, found \(node.kindName)", at: node))
      return nil
    }
    var values: [String: StoredValue] = [:]
    var entities: [Finding.Entity] = []
    for (key, value) in pairs {
      let name = key.string ?? ""
      if name == "entities" {
        entities = self.entities(value)
      } else if let column = view.column(name) {
        values[name] = self.value(value, column)
      } else {
        faults.append(.unknownField(name, view, at: key))
      }
    }
    return RuleTest.Row(row: SelectedRow(values), entities: entities)
  }

  private mutating func value(_ node: YAMLNode, _ column: RowColumn) -> StoredValue? {
    if node.isNull { return .null }
    switch column.kind {
    case .integer:
      if let number = node.integer { return .integer(Int64(number)) }
    case .real:
      if let number = node.number { return .real(number) }
    case .text, .time:
      if let text = node.string { return .text(text) }
    case .word(let words):
      if let text = node.string, words.contains(text) { return .text(text) }
    }
    faults.append(YAMLFault("field '\(column.name)' cannot hold '\(node.string ?? node.kindName)'", at: node))
    return nil
  }

  /// `type:id` each.
  private mutating func entities(_ node: YAMLNode) -> [Finding.Entity] {
    (node.items ?? [node]).compactMap { item in
      let parts = (item.string ?? "").split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2, let type = EntityType(rawValue: parts[0]) { return Finding.Entity(type: type, id: parts[1]) }
      let types = EntityType.allCases.map(\.rawValue).joined(separator: ", ")
      faults.append(
        YAMLFault(
          "'\(item.string ?? item.kindName)' is no entity", at: item, help: "write type:id, type one of \(types)"))
      return nil
    }
  }

  private mutating func expectation(_ node: YAMLNode) -> RuleExpectation? {
    var reader = YAMLMapReader(node, allowed: ["severity", "strength", "count", "title", "entities"])
    let severity = reader.oneOf("severity", Severity.allCases.map(\.rawValue)).flatMap(Severity.init(rawValue:))
    let strength = reader.oneOf("strength", Strength.allCases.map(\.rawValue)).flatMap(Strength.init(rawValue:))
    let entities = reader.node("entities").map { self.entities($0) } ?? []
    let expectation = RuleExpectation(
      severity: severity, strength: strength, count: reader.integer("count"), title: reader.string("title"),
      entities: entities)
    faults += reader.faults
    return expectation
  }
}
