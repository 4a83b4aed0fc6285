import Foundation
import Synchronization

/// One line on a terminal that tells how far reading is, with rate and remaining time.
final class ProgressLine: Sendable {
  private struct State {
    var isShown = false
    var last: ContinuousClock.Instant?
  }

  private let console: Console
  private let start = ContinuousClock.now
  private let state = Mutex(State())
  /// Often enough to look alive, rarely enough to cost nothing.
  private static let interval = Duration.milliseconds(200)

  init(_ console: Console) { self.console = console }

  func show(_ progress: Progress) {
    state.withLock { state in
      let now = ContinuousClock.now
      if let last = state.last, now - last < Self.interval { return }
      state.last = now
      state.isShown = true
      console.error("\r\u{1b}[K" + Self.text(progress, elapsed: now - start))
    }
  }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      if state.isShown { console.error("\r\u{1b}[K") }
      state.isShown = false
    }
  }

  /// `reading 120 of 542 MB (22 %), 410,000 records, 98 MB/s, 4 s left`
  static func text(_ progress: Progress, elapsed: Duration) -> String {
    let megabytes = Double(progress.bytes) / 1e6
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let rate = seconds > 0 ? megabytes / seconds : 0
    var text = "reading \(Int(megabytes))"
    if let total = progress.totalBytes, total > 0, total >= progress.bytes {
      text += " of \(total / 1_000_000) MB (\(progress.bytes * 100 / total) %)"
    } else {
      text += " MB"
    }
    text += ", \(progress.records) records, \(Int(rate)) MB/s"
    if let total = progress.totalBytes, total > progress.bytes, rate > 0 {
      text += ", \(Int((Double(total - progress.bytes) / 1e6 / rate).rounded(.up))) s left"
    }
    return text
  }
}
