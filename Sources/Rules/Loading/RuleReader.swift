import CaseStore
import Model
import RulePacks
import YAMLDocument

/// Reads one rule file and collects all that is wrong with it.
struct RuleReader {
  static let keys = [
    "schema", "id", "title", "kind", "severity", "strength", "over", "detection", "group_by", "variants", "subject",
    "story", "advice", "description", "references", "falsepositives", "level", "tests",
  ]

  private(set) var faults: [YAMLFault] = []
  private var reader: YAMLMapReader
  private let file: RuleFile
  private let root: YAMLNode

  init(_ file: RuleFile) throws(YAMLFault) {
    self.file = file
    root = try YAMLNode.parse(file.text, file: file.displayPath)
    reader = YAMLMapReader(root, allowed: Self.keys)
  }

  /// The rule; nil when a fault was recorded.
  mutating func rule() -> Rule? {
    defer { faults += reader.faults }
    readSchema()
    let id = readID()
    let kind = required("kind", FindingKind.allCases.map(\.rawValue)).flatMap(FindingKind.init(rawValue:))
    let view = required("over", RowView.allCases.map(\.rawValue)).flatMap(RowView.init(rawValue:))
    for key in ["references", "falsepositives"] { _ = reader.strings(key) }
    for key in ["level", "description"] { _ = reader.string(key) }
    let title = reader.requiredString("title")
    guard let view else {
      _ = reader.required("detection")
      return nil
    }
    var claims = ClaimReader(view: view)
    let claim = claims.base(&reader)
    var detection = DetectionReader(view: view)
    let filter = reader.required("detection").flatMap { detection.read($0) }
    let variants = claim.map { claims.variants(&reader, base: $0, detection: &detection) } ?? []
    let groupBy = readGroupBy(view)
    let tests = RuleTestReader.read(&reader, view: view)
    detection.checkUse()
    faults += claims.faults + detection.faults
    guard faults.isEmpty, reader.faults.isEmpty, let id, let kind, let title, let filter, let claim else { return nil }
    return Rule(
      id: id, file: file.displayPath, kind: kind, titleText: title, view: view, filter: filter, groupBy: groupBy,
      claim: claim, variants: variants, tests: tests)
  }

  private mutating func required(_ key: String, _ allowed: [String]) -> String? {
    reader.required(key) == nil ? nil : reader.oneOf(key, allowed)
  }

  private mutating func readSchema() {
    guard reader.required("schema") != nil, let schema = reader.integer("schema"), schema != 1 else { return }
    faults.append(
      YAMLFault(
        "rule schema \(schema) is not known", at: root["schema"] ?? root, reason: "this lostwrite reads schema 1",
        help: "write 'schema: 1' or use a newer lostwrite"))
  }

  private mutating func readID() -> String? {
    guard let id = reader.requiredString("id") else { return nil }
    let name = file.path.split(separator: "/").last.map { String($0.dropLast(".yaml".count)) } ?? ""
    guard id != name else { return id }
    faults.append(
      YAMLFault(
        "id '\(id)' is not the name of its file", at: root["id"] ?? root,
        help: "write 'id: \(name)' or rename the file to \(id).yaml"))
    return nil
  }

  private mutating func readGroupBy(_ view: RowView) -> [String] {
    let names = reader.strings("group_by")
    guard let node = root["group_by"] else { return [] }
    for (index, name) in names.enumerated() {
      let place = node.items.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? node
      guard let column = view.column(name) else {
        faults.append(.unknownField(name, view, at: place))
        continue
      }
      if column.kind == .time || column.kind.isNumber {
        faults.append(
          YAMLFault(
            "cannot group by '\(name)'", at: place,
            reason: "a finding is recognised in the next run by what it is grouped by; times and numbers differ then",
            help: "group by identities or words, for example client_id"))
      }
    }
    return names
  }
}

extension YAMLFault {
  /// A field that the view does not have.
  static func unknownField(_ name: String, _ view: RowView, at node: YAMLNode, offset: Int? = nil) -> YAMLFault {
    let names = view.columns.map(\.name)
    let help =
      NearestName.suggest(name, among: names).map { "did you mean '\($0)'?" }
      ?? "fields of \(view.rawValue): \(names.joined(separator: ", "))"
    let message = "unknown field '\(name)' of \(view.rawValue)"
    return offset.map { YAMLFault(message, at: node, textOffset: $0, help: help) }
      ?? YAMLFault(message, at: node, help: help)
  }
}
