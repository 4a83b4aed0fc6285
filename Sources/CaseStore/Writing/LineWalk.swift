/// The lines of a source with their records, one after the other.
final class LineWalk {
  struct Record: Equatable {
    var length: Int64
    var at: Int64?
  }

  struct Line: Equatable {
    var offset: Int64
    var number: Int64
    /// Most lines have one; those of OpenTelemetry and Loki have many.
    var records: [Record]
  }

  private let rows: Statement
  /// The first record of the next line, when it was read already.
  private var following: Line?
  /// A statement that is asked again after its end begins anew.
  private var isAtEnd = false

  /// - Parameter rows: offset, line, length and time of records, by offset.
  init(_ rows: Statement) { self.rows = rows }

  /// The next line, or nil at the end.
  func next() throws(StoreError) -> Line? {
    var line = following
    following = nil
    while !isAtEnd, try rows.step() {
      let record = Record(length: rows.integer(2), at: rows.optionalInteger(3))
      if line?.offset == rows.integer(0) {
        line?.records.append(record)
        continue
      }
      let new = Line(offset: rows.integer(0), number: rows.integer(1), records: [record])
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
