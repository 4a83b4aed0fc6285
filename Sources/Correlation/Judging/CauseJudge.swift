public import Model
import Patterns

/// Tells from an error's words why it was thrown; the first pattern that matches wins. For one thread: it remembers
/// what it has told, and matching has memory of its own.
public final class CauseJudge {
  private let matchers: [(cause: Cause, matcher: PatternMatcher)]
  private var known: [String: Cause] = [:]

  init(_ patterns: [(cause: Cause, pattern: Pattern)]) {
    matchers = patterns.map { ($0.cause, $0.pattern.makeMatcher()) }
  }

  /// The cause of an error; nil where its words fit no list: the application's own decision, as far as can be told.
  ///
  /// - Parameters:
  ///   - name: the error's class, where known.
  ///   - text: its message.
  /// - Returns: the cause, or nil.
  public func cause(name: String, text: String) -> Cause? {
    var words = name.isEmpty ? text : "\(name): \(text)"
    if let known = known[words] { return known == .application ? nil : known }
    let cause = words.withUTF8 { bytes in
      matchers.first { $0.matcher.matches(UnsafeRawBufferPointer(bytes)) }?.cause
    }
    if known.count < 10_000 { known[words] = cause ?? .application }
    return cause
  }
}
