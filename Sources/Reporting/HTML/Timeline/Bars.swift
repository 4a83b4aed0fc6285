import CaseStore
import Model

/// Counts over time.
struct Bars {
  var counts: [Int]
  var most: Int
  var scale: TimeScale
  /// Pixels.
  var bottom: Int
  var height: Int

  /// One bar per bucket; `sentence` is what a bar of so many says, nil for nothing.
  func drawing(style: HTML, sentence: ((Int) -> String)? = nil) -> HTML {
    guard most > 0, !counts.isEmpty else { return "" }
    let bucket = BucketScale(scale: scale, buckets: counts.count)
    var out: HTML = ""
    for (index, count) in counts.enumerated() where count > 0 {
      let tall = max(1.5, Double(height) * Double(count) / Double(most))
      let words: HTML = sentence.map { " data-t=\"\($0(count))\"" } ?? ""
      out += """
        <rect class="bar \(style)" x="\(bucket.x(index))" width="\(bucket.width)" \
        y="\(TimeScale.decimal(Double(bottom) - tall))" height="\(TimeScale.decimal(tall))"\(words)/>

        """
    }
    return out
  }
}

/// The buckets of a timeline on its scale, which is a little longer.
struct BucketScale {
  private let start: Double
  private let step: Double

  init(scale: TimeScale, buckets: Int) {
    let margin = scale.margin
    start = margin
    step = (1 - 2 * margin) / Double(buckets)
  }

  func x(_ bucket: Int) -> HTML { TimeScale.percent(start + Double(bucket) * step) }
  var width: HTML { TimeScale.percent(step * 0.86) }
}
