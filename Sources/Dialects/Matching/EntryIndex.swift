import Model

/// Finds the few entries that can match a message, by its first four bytes.
struct EntryIndex: Sendable {
  private let byHead: [UInt32: [UInt16]]
  /// Entries whose literal may stand anywhere, by format.
  private let anywhere: [[UInt16]]
  /// Entries that look at a field: the field's slot and the entry.
  let byField: [(slot: UInt16, entry: UInt16)]

  init(_ entries: [DialectEntry]) {
    var byHead: [UInt32: [UInt16]] = [:]
    var byField: [(slot: UInt16, entry: UInt16)] = []
    var anywhere = [[UInt16]](repeating: [], count: RecordFormat.allCases.count)
    for entry in entries {
      if let slot = entry.subject {
        byField.append((slot, entry.number))
      } else if let head = entry.head, head.count >= 4 {
        byHead[head.withUnsafeBytes { Self.key($0) }, default: []].append(entry.number)
      } else {
        for format in RecordFormat.allCases where entry.allows(format) {
          anywhere[Int(format.rawValue)].append(entry.number)
        }
      }
    }
    self.byHead = byHead
    self.anywhere = anywhere
    self.byField = byField
  }

  @inline(__always)
  func candidates(_ message: UnsafeRawBufferPointer) -> [UInt16]? {
    message.count < 4 ? nil : byHead[Self.key(message)]
  }

  @inline(__always)
  func anywhere(_ format: RecordFormat) -> [UInt16] { anywhere[Int(format.rawValue)] }

  @inline(__always)
  private static func key(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
  }
}
