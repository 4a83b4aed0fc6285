import Model

/// Builds the fields of a text record: a root object with context pairs and the fields of a JSON object behind them.
final class FieldBuffer {
  private var base: UnsafeMutablePointer<FieldNode>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 256) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// Starts a record.
  func reset() {
    count = 0
    push(FieldNode(key: Bytes(start: nil, count: 0), kind: .object, text: Bytes(start: nil, count: 0), depth: 0))
  }

  func append(key: Bytes, text: Bytes) { push(FieldNode(key: key, kind: .string, text: text)) }

  func append(_ key: StaticString, text: Bytes) { append(key: Self.bytes(key), text: text) }

  func append(_ key: StaticString, integer: Int64) { append(key: Self.bytes(key), integer: integer) }

  func append(key: Bytes, integer: Int64) {
    push(FieldNode(key: key, kind: .integer, text: Bytes(start: nil, count: 0), integer: integer))
  }

  /// Appends a value that is no string, object or array under another key.
  func append(key: Bytes, scalar: FieldNode) {
    push(FieldNode(key: key, kind: scalar.kind, text: Bytes(start: nil, count: 0), integer: scalar.integer))
  }

  /// Appends the children of a parsed object.
  func append(childrenOf object: UnsafeMutableBufferPointer<FieldNode>) {
    guard object.count > 1 else { return }
    let shift = UInt32(count) &- 1
    for index in 1..<object.count {
      let end = object[index].end &+ shift
      push(object[index])
      base[count - 1].end = end
    }
  }

  /// Appends the children of the object at `root`, as if it stood alone.
  func append(childrenOf fields: UnsafeMutableBufferPointer<FieldNode>, root: Int) {
    let shift = UInt32(truncatingIfNeeded: count - root - 1)
    let depth = fields[root].depth
    for index in root + 1..<Int(fields[root].end) {
      let end = fields[index].end &+ shift
      push(fields[index])
      base[count - 1].end = end
      base[count - 1].depth = fields[index].depth - depth
    }
  }

  /// The fields; empty where the record has none.
  func finish() -> UnsafeMutableBufferPointer<FieldNode> {
    guard count > 1 else { return UnsafeMutableBufferPointer(start: nil, count: 0) }
    base[0].end = UInt32(count)
    return UnsafeMutableBufferPointer(start: base, count: count)
  }

  private func push(_ node: FieldNode) {
    if count == capacity { grow() }
    (base + count).initialize(to: node)
    count += 1
    base[count - 1].end = UInt32(count)
  }

  private func grow() {
    let larger = UnsafeMutablePointer<FieldNode>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  private static func bytes(_ name: StaticString) -> Bytes {
    Bytes(start: name.utf8Start, count: name.utf8CodeUnitCount)
  }
}
