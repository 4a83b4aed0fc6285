/// The lines of a source with their records, one after the other.
final class LineWalk {
  struct Record: Equatable {
    var offset: Int64
    var length: Int64
    var at: Int64?
  }

  struct Line: Equatable {
    var number: Int64
    /// Most lines have one; those of OpenTelemetry and Loki have many.
    var records: [Record]
  }

  private let rows: Statement
  /// The first record of the next line, when it was read already.
  private var following: Line?
  /// A statement that is asked again after its end begins anew.
  private var isAtEnd = false

  /// - Parameter rows: line, offset, length and time of records, in this order.
  init(_ rows: Statement) { self.rows = rows }

  /// The next line, or nil at the end.
  func next() throws(StoreError) -> Line? {
    var line = following
    following = nil
    while !isAtEnd, try rows.step() {
      let record = Record(offset: rows.integer(1), length: rows.integer(2), at: rows.optionalInteger(3))
      if line?.number == rows.integer(0) {
        line?.records.append(record)
        continue
      }
      let new = Line(number: rows.integer(0), records: [record])
      guard line != nil else {
        line = new
        continue
      }
      following = new
      return line
    }
    isAtEnd = true
    return line
  }
}
