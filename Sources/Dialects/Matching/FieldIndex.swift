import Model

/// Where the fields of one record stand, by slot. Reused for every record.
struct FieldIndex {
  private var nodes: [Int32]
  private var touched: [UInt16] = []
  private(set) var fields = UnsafeMutableBufferPointer<FieldNode>(start: nil, count: 0)

  init(slotCount: Int) { nodes = [Int32](repeating: -1, count: slotCount) }

  /// Finds the slots of a record's keys, down to the third level.
  mutating func read(_ fields: UnsafeMutableBufferPointer<FieldNode>, table: SlotTable) {
    for slot in touched { nodes[Int(slot)] = -1 }
    touched.removeAll(keepingCapacity: true)
    self.fields = fields
    var paths: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var index = 1
    while index < fields.count {
      let node = fields[index]
      guard node.depth <= 3, node.key != nil else {
        index = Int(max(node.end, UInt32(index + 1)))
        continue
      }
      let parent = node.depth == 1 ? 0 : node.depth == 2 ? paths.0 : paths.1
      let hash = SlotTable.hash(node.keyBytes, under: parent)
      let slot = table.slot(hash)
      if slot != 0 {
        if nodes[Int(slot)] < 0 { touched.append(slot) }
        nodes[Int(slot)] = Int32(index)
      }
      if node.kind == .object {
        if node.depth == 1 { paths.0 = hash } else if node.depth == 2 { paths.1 = hash }
        index += 1
      } else {
        index = Int(max(node.end, UInt32(index + 1)))
      }
    }
  }

  @inline(__always)
  func node(_ slot: UInt16) -> FieldNode? {
    let index = nodes[Int(slot)]
    return index < 0 ? nil : fields[Int(index)]
  }

  @inline(__always)
  func node(_ slot: Slot) -> FieldNode? { node(slot.rawValue) }

  func position(_ slot: UInt16) -> Int? {
    let index = nodes[Int(slot)]
    return index < 0 ? nil : Int(index)
  }

  func bytes(_ slot: Slot) -> UnsafeRawBufferPointer {
    guard let node = node(slot), node.kind == .string else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return node.textBytes
  }

  func integer(_ slot: Slot) -> Int64? { node(slot).flatMap(Numbers.integer) }
}

/// Numbers as logs write them.
enum Numbers {
  /// An integer, also from digits in a string.
  static func integer(_ node: FieldNode) -> Int64? {
    switch node.kind {
    case .integer: node.integer
    case .double: node.double.isFinite && abs(node.double) < 9e15 ? Int64(node.double) : nil
    case .string: integer(node.textBytes)
    default: nil
    }
  }

  static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes.count > 0, bytes.count < 19 else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  /// Seconds since 1970 from seconds or milliseconds.
  static func epochSeconds(_ value: Int64) -> Int64 { value > 100_000_000_000 ? value / 1000 : value }
}

extension UnsafeRawBufferPointer {
  func hasPrefix(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard self.count >= count, let base = baseAddress else { return false }
    return memoryEquals(base, literal.utf8Start, count)
  }

  func isEqual(_ literal: StaticString) -> Bool { count == literal.utf8CodeUnitCount && hasPrefix(literal) }

  func contains(_ literal: StaticString) -> Bool {
    let needle = UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    return find(needle) != nil
  }

  func hasPrefix(_ bytes: [UInt8]) -> Bool {
    guard count >= bytes.count, let base = baseAddress else { return false }
    return bytes.withUnsafeBytes { literal in
      literal.baseAddress.map { memoryEquals(base, $0, literal.count) } ?? true
    }
  }

  func contains(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { find($0) != nil } }

  func find(_ needle: UnsafeRawBufferPointer) -> Int? {
    guard needle.count > 0, count >= needle.count, let base = baseAddress, let start = needle.baseAddress else {
      return nil
    }
    let first = needle[0]
    var index = 0
    let last = count - needle.count
    while index <= last {
      if self[index] == first && memoryEquals(base + index, start, needle.count) { return index }
      index += 1
    }
    return nil
  }

  @inline(__always)
  private func memoryEquals(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int) -> Bool {
    UnsafeRawBufferPointer(start: a, count: count).elementsEqual(UnsafeRawBufferPointer(start: b, count: count))
  }

  func slice(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    guard from < to, to <= count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: self[from..<to])
  }

  /// At most this many bytes from the start, without a torn UTF-8 character at the end.
  func prefixed(_ limit: Int) -> UnsafeRawBufferPointer {
    guard count > limit else { return self }
    var end = limit
    while end > 0 && self[end] & 0xc0 == 0x80 { end -= 1 }
    return slice(0, end)
  }

  var asString: String { String(decoding: self, as: UTF8.self) }
}
