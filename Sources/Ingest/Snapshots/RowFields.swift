import JSONTape
import Model

/// The columns of a CSV row as fields of a record. Mutation ids are integers, everything else is text.
final class RowFields {
  private var fields = UnsafeMutableBufferPointer<FieldNode>.allocate(capacity: 0)
  private let names = ByteScratch()
  private let values = ByteScratch()
  private var header: TableHeader?
  /// For each field whether it counts mutations.
  private var isNumber: [Bool] = []

  deinit { fields.deallocate() }

  /// The fields of a row; they live until the next call.
  func read(_ row: Bytes, _ header: TableHeader) -> UnsafeMutableBufferPointer<FieldNode> {
    if header != self.header { prepare(header) }
    // Values are never longer than the row, so those that were added stay where they are.
    values.reset(capacity: row.count + JSONParser.padding)
    var at = 0
    var count = 1
    while count < fields.count, at <= row.count {
      let value = nextValue(row, &at)
      let key = fields[count].keyBytes
      fields[count] =
        if isNumber[count], let number = Self.number(value) {
          FieldNode(key: key, kind: .integer, text: value, integer: number, end: UInt32(count) + 1)
        } else {
          FieldNode(key: key, kind: .string, text: value, end: UInt32(count) + 1)
        }
      count += 1
    }
    fields[0].end = UInt32(count)
    return UnsafeMutableBufferPointer(rebasing: fields[..<count])
  }

  /// Puts the names of the columns where fields can point to them.
  private func prepare(_ header: TableHeader) {
    self.header = header
    isNumber = [false] + header.columns.map { $0.lowercased().hasSuffix("mutationid") }
    names.reset(capacity: header.columns.reduce(0) { $0 + $1.utf8.count })
    fields.deallocate()
    fields = .allocate(capacity: header.columns.count + 1)
    let none = Bytes(start: nil, count: 0)
    fields.initialize(repeating: FieldNode(key: none, kind: .object, text: none, depth: 0))
    for (index, name) in header.columns.enumerated() {
      let start = names.count
      for byte in name.utf8 { names.append(byte) }
      fields[index + 1] = FieldNode(key: names.bytes.slice(from: start), kind: .null, text: none)
    }
  }

  /// The value at `at` without its quotes; moves behind its comma.
  private func nextValue(_ row: Bytes, _ at: inout Int) -> Bytes {
    let start = values.count
    var isQuoted = false
    while at < row.count, isQuoted || row[at] != ASCII.comma {
      if row[at] == ASCII.quote {
        let isDoubled = isQuoted && at + 1 < row.count && row[at + 1] == ASCII.quote
        if isDoubled { values.append(ASCII.quote) }
        isQuoted = isDoubled || !isQuoted
        at += isDoubled ? 2 : 1
      } else {
        values.append(row[at])
        at += 1
      }
    }
    at += 1
    return values.bytes.slice(from: start)
  }

  private static func number(_ text: Bytes) -> Int64? {
    guard (1...18).contains(text.count), text.allSatisfy(\.isDigit) else { return nil }
    // An id with leading zeros is no number.
    guard text.count == 1 || text[0] != ASCII.zero else { return nil }
    return text.reduce(0) { $0 * 10 + Int64($1 - ASCII.zero) }
  }
}
