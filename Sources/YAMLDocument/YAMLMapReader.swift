/// Reads the keys of one mapping and collects every fault on the way, so that a file's faults are reported together.
public struct YAMLMapReader: Sendable {
  /// The mapping that is read.
  public let node: YAMLNode
  /// What was wrong so far: unknown keys in the order of the file, then the rest in the order of reading.
  public var faults: [YAMLFault] = []

  /// Starts reading; a node that is no mapping and every key outside `allowed` is recorded as a fault.
  public init(_ node: YAMLNode, allowed: [String]) {
    self.node = node
    guard case .mapping(let pairs) = node.value else {
      let help = allowed.isEmpty ? nil : "write keys: \(allowed.joined(separator: ", "))"
      faults.append(YAMLFault("expected a mapping, found \(node.kindName)", at: node, help: help))
      return
    }
    for (key, _) in pairs {
      guard let name = key.string, !allowed.contains(name) else { continue }
      let nearest = NearestName.suggest(name, among: allowed)
      let help = nearest.map { "did you mean '\($0)'?" } ?? "allowed keys: \(allowed.joined(separator: ", "))"
      faults.append(YAMLFault("unknown key '\(name)'", at: key, help: help))
    }
  }

  /// The node under a key, without any check; nil where the key is absent or null.
  public func node(_ key: String) -> YAMLNode? {
    guard let found = node[key], !found.isNull else { return nil }
    return found
  }

  /// The node under a key that must be there; its absence is a fault.
  public mutating func required(_ key: String) -> YAMLNode? {
    if let found = node(key) { return found }
    guard node.pairs != nil else { return nil }  // already recorded: no mapping
    faults.append(YAMLFault("missing key '\(key)'", at: node[key] ?? node))
    return nil
  }

  /// The text under a key that must be there; its absence, or a list or mapping, is a fault.
  public mutating func requiredString(_ key: String) -> String? {
    required(key) == nil ? nil : string(key)
  }

  /// The text under a key; nil where it is absent. A list or mapping is a fault.
  public mutating func string(_ key: String) -> String? {
    read(key, "text", \.string)
  }

  /// The whole number under a key; nil where it is absent. Anything else is a fault.
  public mutating func integer(_ key: String) -> Int? {
    read(key, "a whole number", \.integer)
  }

  /// The number under a key; nil where it is absent. Anything else is a fault.
  public mutating func number(_ key: String) -> Double? {
    read(key, "a number", \.number)
  }

  /// `true` or `false` under a key; nil where it is absent. Anything else is a fault.
  public mutating func boolean(_ key: String) -> Bool? {
    read(key, "true or false", \.boolean)
  }

  /// The texts under a key: a scalar counts as a list of one, an absent key as an empty list.
  public mutating func strings(_ key: String) -> [String] {
    guard let found = node(key) else { return [] }
    if let single = found.string { return [single] }
    return (items(key) ?? []).compactMap { item in
      if item.string == nil {
        faults.append(YAMLFault("'\(key)' must hold texts, found \(item.kindName)", at: item))
      }
      return item.string
    }
  }

  /// The elements of the list under a key; nil where it is absent. A scalar or mapping is a fault.
  public mutating func items(_ key: String) -> [YAMLNode]? {
    read(key, "a list", \.items)
  }

  /// The pairs of the mapping under a key; nil where it is absent. A scalar or list is a fault.
  public mutating func pairs(_ key: String) -> [(key: String, value: YAMLNode)]? {
    read(key, "a mapping", \.pairs)
  }

  /// The text under a key, which must be one of a fixed set; nil where it is absent or a fault was recorded.
  public mutating func oneOf(_ key: String, _ allowed: [String]) -> String? {
    guard let text = string(key) else { return nil }
    if allowed.contains(text) { return text }
    let list = allowed.joined(separator: ", ")
    let help = NearestName.suggest(text, among: allowed).map { "did you mean '\($0)'?" }
    faults.append(
      YAMLFault("'\(key)' is '\(text)'", at: node[key] ?? node, reason: "allowed are: \(list)", help: help))
    return nil
  }

  private mutating func read<Value>(_ key: String, _ expected: String, _ get: (YAMLNode) -> Value?) -> Value? {
    guard let found = node(key) else { return nil }
    if let value = get(found) { return value }
    let shown = found.string.map { "'\($0)'" } ?? found.kindName
    faults.append(YAMLFault("'\(key)' must be \(expected), found \(shown)", at: found))
    return nil
  }
}
