public import YAMLDocument

/// Spellings of keys, from `keys.yaml` of the packs and the `keys:` of a `lostwrite.yaml`.
public struct KeyMapping: Sendable {
  /// Slot and path, in the order of the files; later ones add to earlier ones.
  public private(set) var spellings: [(slot: Slot, path: String)] = []

  public init() {}

  /// Takes spellings by the names of their slots; a name that is no slot is left out (`init(_ node:)` refuses it).
  public init(_ keys: [(meaning: String, spellings: [String])]) {
    for (meaning, paths) in keys {
      guard let slot = Slot.allCases.first(where: { $0.name == meaning }) else { continue }
      spellings += paths.map { (slot, $0) }
    }
  }

  /// Reads `slot: [path, ...]` pairs.
  ///
  /// - Parameter node: a mapping of slot names to paths.
  /// - Throws: `DialectFaults` for slots that do not exist and values that are no paths.
  public init(_ node: YAMLNode) throws(DialectFaults) {
    var faults: [YAMLFault] = []
    guard case .mapping(let pairs) = node.value else { return }
    for (keyNode, value) in pairs {
      let key = keyNode.string ?? ""
      guard let slot = Slot.allCases.first(where: { $0.name == key }) else {
        let names = Slot.allCases.map(\.name)
        let help = NearestName.suggest(key, among: names).map { "did you mean '\($0)'?" }
        faults.append(
          YAMLFault(
            "unknown slot '\(key)'", at: keyNode, help: help ?? "one of: \(names.sorted().joined(separator: ", "))"))
        continue
      }
      let paths = value.items?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
      if paths.isEmpty { faults.append(YAMLFault("slot '\(key)' needs a path or a list of paths", at: value)) }
      spellings += paths.map { (slot, $0) }
    }
    guard faults.isEmpty else { throw DialectFaults(faults: faults) }
  }
}
