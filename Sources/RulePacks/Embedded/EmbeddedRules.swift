// swift-format-ignore-file
// Made by scripts/embed-rules from rules/; change the rules, not this file.

/// One file of rules/, as text in the binary.
struct EmbeddedFile: Sendable {
  let path: String
  let text: String
}

/// The packs of rules/, one static property each.
enum EmbeddedRules {
  static let packs: [[EmbeddedFile]] = [generic, zero, ]
}
