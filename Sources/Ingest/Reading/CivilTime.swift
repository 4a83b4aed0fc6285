import Model

/// A time read from bytes.
struct CivilTime {
  var time: Timestamp
  /// The size of its last digit, microseconds: 1_000_000, 1_000 or 1.
  var resolution: Int32
  /// False where the text names no zone; UTC is assumed then.
  var hasZone: Bool
  /// How many bytes it takes.
  var length: Int
  /// The zone is written as `Z`.
  var isZulu = false
  var fractionDigits = 0

  /// The time that ISO 8601 text at `start` says: `-` or `/` between the parts of the date, `T` or a space before the
  /// hour, up to nine digits after `.` or `,`, a zone or none.
  ///
  /// Accepts the broken half-hour zones of zero-cache's text sink (`+5.5:30` is 05:30).
  static func iso(_ bytes: Bytes, at start: Int = 0) -> CivilTime? {
    guard bytes.count - start >= 19, let (day, separator) = date(bytes, at: start) else { return nil }
    guard bytes[start + 10] == 0x54 || bytes[start + 10] == ASCII.space || bytes[start + 10] == 0x74 else { return nil }
    guard separator == ASCII.hyphen || separator == 0x2F, let second = clock(bytes, at: start + 11) else { return nil }
    var result = CivilTime(time: .unknown, resolution: 1_000_000, hasZone: false, length: 19)
    let micros = result.readFraction(bytes, at: start + 19)
    let offset = result.readZone(bytes, at: start + result.length)
    result.time = Timestamp(microseconds: (day * 86_400 + second - offset) * 1_000_000 + micros)
    return result
  }

  /// The time of an access log: `22/Nov/2026:10:23:29 +0000`; HAProxy writes a fraction and no zone.
  static func accessLog(_ bytes: Bytes, at start: Int) -> CivilTime? {
    guard bytes.count - start >= 20, let dayOfMonth = two(bytes, start), bytes[start + 2] == 0x2F,
      let month = month(bytes, start + 3), bytes[start + 6] == 0x2F, let century = two(bytes, start + 7),
      let year = two(bytes, start + 9), bytes[start + 11] == ASCII.colon, let second = clock(bytes, at: start + 12)
    else { return nil }
    var result = CivilTime(time: .unknown, resolution: 1_000_000, hasZone: false, length: 20)
    let micros = result.readFraction(bytes, at: start + 20)
    var offset: Int64 = 0
    if start + result.length < bytes.count, bytes[start + result.length] == ASCII.space {
      result.length += 1
      offset = result.readZone(bytes, at: start + result.length)
      if !result.hasZone { result.length -= 1 }
    }
    let day = CivilDate.day(year: century * 100 + year, month: month, day: dayOfMonth)
    result.time = Timestamp(microseconds: (day * 86_400 + second - offset) * 1_000_000 + micros)
    return result
  }

  /// The moment that a syslog header says: `Nov 22 10:23:18`, `Nov  2 10:23:18`.
  static func syslog(_ bytes: Bytes, at start: Int) -> SyslogPrefixes.Moment? {
    guard bytes.count - start >= 15, let month = month(bytes, start), let second = clock(bytes, at: start + 7) else {
      return nil
    }
    let day = bytes[start + 4] == ASCII.space ? Int64(bytes[start + 5] &- ASCII.zero) : two(bytes, start + 4)
    guard let day, day >= 1, day <= 31 else { return nil }
    return .init(month: month, day: day, second: second)
  }

  private static func date(_ bytes: Bytes, at start: Int) -> (day: Int64, separator: UInt8)? {
    guard let century = two(bytes, start), let year = two(bytes, start + 2), let month = two(bytes, start + 5),
      let day = two(bytes, start + 8), bytes[start + 4] == bytes[start + 7], month >= 1, month <= 12, day >= 1,
      day <= 31
    else { return nil }
    return (CivilDate.day(year: century * 100 + year, month: month, day: day), bytes[start + 4])
  }

