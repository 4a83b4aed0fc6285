import Patterns
import YAMLDocument

/// What the free words of an application's line can say; the patterns are data (`phrases:` of dialect files).
enum Phrase: String, CaseIterable, Sendable {
  /// A credential was refused.
  case refused
  /// The refused request went on without a user.
  case anonymous
  /// A token or a session was made or renewed.
  case issued
  /// Something that the server needs does not answer.
  case unavailable
  /// The database failed.
  case database
  /// Writes were processed, without a word on their results.
  case handled
  /// The same words about writes that were not, or not yet.
  case unhandled
  /// A line that names writes in its words: groups `name` and `id`; found again and again in the same line.
  case write

  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The patterns of the phrases of all dialect files.
struct PhraseTable: Sendable {
  private(set) var patterns: [Phrase: [Pattern]] = [:]

  /// Reads `phrase: [pattern, ...]` pairs; PCRE2, without regard to case.
  mutating func read(_ node: YAMLNode, faults: inout [YAMLFault]) {
    for (key, value) in node.pairs ?? [] {
      guard let phrase = Phrase(rawValue: key) else {
        let names = Phrase.allCases.map(\.rawValue)
        let help = NearestName.suggest(key, among: names).map { "did you mean '\($0)'?" }
        faults.append(YAMLFault("unknown phrase '\(key)'", at: value, help: help ?? "one of: \(names)"))
        continue
      }
      for item in value.items ?? [value] {
        do throws(PatternFault) {
          patterns[phrase, default: []].append(try Pattern(item.string ?? "", caseInsensitive: true))
        } catch {
          faults.append(YAMLFault("pattern of '\(key)' does not compile", at: item, reason: error.description))
        }
      }
    }
  }
}

/// The matchers of one worker.
struct PhraseMatchers {
  private let matchers: [[PatternMatcher]]

  init(_ table: PhraseTable) {
    matchers = Phrase.allCases.map { (table.patterns[$0] ?? []).map { $0.makeMatcher() } }
  }

  /// The first matcher that finds the phrase in the bytes; its groups tell where.
  func match(_ phrase: Phrase, _ bytes: UnsafeRawBufferPointer) -> PatternMatcher? {
    guard bytes.count > 0 else { return nil }
    return matchers[phrase.index].first { $0.match(bytes) }
  }

  func says(_ phrase: Phrase, _ bytes: UnsafeRawBufferPointer) -> Bool { match(phrase, bytes) != nil }
}
