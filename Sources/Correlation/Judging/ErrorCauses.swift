import Model
import Patterns
public import RulePacks
import YAMLDocument

/// What errors' words say of why they were thrown: `causes.yaml` of the packs, in its order.
public struct ErrorCauses: Sendable {
  private var patterns: [(cause: Cause, pattern: Pattern)] = []

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
  }

  /// Makes what one thread needs to tell causes.
  public func makeJudge() -> CauseJudge { CauseJudge(patterns) }

  private mutating func read(_ root: YAMLNode, into faults: inout [YAMLFault]) throws(YAMLFault) {
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

  /// Whether the words of a refusal say that a token had expired.
  public static func saysExpired(_ text: String) -> Bool {
    let lower = text.lowercased()
    return lower.contains("expired") || lower.contains("\"exp\" claim") || lower.contains("\\\"exp\\\" claim")
  }
}
