import CSQLite
import Model

/// The rows of `record_rows` on their way into the case.
final class FedRecords: FedRows {
  static let columns = ["source", "offset", "length", "line", "at", "facts", "entry"]
  var rows = UnsafeBufferPointer<RecordRow>(start: nil, count: 0)

  override var count: Int { rows.count }

  override func give(_ row: Int, _ column: Int32, to context: OpaquePointer?) {
    let row = rows[row]
    switch column {
    case 0: sqlite3_result_int64(context, Int64(row.source))
    case 1: sqlite3_result_int64(context, Int64(bitPattern: row.offset))
    case 2: sqlite3_result_int64(context, Int64(bitPattern: row.length))
    case 3: sqlite3_result_int64(context, Int64(bitPattern: row.line))
    case 4: if row.at.isKnown { sqlite3_result_int64(context, row.at.microseconds) }
    case 5: sqlite3_result_int64(context, row.facts)
    default: sqlite3_result_int64(context, row.entry)
    }
  }
}
