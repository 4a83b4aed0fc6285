public import Model

/// What a worker makes of one block: drafts, the symbols and tokens they use, and masked texts.
///
/// Everything in it is already masked; raw bytes never get here. One worker fills it, the merger reads it.
public final class EventBuffer {
  public private(set) var events: [EventDraft] = []
  /// The distinct tokens of the block; a draft's `token` is an index into it plus one.
  public private(set) var tokens: [TokenFacts] = []
  /// All texts and symbols of the block, one after the other.
  public private(set) var arena: [UInt8] = []
  /// Where each symbol stands in the arena; symbol 0 is the empty one.
  public private(set) var symbols: [TextSpan] = [.none]

  /// Open addressing: the hash of a symbol's bytes and its number; number 0 is a free place.
  private var symbolTable: [(hash: UInt32, symbol: Int32)]
  private var tokenIndex: [String: Int32] = [:]
  private static let initialTableSize = 1024

  public init() {
    symbolTable = Array(repeating: (0, 0), count: Self.initialTableSize)
    arena.reserveCapacity(1 << 16)
    events.reserveCapacity(4096)
  }

  /// Empties the buffer for the next block and keeps its memory.
  public func removeAll() {
    events.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
    symbols.removeAll(keepingCapacity: true)
    symbols.append(.none)
    tokenIndex.removeAll(keepingCapacity: true)
    for index in symbolTable.indices { symbolTable[index] = (0, 0) }
  }

  @inlinable public func append(_ draft: EventDraft) { appendDraft(draft) }

  @usableFromInline func appendDraft(_ draft: EventDraft) { events.append(draft) }

  /// The block's symbol of these (masked) bytes; 0 for none.
  public func symbol(_ bytes: UnsafeRawBufferPointer) -> Symbol {
    guard bytes.count > 0 else { return 0 }
    let hash = UInt32(truncatingIfNeeded: Self.hash(bytes))
    let mask = symbolTable.count - 1
    var slot = Int(hash) & mask
    while true {
      let candidate = symbolTable[slot]
      if candidate.symbol == 0 { break }
      if candidate.hash == hash && equals(symbols[Int(candidate.symbol)], bytes) { return candidate.symbol }
      slot = (slot + 1) & mask
    }
    let symbol = Symbol(symbols.count)
    symbols.append(store(bytes))
    symbolTable[slot] = (hash, symbol)
    if symbols.count * 2 > symbolTable.count { grow() }
    return symbol
  }

  /// Keeps these (masked) bytes.
  public func text(_ bytes: UnsafeRawBufferPointer) -> TextSpan { bytes.count == 0 ? .none : store(bytes) }

  /// The draft's token number of these facts: index plus one.
  public func token(_ facts: TokenFacts) -> Int32 {
    if let known = tokenIndex[facts.fingerprint] {
      merge(facts, at: Int(known) - 1)
      return known
    }
    tokens.append(facts)
    let number = Int32(tokens.count)
    tokenIndex[facts.fingerprint] = number
    return number
  }

  /// The text of a span.
  public func string(_ span: TextSpan) -> String {
    String(decoding: arena[Int(span.offset)..<Int(span.offset + span.length)], as: UTF8.self)
  }

  private func merge(_ facts: TokenFacts, at index: Int) { tokens[index].fill(from: facts) }

  private func store(_ bytes: UnsafeRawBufferPointer) -> TextSpan {
    let span = TextSpan(offset: UInt32(truncatingIfNeeded: arena.count), length: UInt32(bytes.count))
    arena.append(contentsOf: bytes)
    return span
  }

  private func equals(_ span: TextSpan, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard Int(span.length) == bytes.count, let theirs = bytes.baseAddress else { return false }
    return arena.withUnsafeBytes { all in
      guard let mine = all.baseAddress else { return false }
      return UnsafeRawBufferPointer.areEqual(mine + Int(span.offset), theirs, bytes.count)
    }
  }

  private func grow() {
    let old = symbolTable
    let mask = old.count * 2 - 1
    symbolTable = Array(repeating: (0, 0), count: mask + 1)
    for entry in old where entry.symbol != 0 {
      var slot = Int(entry.hash) & mask
      while symbolTable[slot].symbol != 0 { slot = (slot + 1) & mask }
      symbolTable[slot] = entry
    }
  }

  /// FNV-1a with eight bytes a step; only equality within one run rests on it.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var index = 0
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = (hash ^ word) &* 0x100_0000_01b3
      hash ^= hash >> 29
      index += 8
    }
    while index < bytes.count {
      hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
      index += 1
    }
    return hash ^ (hash >> 32)
  }
}
