import Foundation

/// Why a directory of rule packs cannot be read.
public struct RulePacksFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public let description: String

  static func noDirectory(_ path: String) -> RulePacksFault {
    RulePacksFault(
      description: """
        '\(path)' is not a directory of rules
         help: give the directory that holds packs: DIR/<pack>/{pack.yaml,dialect/*.yaml,detections/*.yaml}
        """)
  }

  static func noRules(_ path: String) -> RulePacksFault {
    RulePacksFault(
      description: """
        no rule file in '\(path)'
         help: give the directory that holds packs: DIR/<pack>/{pack.yaml,dialect/*.yaml,detections/*.yaml}
        """)
  }

  static func unreadable(_ path: String, _ error: any Error) -> RulePacksFault {
    RulePacksFault(description: "cannot read rule file '\(path)'\n reason: \(error.localizedDescription)")
  }

  static func noText(_ path: String) -> RulePacksFault {
    RulePacksFault(description: "rule file '\(path)' is not UTF-8 text")
  }
}

extension RulePacks {
  /// Reads every `*.yaml` below a directory that holds packs, or that is one pack (has a `pack.yaml`).
  ///
  /// Hidden files and folders are left out, and symbolic links to folders are not followed.
  ///
  /// - Parameter directory: For example "rules".
  /// - Throws: `RulePacksFault` when it is no directory or holds no rule file, or when a file cannot be read or is not UTF-8.
  public init(directory: String) throws {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue,
      let paths = try? FileManager.default.subpathsOfDirectory(atPath: directory)
    else { throw RulePacksFault.noDirectory(directory) }
    guard paths.contains(where: Self.isRuleFile) else { throw RulePacksFault.noRules(directory) }
    let isPack = paths.contains("pack.yaml")
    let pack = URL(fileURLWithPath: directory).lastPathComponent
    self.init(
      try paths.filter(Self.isRuleFile).map { path in
        let displayPath = directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
        return RuleFile(
          path: isPack ? "\(pack)/\(path)" : path, displayPath: displayPath, text: try Self.text(displayPath))
      })
  }

  private static func isRuleFile(_ path: String) -> Bool {
    path.hasSuffix(".yaml") && !path.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  private static func text(_ path: String) throws -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw RulePacksFault.unreadable(path, error)
    }
    guard let text = String(validating: data, as: UTF8.self) else { throw RulePacksFault.noText(path) }
    return text
  }
}
