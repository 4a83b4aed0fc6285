import Model

/// Times and spans as people write them in queries.
enum MomentText {
  static let accepted = "2026-10-21T00:44:41.123456Z, '2026-10-21 00:44' or 2026-10-21T02:44:41+02:00"
  static let acceptedSpans = "seconds as a number, or text like '+5 minutes', '-1.5 hours', '250 ms'"

  /// Reads a date, or a date with a time of minutes, seconds or a fraction; without a zone it is UTC.
  ///
  /// - Returns: Nil for anything else.
  static func moment(_ text: String) -> Timestamp? {
    var reader = DigitReader(text)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), let date = date(year, month, day)
    else { return nil }
    if reader.isAtEnd { return Timestamp(microseconds: date * 86_400_000_000) }
    guard reader.take("T") || reader.take(" "), let time = time(&reader), let zone = zone(&reader), reader.isAtEnd
    else { return nil }
    return Timestamp(microseconds: date * 86_400_000_000 + time - zone)
  }

  /// Days since 1970 of a date that exists.
  private static func date(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let days = CivilDate.day(year: year, month: month, day: day)
    return CivilDate.date(ofDay: days) == (year, month, day) ? days : nil
  }

  /// Microseconds since midnight.
  private static func time(_ reader: inout DigitReader) -> Int64? {
    guard let hour = reader.digits(2), hour < 24, reader.take(":"), let minute = reader.digits(2), minute < 60 else {
      return nil
    }
    var micros = (hour * 60 + minute) * 60_000_000
    if reader.take(":") {
      guard let second = reader.digits(2), second < 61 else { return nil }
      micros += second * 1_000_000
      if reader.take(".") {
        guard let fraction = reader.fraction() else { return nil }
        micros += fraction
      }
    }
    return micros
  }

  /// Microseconds that the zone is ahead of UTC.
  private static func zone(_ reader: inout DigitReader) -> Int64? {
    if reader.isAtEnd || reader.take("Z") { return 0 }
    let isAhead = reader.take("+")
    guard isAhead || reader.take("-"), let hours = reader.digits(2), hours < 15 else { return nil }
    _ = reader.take(":")
    guard let minutes = reader.digits(2), minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isAhead ? 60_000_000 : -60_000_000)
  }

  private static let units: [(names: [String], microseconds: Double)] = [
    (["microsecond", "microseconds", "us"], 1), (["millisecond", "milliseconds", "ms"], 1_000),
    (["second", "seconds", "sec", "s"], 1_000_000), (["minute", "minutes", "min", "m"], 60_000_000),
    (["hour", "hours", "h"], 3_600_000_000), (["day", "days", "d"], 86_400_000_000),
  ]

  /// Reads `+5 minutes`; a number alone is seconds.
  ///
  /// - Returns: Microseconds; nil for anything else.
  static func span(_ text: String) -> Int64? {
    let text = text.filter { $0 != " " }.lowercased()
    let number = text.prefix { !$0.isLetter }
    let name = String(text.dropFirst(number.count))
    let unit = name.isEmpty ? 1_000_000 : units.first { $0.names.contains(name) }?.microseconds
    guard let unit, let value = Double(number) else { return nil }
    return microseconds(value * unit)
  }

  /// Nil where no time could be that far away.
  static func microseconds(_ value: Double) -> Int64? { abs(value) < 1e17 ? Int64(value.rounded()) : nil }
}

/// Reads decimal digits and signs from the front of a text.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == sign.value else { return false }
    rest.removeFirst()
    return true
  }

  /// Exactly `count` digits.
  mutating func digits(_ count: Int) -> Int64? {
    var number: Int64 = 0
    for _ in 0..<count {
      guard let digit = rest.first, (48...57).contains(digit) else { return nil }
      number = number * 10 + Int64(digit - 48)
      rest.removeFirst()
    }
    return number
  }

  /// Digits of a fraction as microseconds; what is finer is left out.
  mutating func fraction() -> Int64? {
    var (number, scale): (Int64, Int64) = (0, 1_000_000)
    guard let first = rest.first, (48...57).contains(first) else { return nil }
    while let digit = rest.first, (48...57).contains(digit) {
      if scale > 1 { (number, scale) = (number * 10 + Int64(digit - 48), scale / 10) }
      rest.removeFirst()
    }
    return number * scale
  }
}
