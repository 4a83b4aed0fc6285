import CPCRE2

/// Matches one pattern on one thread; owns the memory that matching needs, so that a match allocates nothing.
public final class PatternMatcher {
  /// Backtracking steps of one match. A sensible pattern on a line of 64 KiB stays far below; a runaway one
  /// (`(a+)+$`) reaches it in some ten milliseconds.
  private static let matchLimit: UInt32 = 1_000_000
  /// Nested backtracking of the interpreter, where there is no JIT.
  private static let depthLimit: UInt32 = 250_000
  private static let largestStack = 1 << 20

  /// How often a match was given up at a limit; each counted as "no match".
  public private(set) var limitOverruns = 0

  private let pattern: Pattern
  private let matchData: OpaquePointer?
  private let context: OpaquePointer?
  private var stack: OpaquePointer?
  /// Groups that `range` may ask for; zero after a failed match.
  private var groupCount = 0

  init(_ pattern: Pattern) {
    self.pattern = pattern
    matchData = pcre2_match_data_create_from_pattern_8(pattern.code, nil)
    context = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(context, Self.matchLimit)
    pcre2_set_depth_limit_8(context, Self.depthLimit)
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(stack)
  }

  /// Whether the pattern occurs in the bytes.
  public func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    match(bytes)
  }

  /// Searches the first occurrence of the pattern; `range(_:)` then tells where its groups are.
  public func match(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var result = run(bytes)
    if result == PCRE2_ERROR_JIT_STACKLIMIT, stack == nil {
      // The machine stack's 32 KiB were not enough; few patterns and lines need more, so only they pay for it.
      stack = pcre2_jit_stack_create_8(32 << 10, Self.largestStack, nil)
      pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
      result = run(bytes)
    }
    groupCount = max(0, Int(result))
    if result < 0, result != PCRE2_ERROR_NOMATCH { limitOverruns += 1 }
    return result > 0
  }

  /// The byte range of a named group in the last match; nil where the group took no part or does not exist.
  public func range(_ group: String) -> Range<Int>? {
    pattern.groupIndexes[group].flatMap { range(at: $0) }
  }

  /// The byte range of a numbered group in the last match; 0 is the whole match.
  public func range(at index: Int) -> Range<Int>? {
    guard index >= 0, index < groupCount, let offsets = pcre2_get_ovector_pointer_8(matchData) else { return nil }
    let start = offsets[2 * index]
    let end = offsets[2 * index + 1]
    // Unset groups are all ones, which is -1 here. `\K` in a look-ahead can put the start behind the end.
    return start >= 0 && start <= end ? start..<end : nil
  }

  private func run(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    // An empty buffer may have no address; any non-nil one serves, since nothing is read from it.
    let start = bytes.baseAddress ?? UnsafeRawPointer(matchData)
    let subject = start?.assumingMemoryBound(to: UInt8.self)
    return pcre2_match_8(pattern.code, subject, bytes.count, 0, 0, matchData, context)
  }
}
