import CaseStore
import Model
import YAMLDocument

/// Reads `detection`: named selections and the condition over them.
struct DetectionReader {
  let view: RowView
  private(set) var faults: [YAMLFault] = []
  /// In the order of the file.
  private var selections: [(name: String, node: YAMLNode, filter: RowFilter)] = []
  private var used: Set<String> = []
  private var isComplete = true

  init(view: RowView) { self.view = view }

  /// The filter of the condition; nil after a fault.
  mutating func read(_ node: YAMLNode) -> RowFilter? {
    guard let pairs = node.pairs else {
      faults.append(YAMLFault("'detection' must be a mapping, found \(node.kindName)", at: node))
      return nil
    }
    for (name, value) in pairs where name != "condition" {
      if let filter = selection(value) { selections.append((name, value, filter)) } else { isComplete = false }
    }
    guard let written = node["condition"], !written.isNull else {
      faults.append(
        YAMLFault(
          "missing key 'condition'", at: node,
          help: "name the selection that makes a finding: condition: \(pairs.first?.key ?? "selection")"))
      return nil
    }
    return isComplete ? condition(written) : nil
  }

  /// Compiles a condition over the selections; a list is an OR of conditions.
  mutating func condition(_ node: YAMLNode) -> RowFilter? {
    guard isComplete else { return nil }
    if let items = node.items, !items.isEmpty {
      let parts = items.compactMap { condition($0) }
      return parts.count == items.count ? .any(parts) : nil
    }
    guard let text = node.string else {
      faults.append(YAMLFault("a condition must be text, found \(node.kindName)", at: node))
      return nil
    }
    let filters = selections.map { (name: $0.name, filter: $0.filter) }
    do throws(ConditionFault) {
      var parser = ConditionParser(text, selections: filters)
      let filter = try parser.parse()
      used.formUnion(parser.used)
      return filter
    } catch {
      faults.append(YAMLFault(error.message, at: node, textOffset: error.offset, help: error.help))
      return nil
    }
  }

  /// Records a fault for every selection that no condition names.
  mutating func checkUse() {
    guard isComplete, faults.isEmpty else { return }
    for selection in selections where !used.contains(selection.name) {
      faults.append(
        YAMLFault(
          "selection '\(selection.name)' is never used", at: selection.node,
          help: "name it in a condition or in 'when' of a variant, or delete it"))
    }
  }

  private mutating func selection(_ node: YAMLNode) -> RowFilter? {
    if let items = node.items {
      guard !items.isEmpty else {
        faults.append(YAMLFault("a selection is an empty list", at: node))
        return nil
      }
      let parts = items.compactMap { map($0) }
      return parts.count == items.count ? .any(parts) : nil
    }
    return map(node)
  }

  private mutating func map(_ node: YAMLNode) -> RowFilter? {
    guard case .mapping(let pairs) = node.value, !pairs.isEmpty else {
      faults.append(
        YAMLFault(
          "a selection must map fields to values, found \(node.kindName)", at: node,
          help: "write 'field: value' or a list of such mappings"))
      return nil
    }
    let parts = pairs.compactMap { item($0.key, $0.value) }
    return parts.count == pairs.count ? .all(parts) : nil
  }

  private mutating func item(_ key: YAMLNode, _ value: YAMLNode) -> RowFilter? {
    do throws(YAMLFault) {
      return try FieldTest(key, view: view).filter(value)
    } catch {
      faults.append(error)
      return nil
    }
  }
}
