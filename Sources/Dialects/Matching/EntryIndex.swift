import Model

/// Finds the few entries that can match a message, by its first four bytes.
struct EntryIndex: Sendable {
  /// Open addressing: the four bytes, and where their entries stand in `numbers`; an empty range is a free place.
  private var heads = [(key: UInt32, start: UInt16, end: UInt16)](repeating: (0, 0, 0), count: 1024)
  private var numbers: [UInt16] = []
  /// Entries whose literal may stand anywhere, by format.
  private var anywhere = [[UInt16]](repeating: [], count: RecordFormat.allCases.count)
  /// Entries that look at a field: the field's slot and the entry.
  private(set) var byField: [(slot: UInt16, entry: UInt16)] = []

  init(_ entries: [DialectEntry]) {
    var byHead: [UInt32: [UInt16]] = [:]
    for entry in entries {
      if let slot = entry.test.subject {
        byField.append((slot, entry.number))
      } else if let head = entry.head, head.count >= 4 {
        byHead[head.withUnsafeBytes { Self.key($0) }, default: []].append(entry.number)
      } else {
        for format in RecordFormat.allCases where entry.covers(format) {
          anywhere[Int(format.rawValue)].append(entry.number)
        }
      }
    }
    for (key, found) in byHead.sorted(by: { $0.key < $1.key }) {
      var place = Self.place(key)
      while heads[place].end != 0 { place = (place + 1) & (heads.count - 1) }
      heads[place] = (key, UInt16(numbers.count), UInt16(numbers.count + found.count))
      numbers += found
    }
  }

  /// Where the numbers of the entries stand whose literal begins like the message.
  @inline(__always)
  func candidates(_ message: UnsafeRawBufferPointer) -> Range<Int> {
    guard message.count >= 4 else { return 0..<0 }
    let key = Self.key(message)
    var place = Self.place(key)
    while heads[place].end != 0 {
      if heads[place].key == key { return Int(heads[place].start)..<Int(heads[place].end) }
      place = (place + 1) & (heads.count - 1)
    }
    return 0..<0
  }

  @inline(__always)
  func number(at index: Int) -> UInt16 { numbers[index] }

  @inline(__always)
  func anywhere(_ format: RecordFormat) -> [UInt16] { anywhere[Int(format.rawValue)] }

  @inline(__always)
  private static func key(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
  }

  @inline(__always)
  private static func place(_ key: UInt32) -> Int { Int((key &* 0x9e37_79b1) >> 22) }
}
