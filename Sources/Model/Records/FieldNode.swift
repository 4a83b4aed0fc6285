/// One value of a parsed record, flattened in document order.
///
/// Layout equals `lw_json_node` of the JSON shim, which writes these in place; pointers stay valid until the parser
/// that made them reads its next record.
// @unchecked Sendable because the pointers are only read by the worker whose parser made them.
@frozen
public struct FieldNode: @unchecked Sendable {
  /// The shapes that a value can have, as the shim numbers them.
  public enum Kind: UInt8, Sendable {
    case null = 0
    case bool = 1
    case integer = 2
    case double = 3
    case string = 4
    case object = 5
    case array = 6
  }

  /// Unescaped key bytes; nil in arrays and for the root.
  public var key: UnsafePointer<UInt8>?
  /// Unescaped bytes of a string.
  public var text: UnsafePointer<UInt8>?
  /// Integer or boolean value, or the bits of a double.
  public var integer: Int64
  public var keyLength: UInt32
  public var textLength: UInt32
  /// Index one past this node's subtree.
  public var end: UInt32
  /// 0 for the root object, 1 for its fields.
  public var depth: UInt8
  public var rawKind: UInt8
  /// Meaning that the dialects gave to the key (0: none).
  public var slot: UInt16

  @inlinable
  public init(
    key: UnsafeRawBufferPointer, kind: Kind, text: UnsafeRawBufferPointer, integer: Int64 = 0, depth: UInt8 = 1,
    end: UInt32 = 0
  ) {
    self.key = key.baseAddress?.assumingMemoryBound(to: UInt8.self)
    self.text = text.baseAddress?.assumingMemoryBound(to: UInt8.self)
    self.integer = integer
    self.keyLength = UInt32(truncatingIfNeeded: key.count)
    self.textLength = UInt32(truncatingIfNeeded: text.count)
    self.end = end
    self.depth = depth
    self.rawKind = kind.rawValue
    self.slot = 0
  }

  @inlinable public var kind: Kind { Kind(rawValue: rawKind) ?? .null }
  @inlinable public var keyBytes: UnsafeRawBufferPointer { .init(start: key, count: Int(keyLength)) }
  @inlinable public var textBytes: UnsafeRawBufferPointer { .init(start: text, count: Int(textLength)) }
  @inlinable public var double: Double {
    kind == .double ? Double(bitPattern: UInt64(bitPattern: integer)) : Double(integer)
  }
}
