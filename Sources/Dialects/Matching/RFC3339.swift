import Model

extension Timestamp {
  /// The moment that `2026-11-22T10:23:22.544Z` (or with an offset, `+01:00`) spells; nil for anything else.
  init?(rfc3339 text: UnsafeRawBufferPointer) {
    guard text.count >= 20, text[4] == 0x2d, text[7] == 0x2d, text[13] == 0x3a, text[16] == 0x3a,
      let year = Numbers.integer(text.slice(0, 4)), let month = Numbers.integer(text.slice(5, 7)),
      let day = Numbers.integer(text.slice(8, 10)), let hour = Numbers.integer(text.slice(11, 13)),
      let minute = Numbers.integer(text.slice(14, 16)), let second = Numbers.integer(text.slice(17, 19)),
      (1...12).contains(month), (1...31).contains(day), hour < 25, minute < 60, second < 61
    else { return nil }
    var micros: Int64 = 0
    var scale: Int64 = 100_000
    var at = 19
    if text[at] == 0x2e {
      at += 1
      while at < text.count, text[at] >= 0x30, text[at] <= 0x39 {
        micros += Int64(text[at] - 0x30) * scale
        scale /= 10
        at += 1
      }
    }
    guard let offset = Self.offset(text.slice(at, text.count)) else { return nil }
    let seconds = CivilDate.day(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
    self.init(microseconds: (seconds - offset) * 1_000_000 + micros)
  }

  /// Seconds east of UTC: `Z`, `+01:00`.
  private static func offset(_ text: UnsafeRawBufferPointer) -> Int64? {
    if text.count == 1, text[0] == 0x5a || text[0] == 0x7a { return 0 }
    guard text.count == 6, text[0] == 0x2b || text[0] == 0x2d, text[3] == 0x3a,
      let hours = Numbers.integer(text.slice(1, 3)), let minutes = Numbers.integer(text.slice(4, 6)), hours < 15,
      minutes < 60
    else { return nil }
    return (text[0] == 0x2b ? 1 : -1) * (hours * 3600 + minutes * 60)
  }
}
