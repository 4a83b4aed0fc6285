import CommandLineTable
import Model

/// A moment on the command line.
enum TimeArgument {
  static let accepted = "2026-10-21, '2026-10-21 00:44', 2026-10-21T00:44:41.5Z or 2026-10-21T02:44:41+02:00"

  /// Reads a date or a date with a time; without a zone it is UTC.
  ///
  /// - Parameters:
  ///   - text: As typed.
  ///   - endOfDay: Whether a date alone means the end of its day (exclusive) and not its start.
  /// - Returns: The moment, nil for anything else; relative times are refused because reports are repeatable.
  static func moment(_ text: String, endOfDay: Bool) -> Timestamp? {
    let pattern =
      /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(?:Z|([+-])(\d\d):?(\d\d))?)?/
    guard let match = text.wholeMatch(of: pattern)?.output,
      let day = day(match.1, match.2, match.3)
    else { return nil }
    guard let hourText = match.4 else {
      return Timestamp(microseconds: (day + (endOfDay ? 1 : 0)) * 86_400_000_000)
    }
    func number(_ text: Substring?) -> Int64 { text.flatMap { Int64($0) } ?? 0 }
    let (hour, minute, second) = (number(hourText), number(match.5), number(match.6))
    guard hour < 24, minute < 60, second < 61 else { return nil }
    let fraction = match.7.map { Int64($0 + String(repeating: "0", count: 6 - $0.count)) ?? 0 } ?? 0
    guard number(match.9) < 15, number(match.10) < 60 else { return nil }
    let zone = (number(match.9) * 60 + number(match.10)) * (match.8 == "-" ? -60 : 60)
    let seconds = day * 86_400 + hour * 3_600 + minute * 60 + second - zone
    return Timestamp(microseconds: seconds * 1_000_000 + fraction)
  }

  /// Days since 1970 of a date that exists.
  private static func day(_ year: Substring, _ month: Substring, _ day: Substring) -> Int64? {
    guard let year = Int64(year), let month = Int64(month), let day = Int64(day), (1...12).contains(month), day > 0
    else { return nil }
    let days = CivilDate.day(year: year, month: month, day: day)
    let back = CivilDate.date(ofDay: days)
    return back == (year, month, day) ? days : nil
  }
}

extension ParsedCommand {
  /// The moment that an option names; unknown without it.
  func moment(_ option: String) throws -> Timestamp {
    guard let text = value(option) else { return .unknown }
    guard let moment = TimeArgument.moment(text, endOfDay: option == "until") else {
      throw fault("'--\(option)' is '\(text)', expected \(TimeArgument.accepted)")
    }
    return moment
  }
}
