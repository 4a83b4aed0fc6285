import CaseStore
import Model

/// Numbers, times and lists as the text report spells them.
enum Wording {
  /// `4,812`
  static func number(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return value < 0 ? "-" + out : out
  }

  /// `1 write`, `3 writes`
  static func count(_ value: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number(value)) \(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// `2026-10-21 00:44:41` of a time as the views spell it.
  static func moment(_ iso: String) -> String {
    String(iso.prefix(19).replacing("T", with: " "))
  }

  /// `2026-10-21 00:44:41 to 00:52:03 UTC`; nil without any time.
  static func span(_ first: String?, _ last: String?) -> String? {
    guard let first = first ?? last else { return nil }
    let from = moment(first)
    guard let last, moment(last) != from else { return from + " UTC" }
    let to = moment(last)
    return "\(from) to \(to.prefix(10) == from.prefix(10) ? String(to.dropFirst(11)) : to) UTC"
  }

  /// `00:44:41.123`, with the date before it where that is not the day of `reference`.
  static func clock(_ iso: String?, day reference: String?) -> String {
    guard let iso else { return "no time" }
    let time = String(iso.dropFirst(11).prefix(12))
    return iso.prefix(10) == reference?.prefix(10) ? time : "\(iso.prefix(10)) \(time)"
  }

  /// `1,149 critical silent_drop, 39 high stale_token`
  static func kinds(_ counts: [KindCount]) -> String {
    counts.map { "\(number($0.count)) \($0.severity.rawValue) \($0.kind)" }.joined(separator: ", ")
  }

  /// `accepted until 2026-12-01 00:00:00 UTC: fixed in 2.4`; nil for a finding that counts.
  static func acceptance(_ finding: ReportedFinding) -> String? {
    finding.acceptance.map { "accepted until \(moment($0.until)) UTC: \($0.reason)" }
  }

  /// `68 s`, `5.3 s`, `12 min`, `3.5 h`: two digits are enough to act on.
  static func duration(microseconds: Int64) -> String {
    let tenths = (microseconds + 50_000) / 100_000
    if tenths < 100 { return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s" }
    let seconds = (microseconds + 500_000) / 1_000_000
    if seconds < 120 { return "\(seconds) s" }
    if seconds < 7_200 { return "\((seconds + 30) / 60) min" }
    return "\(number(Int((seconds + 1_800) / 3_600))) h"
  }

  /// `a, b, c and 4 more`
  static func list(_ items: [String], limit: Int, hidden: Int = 0) -> String {
    let rest = max(0, items.count - limit) + hidden
    let shown = items.prefix(limit).joined(separator: ", ")
    return rest == 0 ? shown : "\(shown) and \(number(rest)) more"
  }

  /// The first sentence, without its full stop.
  static func firstSentence(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    // A shortened id ends in three full stops: `h30f6ja0... (user u1)`.
    let end = line.ranges(of: ". ").first { range in !line[..<range.lowerBound].hasSuffix(".") }
    guard let end else { return line.hasSuffix(".") ? String(line.dropLast()) : line }
    return String(line[..<end.lowerBound])
  }
}
