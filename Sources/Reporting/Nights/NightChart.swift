import CaseStore
import Model

/// Lost writes and stale tokens per night as bars, in an SVG.
struct NightChart {
  /// In the order of time.
  private let nights: [Night]
  /// Nights that are drawn.
  private static let limit = 60
  private static let size = (width: 720, height: 220)
  private static let plot = (left: 48, top: 28, right: 708, bottom: 180)

  init(_ nights: [Night]) { self.nights = nights.prefix(Self.limit).reversed() }

  var html: HTML {
    guard let first = nights.first, let last = nights.last else { return "" }
    let words = "from \(first.at.short) to \(last.at.short) UTC"
    return """
      <svg viewBox="0 0 \(Self.size.width) \(Self.size.height)" role="img" aria-labelledby="chart-title chart-text">
      <title id="chart-title">Lost writes and stale tokens per night, \(words)</title>
      <desc id="chart-text">\(description)</desc>
      \(legend)\(axes(first, last))\(nights.indices.map(bars))</svg>
      """
  }

  private var description: String {
    let lost = nights.reduce(0) { $0 + $1.counts.lostWrites }
    let stale = nights.reduce(0) { $0 + $1.counts.staleTokens }
    return "\(Wording.count(lost, "lost write")) and \(Wording.count(stale, "stale token")) in "
      + "\(Wording.count(nights.count, "night")), each counted in the night that found it; the table has the numbers."
  }

  private var highest: Int { max(1, nights.map { max($0.counts.lostWrites, $0.counts.staleTokens) }.max() ?? 1) }

  private var legend: HTML {
    """
    <rect class="lost" x="\(Self.plot.left)" y="6" width="12" height="12"/>
    <text x="\(Self.plot.left + 18)" y="16">lost writes</text>
    <rect class="stale" x="\(Self.plot.left + 110)" y="6" width="12" height="12" rx="6"/>
    <text x="\(Self.plot.left + 128)" y="16">stale tokens</text>

    """
  }

  private func axes(_ first: Night, _ last: Night) -> HTML {
    let plot = Self.plot
    let lastLabel: HTML =
      nights.count < 2
      ? "" : "<text x=\"\(plot.right)\" y=\"\(plot.bottom + 18)\" text-anchor=\"end\">\(day(last))</text>"
    return """
      <line class="axis" x1="\(plot.left)" y1="\(plot.bottom)" x2="\(plot.right)" y2="\(plot.bottom)"/>
      <line class="axis" x1="\(plot.left)" y1="\(plot.top)" x2="\(plot.left)" y2="\(plot.bottom)"/>
      <text x="\(plot.left - 6)" y="\(plot.top + 10)" text-anchor="end">\(highest)</text>
      <text x="\(plot.left - 6)" y="\(plot.bottom)" text-anchor="end">0</text>
      <text x="\(plot.left)" y="\(plot.bottom + 18)">\(day(first))</text>\(lastLabel)

      """
  }

  private func day(_ night: Night) -> String { String(night.at.short.prefix(10)) }

  private func bars(_ index: Int) -> HTML {
    let night = nights[index]
    let step = (Self.plot.right - Self.plot.left) / max(nights.count, 8)
    let width = max(2, (step - 3) / 2)
    let left = Self.plot.left + 2 + index * step
    let title =
      "\(night.at.short): \(Wording.count(night.counts.lostWrites, "lost write")), "
      + Wording.count(night.counts.staleTokens, "stale token")
    return """
      <g><title>\(title)</title>\(bar(night.counts.lostWrites, "lost", left, width, 0))\
      \(bar(night.counts.staleTokens, "stale", left + width, width, min(3, width / 2)))</g>

      """
  }

  /// A bar as high as its number; nothing for zero.
  private func bar(_ number: Int, _ name: String, _ x: Int, _ width: Int, _ radius: Int) -> HTML {
    guard number > 0 else { return "" }
    let room = Self.plot.bottom - Self.plot.top
    // In floating point, because a number of writes times the height may not fit.
    let height = max(2, Int(Double(room) * Double(number) / Double(highest)))
    let y = Self.plot.bottom - height
    return """
      <rect class="\(name)" x="\(x)" y="\(y)" width="\(width)" height="\(height)" rx="\(radius)"/>
      """
  }
}
