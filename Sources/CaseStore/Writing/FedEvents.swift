import CSQLite
import Model

/// The rows of `event_rows` on their way into the case; their numbers follow on those in the table.
final class FedEvents: FedRows {
  static let columns = [
    "kind", "record", "source", "at", "grp", "client", "connection", "usr", "token", "mutation", "status", "number",
    "name", "address", "request", "detail",
  ]
  var chunk = EventTable.Chunk()
  /// Rows before this one are in the file already.
  var first = 0

  override var count: Int { chunk.rows.count - first }

  override func give(_ row: Int, _ column: Int32, to context: OpaquePointer?) {
    chunk.rows.withUnsafeBufferPointer { rows in
      let row = rows[first + row]
      switch column {
      case 0: sqlite3_result_int64(context, Int64(row.kind.rawValue))
      case 1: sqlite3_result_int64(context, row.record)
      case 2: sqlite3_result_int64(context, Int64(row.source))
      case 3: give(row.at, to: context)
      case 4: sqlite3_result_int64(context, Int64(row.group))
      case 5: sqlite3_result_int64(context, Int64(row.client))
      case 6: sqlite3_result_int64(context, Int64(row.connection))
      case 7: sqlite3_result_int64(context, Int64(row.user))
      case 8: sqlite3_result_int64(context, Int64(row.token))
      case 9: give(row.mutation, to: context)
      case 10: if row.status != .min { sqlite3_result_int64(context, Int64(row.status)) }
      case 11: give(row.number, to: context)
      case 12: sqlite3_result_int64(context, Int64(row.name))
      case 13: sqlite3_result_int64(context, Int64(row.address))
      case 14: giveText(Int(row.textOffset), Int(row.requestLength), to: context)
      default: giveText(Int(row.textOffset) + Int(row.requestLength), Int(row.detailLength), to: context)
      }
    }
  }

  private func give(_ number: Int64, to context: OpaquePointer?) {
    if number != .min { sqlite3_result_int64(context, number) }
  }

  /// The texts stay where they are until the statement has run, so SQLite needs no copy.
  private func giveText(_ offset: Int, _ length: Int, to context: OpaquePointer?) {
    guard length > 0 else { return }
    chunk.texts.withUnsafeBytes { texts in
      guard let base = texts.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
      sqlite3_result_text(context, base + offset, Int32(length), nil)
    }
  }
}
