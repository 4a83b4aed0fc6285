import CSQLite
import Model

/// The rows of `symbols` on their way into the case.
final class FedSymbols: FedRows {
  static let columns = ["symbol", "text"]
  /// The number of the first.
  var first: Symbol = 0
  /// Where each text stands in `texts`.
  var spans: ArraySlice<(offset: Int, length: Int)> = []
  var texts = UnsafeRawBufferPointer(start: nil, count: 0)

  override var count: Int { spans.count }

  override func give(_ row: Int, _ column: Int32, to context: OpaquePointer?) {
    if column == 0 { return sqlite3_result_int64(context, Int64(first) + Int64(row)) }
    let span = spans[spans.startIndex + row]
    guard let base = texts.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
    sqlite3_result_text(context, base + span.offset, Int32(span.length), nil)
  }
}
