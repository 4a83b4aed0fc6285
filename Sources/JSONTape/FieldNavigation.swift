public import Model

extension UnsafeMutableBufferPointer where Element == FieldNode {
  /// The first direct child of the node `parent` with this key; nil when there is none.
  @inlinable
  public func first(key: StaticString, of parent: Int = 0) -> FieldNode? {
    guard let index = firstIndex(key: key, of: parent) else { return nil }
    return self[index]
  }

  /// The index of the first direct child of the node `parent` with this key.
  @inlinable
  public func firstIndex(key: StaticString, of parent: Int = 0) -> Int? {
    guard parent < count else { return nil }
    let end = Int(self[parent].end)
    var index = parent + 1
    while index < end {
      if self[index].hasKey(key) { return index }
      index = Int(self[index].end)
    }
    return nil
  }

  /// Visits the indices of the direct children of the node `parent`, in document order, until the body returns false.
  @inlinable
  public func forEachChild(of parent: Int = 0, _ body: (Int) -> Bool) {
    guard parent < count else { return }
    let end = Int(self[parent].end)
    var index = parent + 1
    while index < end {
      if !body(index) { return }
      index = Int(self[index].end)
    }
  }
}

extension FieldNode {
  /// Whether this node's key is exactly `name` (ASCII).
  @inlinable
  public func hasKey(_ name: StaticString) -> Bool {
    guard Int(keyLength) == name.utf8CodeUnitCount, let key else { return false }
    return bytesAreEqual(key, name.utf8Start, Int(keyLength))
  }

  /// Whether this node is a string that is exactly `value` (ASCII).
  @inlinable
  public func hasText(_ value: StaticString) -> Bool {
    guard kind == .string, Int(textLength) == value.utf8CodeUnitCount else { return false }
    guard let text else { return textLength == 0 }
    return bytesAreEqual(text, value.utf8Start, Int(textLength))
  }
}

/// Compares without a library call: keys are short.
@inlinable
func bytesAreEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  var index = 0
  while index < count {
    if a[index] != b[index] { return false }
    index += 1
  }
  return true
}
