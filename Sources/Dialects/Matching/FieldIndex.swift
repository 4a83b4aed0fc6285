import Model

/// Where the fields of one record stand, by slot. Reused for every record.
///
/// A class over plain memory: it is read several times for every record of a case.
final class FieldIndex {
  private struct State {
    var fields = UnsafeMutableBufferPointer<FieldNode>(start: nil, count: 0)
    var touchedCount = 0
  }

  private let slotCount: Int
  private let table: SlotTable
  /// Index of the node by slot; -1 is none.
  private let nodes: UnsafeMutablePointer<Int32>
  /// The slots that have a node.
  private let touched: UnsafeMutablePointer<UInt16>
  private let state: UnsafeMutablePointer<State>

  init(slotCount: Int, table: SlotTable) {
    self.slotCount = slotCount
    self.table = table
    nodes = .allocate(capacity: slotCount)
    nodes.initialize(repeating: -1, count: slotCount)
    touched = .allocate(capacity: slotCount)
    touched.initialize(repeating: 0, count: slotCount)
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    nodes.deallocate()
    touched.deallocate()
    state.deallocate()
  }

  /// The record's fields.
  @inline(__always)
  var fields: UnsafeMutableBufferPointer<FieldNode> { state.pointee.fields }

  /// Finds the slots of a record's keys, down to the third level.
  func read(_ fields: UnsafeMutableBufferPointer<FieldNode>) {
    for index in 0..<state.pointee.touchedCount { nodes[Int(touched[index])] = -1 }
    state.pointee = State(fields: fields)
    var parents: (first: UInt64, second: UInt64) = (0, 0)
    var index = 1
    while index < fields.count {
      let depth = fields[index].depth
      let next = Int(max(fields[index].end, UInt32(index + 1)))
      guard depth <= 3, fields[index].key != nil else {
        index = next
        continue
      }
      let hash = SlotTable.hash(
        fields[index].keyBytes, under: depth == 1 ? 0 : depth == 2 ? parents.first : parents.second)
      let slot = table.slot(hash)
      if slot != 0 { note(slot, at: index) }
      if fields[index].rawKind == FieldNode.Kind.object.rawValue {
        if depth == 1 { parents.first = hash } else if depth == 2 { parents.second = hash }
        index += 1
      } else {
        index = next
      }
    }
  }

  @inline(__always)
  private func note(_ slot: UInt16, at index: Int) {
    if nodes[Int(slot)] < 0 {
      touched[state.pointee.touchedCount] = slot
      state.pointee.touchedCount += 1
    }
    nodes[Int(slot)] = Int32(truncatingIfNeeded: index)
  }

  @inline(__always)
  func has(_ slot: UInt16) -> Bool { nodes[Int(slot)] >= 0 }

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

  @inline(__always)
  func bytes(_ slot: Slot) -> UnsafeRawBufferPointer {
    let index = nodes[Int(slot.rawValue)]
    guard index >= 0, fields[Int(index)].rawKind == FieldNode.Kind.string.rawValue else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return fields[Int(index)].textBytes
  }

  func integer(_ slot: Slot) -> Int64? { node(slot).flatMap(Numbers.integer) }
}
