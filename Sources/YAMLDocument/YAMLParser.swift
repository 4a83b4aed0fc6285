import CYAML

extension YAMLNode {
  /// Parses a text that holds one YAML document.
  ///
  /// - Parameters:
  ///   - text: The document; an empty one is a null scalar at line 1.
  ///   - file: The name that faults show.
  /// - Returns: The root node.
  /// - Throws: `YAMLFault` for text that is not YAML, and for what lostwrite does not accept in its files: a key twice
  ///   in one mapping, keys that are not scalars, anchors, aliases, tags, nesting beyond 100 levels, a second document.
  public static func parse(_ text: String, file: String) throws(YAMLFault) -> YAMLNode {
    let source = YAMLSource(text: text, file: file)
    // The final zero keeps the base address non-nil for an empty text; libyaml asserts that.
    let bytes = ContiguousArray(text.utf8) + [0]
    return try bytes.withUnsafeBufferPointer { (buffer) throws(YAMLFault) -> YAMLNode in
      try YAMLParser(UnsafeBufferPointer(rebasing: buffer.dropLast()), source: source).document()
    }
  }
}

/// Builds nodes from the events of libyaml. Lives within one call of `YAMLNode.parse(_:file:)`.
final class YAMLParser {
  private static let maximumDepth = 100

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let source: YAMLSource

  init(_ bytes: UnsafeBufferPointer<UInt8>, source: YAMLSource) {
    self.source = source
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deinitialize(count: 1)
    parser.deallocate()
  }

  func document() throws(YAMLFault) -> YAMLNode {
    _ = try next()  // start of the stream
    guard case .documentStart = try next().kind else {
      return YAMLNode(.scalar("", isPlain: true), line: 1, column: 1, source: source)
    }
    let root = try node(try next(), depth: 0)
    _ = try next()  // end of the document
    let last = try next()
    guard case .streamEnd = last.kind else {
      throw fault("a second document starts here", last, help: "keep one document in a file, without '---' between")
    }
    return root
  }

  private func node(_ event: YAMLEvent, depth: Int) throws(YAMLFault) -> YAMLNode {
    guard depth < Self.maximumDepth else {
      throw fault("nesting is deeper than \(Self.maximumDepth) levels", event)
    }
    if event.hasAnchor {
      throw fault("anchors and aliases are not supported", event, help: "write the value out where it is used")
    }
    if event.hasTag {
      throw fault("tags are not supported", event, help: "quote the value to make it text")
    }
    switch event.kind {
    case .scalar(let text, let isPlain): return made(.scalar(text, isPlain: isPlain), event)
    case .sequenceStart: return made(.sequence(try items(depth: depth)), event)
    case .mappingStart: return made(.mapping(try pairs(depth: depth)), event)
    case .streamEnd, .documentStart, .end, .other: throw fault("a value is missing", event)
    }
  }

  private func items(depth: Int) throws(YAMLFault) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try next()
      if case .end = event.kind { return items }
      items.append(try node(event, depth: depth + 1))
    }
  }

  private func pairs(depth: Int) throws(YAMLFault) -> [(key: YAMLNode, value: YAMLNode)] {
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try next()
      if case .end = event.kind { return pairs }
      let key = try node(event, depth: depth + 1)
      guard let name = key.string else {
        throw fault("a key must be text", event, help: "quote a key that starts with '{' or '['")
      }
      if let first = lines.updateValue(key.line, forKey: name) {
        throw fault("key '\(name)' stands twice in one mapping", event, reason: "it is already set in line \(first)")
      }
      pairs.append((key, try node(try next(), depth: depth + 1)))
    }
  }

  private func made(_ value: YAMLNode.Value, _ event: YAMLEvent) -> YAMLNode {
    YAMLNode(value, line: event.line, column: event.column, source: source)
  }

  private func fault(
    _ message: String, _ event: YAMLEvent, reason: String? = nil, help: String? = nil
  ) -> YAMLFault {
    YAMLFault(message, source: source, line: event.line, column: event.column, reason: reason, help: help)
  }

  private func next() throws(YAMLFault) -> YAMLEvent {
    var raw = yaml_event_t()
    guard yaml_parser_parse(parser, &raw) == 1 else { throw parseFault() }
    defer { yaml_event_delete(&raw) }
    return YAMLEvent(raw)
  }

  /// The fault that libyaml has just reported.
  private func parseFault() -> YAMLFault {
    let failed = parser.pointee
    let problem = failed.problem.map { String(cString: $0) } ?? "no reason given"
    let context = failed.context.map { String(cString: $0) }
    let reason = context.map { "\(problem), \($0)" } ?? problem
    var place = (line: Int(failed.problem_mark.line) + 1, column: Int(failed.problem_mark.column) + 1)
    if failed.error == YAML_READER_ERROR {
      place = source.position(byteOffset: Int(failed.problem_offset))
    }
    return YAMLFault("text is not YAML", source: source, line: place.line, column: place.column, reason: reason)
  }
}
