public import Model
import Patterns
public import RulePacks
import YAMLDocument

/// Tells from an error's words why it was thrown: `causes.yaml` of the packs, first match wins.
public final class ErrorCauses: @unchecked Sendable {
  // @unchecked Sendable because every thread is given one of its own (`forAnotherThread`).
  private var patterns: [(cause: Cause, pattern: Pattern)] = []
  private var matchers: [(cause: Cause, matcher: PatternMatcher)] = []
  private var known: [String: Cause] = [:]

  /// Reads every `causes.yaml` of the packs.
  ///
  /// - Parameter packs: the rule packs.
  /// - Throws: `CorrelationError` with every fault of the files.
  public init(packs: RulePacks) throws(CorrelationError) {
    var faults: [YAMLFault] = []
    for file in packs.files where file.path.hasSuffix("/causes.yaml") {
      do throws(YAMLFault) {
        try read(YAMLNode.parse(file.text, file: file.displayPath), into: &faults)
      } catch {
        faults.append(error)
      }
    }
    guard faults.isEmpty else { throw CorrelationError(faults: faults) }
    matchers = patterns.map { ($0.cause, $0.pattern.makeMatcher()) }
  }

  private init(patterns: [(cause: Cause, pattern: Pattern)]) {
    self.patterns = patterns
    matchers = patterns.map { ($0.cause, $0.pattern.makeMatcher()) }
  }

  /// The same patterns with memory of their own: matching is not for several threads at once.
  func forAnotherThread() -> ErrorCauses { ErrorCauses(patterns: patterns) }

  private func read(_ root: YAMLNode, into faults: inout [YAMLFault]) throws(YAMLFault) {
    var top = YAMLMapReader(root, allowed: ["schema", "causes"])
    for entry in top.items("causes") ?? [] {
      var reader = YAMLMapReader(entry, allowed: ["cause", "patterns"])
      let cause = reader.oneOf("cause", Cause.allCases.map(\.rawValue)).flatMap { Cause(rawValue: $0) }
      for pattern in reader.items("patterns") ?? [] {
        do {
          let compiled = try Pattern(pattern.string ?? "", caseInsensitive: true)
          if let cause { patterns.append((cause, compiled)) }
        } catch {
          faults.append(YAMLFault("pattern does not compile", at: pattern, reason: "\(error)"))
        }
      }
      faults += reader.faults
    }
    faults += top.faults
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

  /// Whether the words of a refusal say that a token had expired.
  public static func saysExpired(_ text: String) -> Bool {
    let lower = text.lowercased()
    return lower.contains("expired") || lower.contains("\"exp\" claim") || lower.contains("\\\"exp\\\" claim")
  }
}
