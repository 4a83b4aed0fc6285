/// A moment: microseconds since 1970-01-01T00:00:00Z, or unknown.
@frozen
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since the epoch, UTC; `Int64.min` where the moment is unknown.
  public var microseconds: Int64

  public static let unknown = Timestamp(microseconds: .min)

  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }
  @inlinable public var isKnown: Bool { microseconds != .min }
  @inlinable public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

  /// The microseconds, nil where unknown: the form that the case file stores.
  @inlinable public var stored: Int64? { isKnown ? microseconds : nil }
  @inlinable public init(stored: Int64?) { microseconds = stored ?? .min }

  /// The microseconds from `other` to this moment; nil where either is unknown.
  public func since(_ other: Timestamp) -> Int64? {
    isKnown && other.isKnown ? microseconds - other.microseconds : nil
  }

  /// ISO 8601, UTC, microseconds: `2026-10-21T00:44:41.123456Z`; `-` where unknown.
  public var iso: String {
    guard isKnown else { return "-" }
    let seconds = microseconds.floorDivided(by: 1_000_000)
    var text = Self.civil(seconds, "T")
    text.append(UInt8(ascii: "."))
    Self.add(microseconds - seconds * 1_000_000, digits: 6, to: &text)
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }

  /// ISO 8601 with a space and whole seconds, for reading: `2026-10-21 00:44:41`.
  public var short: String {
    guard isKnown else { return "-" }
    return String(decoding: Self.civil(microseconds.floorDivided(by: 1_000_000), " "), as: UTF8.self)
  }

  /// Reports and findings spell times by the thousand: as bytes, not as pieces of text.
  private static func civil(_ seconds: Int64, _ separator: Unicode.Scalar) -> [UInt8] {
    let days = seconds.floorDivided(by: 86_400)
    let second = seconds - days * 86_400
    let (year, month, day) = CivilDate.date(ofDay: days)
    var text: [UInt8] = []
    text.reserveCapacity(27)
    text += String(year).utf8
    for (mark, part) in [
      ("-", month), ("-", day), (separator, second / 3600), (":", second / 60 % 60), (":", second % 60),
    ] {
      text.append(UInt8(ascii: mark))
      add(part, digits: 2, to: &text)
    }
    return text
  }

  private static func add(_ number: Int64, digits: Int, to text: inout [UInt8]) {
    var scale: Int64 = 1
    for _ in 1..<digits { scale *= 10 }
    while scale > 0 {
      text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / scale % 10))
      scale /= 10
    }
  }
}

extension Int64 {
  @inlinable
  func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// The proleptic Gregorian calendar, in days since 1970-01-01.
public enum CivilDate {
  /// Days since 1970-01-01 of a date; month 1...12, day 1...31.
  @inlinable
  public static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, eras have 400 years.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month (1...12) and day (1...31) of a day since 1970-01-01.
  public static func date(ofDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let z = days + 719_468
    let era = z.floorDivided(by: 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}
