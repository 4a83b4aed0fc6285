import CaseStore
import Model

/// Moments as parts of the drawn stretch: positions are percentages, so that a drawing fits any width and zooming is
/// nothing but a wider drawing.
struct TimeScale {
  /// Where the drawing begins: a little before the first record.
  var start: Timestamp
  /// Microseconds.
  var length: Int64

  /// The part of the scale that lies before the first record, and the same after the last.
  private(set) var margin = 0.0

  /// Room at both ends, so that marks there can be seen whole.
  private static let marginShare: Int64 = 60

  /// nil where no record has a time.
  init?(_ timeline: CaseTimeline) {
    guard let span = timeline.lastAt.since(timeline.firstAt) else { return nil }
    let margin = max(500_000, span / Self.marginShare)
    start = Timestamp(microseconds: timeline.firstAt.microseconds - margin)
    length = span + 2 * margin
    self.margin = Double(margin) / Double(length)
  }

  /// 0 at the start, 1 at the end; what lies beyond is drawn outside.
  func fraction(_ moment: Timestamp) -> Double {
    min(2, max(-1, Double(moment.microseconds - start.microseconds) / Double(length)))
  }

  /// `12.34567%`
  func x(_ moment: Timestamp) -> HTML { Self.percent(fraction(moment)) }

  func width(from first: Timestamp, to last: Timestamp) -> HTML {
    Self.percent(max(0, fraction(last) - fraction(first)))
  }

  static func percent(_ fraction: Double) -> HTML { "\(decimal(fraction * 100))%" }

  /// Five decimals at most, whatever the platform prints of a `Double`.
  static func decimal(_ value: Double) -> String {
    let scaled = Int64((value * 100_000).rounded())
    let sign = scaled < 0 ? "-" : ""
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    var fraction = String(padded.suffix(5))
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return sign + padded.dropLast(5) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Moments at round distances, about `count` of them, for the axis as it first stands.
  func ticks(_ count: Int64) -> [Timestamp] {
    let seconds: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400]
    let wanted = max(1, length / count / 1_000_000)
    let step = (seconds.first { $0 >= wanted } ?? (wanted / 86_400 + 1) * 86_400) * 1_000_000
    let first = (start.microseconds / step + 1) * step
    return stride(from: first, through: start.microseconds + length, by: Int64.Stride(step)).map {
      Timestamp(microseconds: $0)
    }
  }
}

extension Timestamp {
  /// `10:43:57`
  var clock: String { isKnown ? String(iso.dropFirst(11).prefix(8)) : "no time" }
  /// `10:43:57.039`
  var fineClock: String { isKnown ? String(iso.dropFirst(11).prefix(12)) : "no time" }
}
