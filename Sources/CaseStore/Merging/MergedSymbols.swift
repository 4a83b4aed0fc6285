import Model

/// The symbols of a merged case, written by the thousand.
final class MergedSymbols {
  private let writer: CaseWriter
  private var numbers: [String: Symbol] = [:]
  private var arena: [UInt8] = []
  private var spans: [(offset: Int, length: Int)] = []
  private var last: Symbol = 0
  private static let waitingBytes = 1 << 20

  init(_ writer: CaseWriter) { self.writer = writer }

  /// The symbol of a text.
  func symbol(_ text: String) throws(StoreError) -> Symbol {
    if let known = numbers[text] { return known }
    last += 1
    numbers[text] = last
    let bytes = text.utf8
    spans.append((arena.count, bytes.count))
    arena.append(contentsOf: bytes)
    if arena.count > Self.waitingBytes { try write() }
    return last
  }

  /// Writes what waits.
  func write() throws(StoreError) {
    guard !spans.isEmpty else { return }
    let first = last - Symbol(spans.count) + 1
    let outcome = arena.withUnsafeBytes { texts in
      Result { () throws(StoreError) in try writer.insert(symbolsFrom: first, spans[...], in: texts) }
    }
    try outcome.get()
    spans.removeAll(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
  }
}
