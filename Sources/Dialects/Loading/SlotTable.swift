import Model

/// Finds the slot of a key: of the record's own keys, and of keys one and two levels deeper (`res.statusCode`).
///
/// Open addressing over 64-bit hashes of the path; built once, read by every worker.
struct SlotTable: Sendable {
  private var hashes: [UInt64]
  private var slots: [UInt16]
  private(set) var count = 0
  private(set) var paths: [String: UInt16] = [:]

  init() {
    hashes = [UInt64](repeating: 0, count: 1024)
    slots = [UInt16](repeating: 0, count: 1024)
  }

  mutating func add(_ path: String, slot: UInt16) {
    paths[path] = slot
    var hash: UInt64 = 0
    for part in path.split(separator: ".") { hash = Self.hash(Array(part.utf8), under: hash) }
    var index = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
    while hashes[index] != 0 && hashes[index] != hash { index = (index + 1) & (hashes.count - 1) }
    if hashes[index] == 0 { count += 1 }
    hashes[index] = hash
    slots[index] = slot
  }

  /// The slot of a path's hash; 0 is none.
  @inline(__always)
  func slot(_ hash: UInt64) -> UInt16 {
    let mask = hashes.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while hashes[index] != 0 {
      if hashes[index] == hash { return slots[index] }
      index = (index + 1) & mask
    }
    return 0
  }

  static func hash(_ bytes: [UInt8], under parent: UInt64) -> UInt64 {
    bytes.withUnsafeBytes { hash($0, under: parent) }
  }

  /// The hash of a key below a path; never 0.
  @inline(__always)
  static func hash(_ bytes: UnsafeRawBufferPointer, under parent: UInt64) -> UInt64 {
    let own = EventBuffer.hash(bytes)
    return ((own ^ (parent &* 0x9e37_79b9_7f4a_7c15)) &* 0xff51_afd7_ed55_8ccd) | 1
  }
}
