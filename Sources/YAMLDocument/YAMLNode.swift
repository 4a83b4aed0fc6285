/// One value of a YAML document, with the place where it was written.
public struct YAMLNode: Sendable {
  /// What the node holds.
  public indirect enum Value: Sendable {
    /// Text; `isPlain` is false when it was quoted or a block.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// Pairs in the order of the file; keys are scalars and unique.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  public let value: Value
  /// 1-based.
  public let line: Int
  /// 1-based, in characters.
  public let column: Int
  let source: YAMLSource

  init(_ value: Value, line: Int, column: Int, source: YAMLSource) {
    self.value = value
    self.line = line
    self.column = column
    self.source = source
  }

  /// The name of the file, as given to `parse(_:file:)`.
  public var file: String { source.file }
}

extension YAMLNode {
  /// The text of any scalar; nil for a sequence or mapping.
  public var string: String? {
    guard case .scalar(let text, _) = value else { return nil }
    return text
  }

  /// The number that a plain scalar writes in decimal digits.
  public var integer: Int? {
    plainText.flatMap { Int($0) }
  }

  /// The number that a plain scalar writes in decimal digits, with an optional fraction and exponent.
  public var number: Double? {
    plainText.flatMap { $0.contains { $0.isLetter && $0 != "e" && $0 != "E" } ? nil : Double($0) }
  }

  /// True or false for the plain scalars `true` and `false`; nil for everything else, `yes` and `on` included.
  public var boolean: Bool? {
    switch plainText {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// Whether the node is a plain `null`, `~` or nothing at all.
  public var isNull: Bool {
    guard let text = plainText else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// The elements of a sequence; nil for a scalar or mapping.
  public var items: [YAMLNode]? {
    guard case .sequence(let items) = value else { return nil }
    return items
  }

  /// The pairs of a mapping in the order of the file; nil for a scalar or sequence.
  public var pairs: [(key: String, value: YAMLNode)]? {
    guard case .mapping(let pairs) = value else { return nil }
    return pairs.map { ($0.key.string ?? "", $0.value) }
  }

  /// The value under a key of a mapping; nil where the key is absent or the node is no mapping.
  public subscript(key: String) -> YAMLNode? {
    guard case .mapping(let pairs) = value else { return nil }
    return pairs.first { $0.key.string == key }?.value
  }

  /// What the node is, in words for a message: "nothing", "text", "a list" or "a mapping".
  public var kindName: String {
    switch value {
    case .scalar: isNull ? "nothing" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  private var plainText: String? {
    guard case .scalar(let text, isPlain: true) = value else { return nil }
    return text
  }
}
