/// A set of rule packs: those in the binary, those of a directory, or both.
public struct RulePacks: Sendable {
  /// The packs that the binary carries: the repository's `rules/` at the time of the build.
  public static let embedded = RulePacks(
    EmbeddedRules.packs.joined().map { file in
      RuleFile(path: file.path, displayPath: "rules/\(file.path)", text: file.text)
    })

  /// Sorted by path, byte for byte; no path twice.
  public let files: [RuleFile]

  /// Takes files in any order; of several with the same path the last one stays.
  public init(_ files: [RuleFile]) {
    let byPath = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
    self.files = byPath.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The names of the packs, sorted.
  public var packs: [String] {
    Set(files.map(\.pack)).subtracting([""]).sorted()
  }

  /// The files of one section, sorted by path.
  public func files(_ section: RuleFile.Section) -> [RuleFile] {
    files.filter { $0.section == section }
  }

  /// Both sets together; where both have a path, the other's file replaces ours.
  public func merging(_ other: RulePacks) -> RulePacks {
    RulePacks(files + other.files)
  }
}
