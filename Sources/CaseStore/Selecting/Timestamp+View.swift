public import Model

extension Timestamp {
  /// Reads the time text of the views, `2026-10-21T00:44:41.123456Z`; unknown for anything else.
  public init(viewText: String) {
    let bytes = Array(viewText.utf8)
    guard bytes.count == 27, bytes[10] == UInt8(ascii: "T"), bytes[26] == UInt8(ascii: "Z") else {
      self = .unknown
      return
    }
    let numbers = [(0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19), (20, 26)].map { start, end in
      bytes[start..<end].reduce(Int64(0)) { $0 * 10 + Int64($1) - 48 }
    }
    let day = CivilDate.day(year: numbers[0], month: numbers[1], day: numbers[2])
    let seconds = day * 86_400 + numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
    self.init(microseconds: seconds * 1_000_000 + numbers[6])
  }
}
