import CommandLineTable
public import RulePacks

/// What `analyze` was asked to do, checked.
public struct AnalyzeRequest: Sendable {
  public enum KeepText: String, CaseIterable, Sendable { case notable, all, none }

  /// Files, folders, archives; `-` is stdin.
  public var paths: [String]
  public var casePath: String
  /// The key of the fingerprints, beside the case.
  public var keyPath: String { casePath + ".key" }
  public var keepText: KeepText
  /// nil for one per core.
  public var threads: Int?
  /// The packs of the binary with those of `--rules` over them.
  public var packs: RulePacks
  /// Spellings of keys by their meaning, from `--config`: `["client": ["deviceRef"]]`, in the order of the file.
  public var keys: [(meaning: String, spellings: [String])]

  /// Whether the case is brought up to date again and again, so that it pays to remember what a correlation rested on.
  public var isRepeated = false

  public init(paths: [String], casePath: String, packs: RulePacks) {
    self.paths = paths
    self.casePath = casePath
    self.packs = packs
    keepText = .notable
    keys = []
  }

  /// Takes a command line; reads the folders of `--rules` and the file of `--config`.
  ///
  /// - Throws: `UsageFault` for a value that cannot be; `RulePacksFault` and `ConfigurationFault` for what cannot be read.
  init(_ command: ParsedCommand) throws {
    self.init(
      paths: command.arguments, casePath: command.value("case") ?? LostwriteTable.defaultCasePath,
      packs: try Self.packs(of: command))
    keepText = KeepText(rawValue: command.value("keep-text") ?? "") ?? .notable
    if let text = command.value("threads") {
      guard let number = Int(text), (1...1_024).contains(number) else {
        throw command.fault("'--threads' is '\(text)', expected a number from 1 to 1024")
      }
      threads = number
    }
    guard let path = command.value("config") else { return }
    let configuration = try Configuration(path: path)
    keys = configuration.keys
    packs = try Self.packs(folders: configuration.rules + command.values("rules"))
  }

  /// The packs of the binary with the folders of `--rules` over them, in the order given.
  static func packs(of command: ParsedCommand) throws -> RulePacks {
    try packs(folders: command.values("rules"))
  }

  static func packs(folders: [String]) throws -> RulePacks {
    try folders.reduce(RulePacks.embedded) { packs, directory in
      packs.merging(try RulePacks(directory: directory))
    }
  }
}
