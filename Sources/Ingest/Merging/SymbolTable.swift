import CaseStore
import Dialects
import Model

/// The symbols of the case: numbers for texts, given by first appearance.
final class SymbolTable {
  private var arena: [UInt8] = []
  /// Where the text of each symbol stands; symbol 0 is none.
  private var spans: [(offset: Int, length: Int)] = [(0, 0)]
  private var slots = [Symbol](repeating: 0, count: 1 << 12)
  /// Symbols up to this one are in the case file.
  private var written: Int

  init(_ texts: [String]) {
    written = 0
    for text in texts {
      var text = text
      text.withUTF8 { _ = symbol(UnsafeRawBufferPointer($0)) }
    }
    written = spans.count - 1
  }

  var count: Int { spans.count - 1 }

  /// The symbol of a text; 0 for the empty one.
  func symbol(_ bytes: UnsafeRawBufferPointer) -> Symbol {
    guard bytes.count > 0 else { return 0 }
    let mask = slots.count - 1
    var slot = bytes.quickHash & mask
    while slots[slot] != 0 {
      if equals(slots[slot], bytes) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let symbol = Symbol(spans.count)
    spans.append((arena.count, bytes.count))
    arena.append(contentsOf: bytes)
    slots[slot] = symbol
    if spans.count * 2 > slots.count { rebuild(slots.count * 2) }
    return symbol
  }

  /// Puts the case's symbols of a block's symbols into `map`, in their order.
  func translate(_ buffer: EventBuffer, into map: inout [Symbol]) {
    map.removeAll(keepingCapacity: true)
    map.append(0)
    let block = buffer.arena
    block.withUnsafeBytes { all in
      for span in buffer.symbols.dropFirst() { map.append(symbol(all.part(span))) }
    }
  }

  func text(_ symbol: Symbol) -> String {
    let span = spans[Int(symbol)]
    return String(decoding: arena[span.offset..<span.offset + span.length], as: UTF8.self)
  }

  /// Writes the symbols that are new since the last call.
  func write(to writer: CaseWriter) throws(StoreError) {
    guard written < count else { return }
    let first = Symbol(written + 1)
    let outcome = arena.withUnsafeBytes { texts in
      Result { () throws(StoreError) in try writer.insert(symbolsFrom: first, spans[(written + 1)...], in: texts) }
    }
    try outcome.get()
    written = count
  }

  /// Forgets the symbols that were not written.
  func discardUnwritten() {
    guard count > written else { return }
    arena.removeSubrange(spans[written + 1].offset...)
    spans.removeSubrange((written + 1)...)
    rebuild(slots.count)
  }

  private func equals(_ symbol: Symbol, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let span = spans[Int(symbol)]
    guard span.length == bytes.count else { return false }
    return arena.withUnsafeBytes {
      UnsafeRawBufferPointer(rebasing: $0[span.offset..<span.offset + span.length]).isEqual(to: bytes)
    }
  }

  private func rebuild(_ size: Int) {
    var table = [Symbol](repeating: 0, count: size)
    arena.withUnsafeBytes { all in
      for symbol in 1..<max(1, spans.count) {
        let span = spans[symbol]
        var slot = UnsafeRawBufferPointer(rebasing: all[span.offset..<span.offset + span.length]).quickHash & (size - 1)
        while table[slot] != 0 { slot = (slot + 1) & (size - 1) }
        table[slot] = Symbol(symbol)
      }
    }
    slots = table
  }
}