  /// The seconds of `hh:mm:ss`.
  private static func clock(_ bytes: Bytes, at start: Int) -> Int64? {
    guard let hour = two(bytes, start), bytes[start + 2] == ASCII.colon, let minute = two(bytes, start + 3),
      bytes[start + 5] == ASCII.colon, let second = two(bytes, start + 6), hour < 24, minute < 60, second <= 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  private static func two(_ bytes: Bytes, _ at: Int) -> Int64? {
    let high = bytes[at] &- ASCII.zero
    let low = bytes[at + 1] &- ASCII.zero
    return high < 10 && low < 10 ? Int64(high) * 10 + Int64(low) : nil
  }

  private static func month(_ bytes: Bytes, _ at: Int) -> Int64? {
    let names: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
    for index in 0..<12 {
      let name = names.utf8Start + index * 3
      if bytes[at] == name[0], bytes[at + 1] == name[1], bytes[at + 2] == name[2] { return Int64(index + 1) }
    }
    return nil
  }

  private mutating func readFraction(_ bytes: Bytes, at start: Int) -> Int64 {
    guard start + 1 < bytes.count, bytes[start] == ASCII.dot || bytes[start] == ASCII.comma, bytes[start + 1].isDigit
    else { return 0 }
    var micros: Int64 = 0
    var at = start + 1
    while at < bytes.count, bytes[at].isDigit {
      if fractionDigits < 6 { micros = micros * 10 + Int64(bytes[at] - ASCII.zero) }
      fractionDigits += 1
      at += 1
    }
    for _ in min(fractionDigits, 6)..<6 { micros *= 10 }
    length += at - start
    resolution = fractionDigits > 3 ? 1 : 1_000
    return micros
  }

  /// Seconds east of UTC; 0 and no zone where none is written.
  private mutating func readZone(_ bytes: Bytes, at start: Int) -> Int64 {
    guard start < bytes.count else { return 0 }
    if bytes[start] == 0x5A || bytes[start] == 0x7A {
      (hasZone, isZulu) = (true, true)
      length += 1
      return 0
    }
    guard bytes[start] == 0x2B || bytes[start] == ASCII.hyphen else { return 0 }
    var at = start + 1
    var hours: Int64 = 0
    while at < bytes.count, at < start + 3, bytes[at].isDigit {
      hours = hours * 10 + Int64(bytes[at] - ASCII.zero)
      at += 1
    }
    guard at > start + 1 else { return 0 }
    if at < bytes.count, bytes[at] == ASCII.dot {
      at += 1
      while at < bytes.count, bytes[at].isDigit { at += 1 }
    }
    if at < bytes.count, bytes[at] == ASCII.colon { at += 1 }
    var minutes: Int64 = 0
    if at + 1 < bytes.count, let value = Self.two(bytes, at) {
      minutes = value
      at += 2
    }
    // No zone of the world is so far off: what stands there is something else.
    guard hours < 15, minutes < 60 else { return 0 }
    hasZone = true
    length += at - start
    let seconds = hours * 3600 + minutes * 60
    return bytes[start] == ASCII.hyphen ? -seconds : seconds
  }
}

/// Times written as numbers since 1970, told apart by magnitude: seconds, milli-, micro- and nanoseconds of the years
/// 2001 to 2286.
extension CivilTime {
  static func epoch(_ value: Int64) -> CivilTime? {
    switch value {
    case 1_000_000_000..<10_000_000_000: epoch(value * 1_000_000, 1_000_000)
    case 1_000_000_000_000..<10_000_000_000_000: epoch(value * 1_000, 1_000)
    case 1_000_000_000_000_000..<10_000_000_000_000_000: epoch(value, 1)
    case 1_000_000_000_000_000_000...: epoch(value / 1_000, 1)
    default: nil
    }
  }

  static func epoch(_ value: Double) -> CivilTime? {
    if value >= 1e9, value < 1e10 { return epoch(Int64((value * 1e6).rounded()), 1) }
    if value >= 1e12, value < 1e13 { return epoch(Int64((value * 1e3).rounded()), 1) }
    return nil
  }

  /// Digits with an optional fraction: `1795342164.217`, `1795342164217`.
  static func epoch(_ bytes: Bytes) -> CivilTime? {
    var value: Int64 = 0
    var at = 0
    while at < bytes.count, at < 19, bytes[at].isDigit {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = product &+ Int64(bytes[at] - ASCII.zero)
      at += 1
    }
    guard at >= 10, var result = epoch(value) else { return nil }
    if at == 10 { result.time.microseconds += result.readFraction(bytes, at: at) } else { result.length = 0 }
    result.length = at == 10 ? result.length + 10 : at
    return result.length == bytes.count ? result : nil
  }

  private static func epoch(_ microseconds: Int64, _ resolution: Int32) -> CivilTime {
    CivilTime(time: Timestamp(microseconds: microseconds), resolution: resolution, hasZone: true, length: 0)
  }
}
